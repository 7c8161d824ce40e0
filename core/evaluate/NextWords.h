// What a language model expects next at one place of a text, in float and at a setting.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace termscope {

/// A word's probability, 0…1, before quantization and after.
struct WordChance {
    std::int32_t word = 0; ///< its number in the vocabulary
    double reference = 0.0;
    double current = 0.0;
};

struct NextWords {
    std::int64_t place = 0;         ///< number of the token that is predicted, in its text
    std::int64_t context = 0;       ///< tokens before it that were read, from states of zeros
    std::vector<WordChance> words;  ///< likeliest by either, the reference's order
    WordChance target;              ///< the word that does come
    std::int64_t referenceRank = 1; ///< of the target: 1 for the likeliest; equals count in favour of the target
    std::int64_t currentRank = 1;
    double divergence = 0.0; ///< Kullback–Leibler, Σ reference·ln(reference/current) over all words, in nats
};

/// Softmax of both logits, in float64. Range: as many in both, 0 ≤ target < words, count ≥ 1, finite logits.
NextWords compareNextWords(std::span<const float> reference, std::span<const float> current, std::int32_t target,
                           int count);

} // namespace termscope
