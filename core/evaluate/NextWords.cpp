#include "core/evaluate/NextWords.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

/// ln softmax of every logit.
std::vector<double> logShares(std::span<const float> logits)
{
    const double largest = *std::ranges::max_element(logits);
    double sum = 0.0;
    for (const float logit : logits)
        sum += std::exp(logit - largest);
    const double offset = largest + std::log(sum);
    std::vector<double> shares(logits.size());
    std::ranges::transform(logits, shares.begin(), [offset](float logit) { return logit - offset; });
    return shares;
}

std::int64_t rankOf(std::span<const float> logits, std::int32_t word)
{
    const float own = logits[static_cast<std::size_t>(word)];
    return 1 + std::ranges::count_if(logits, [own](float other) { return other > own; });
}

} // namespace

NextWords compareNextWords(std::span<const float> reference, std::span<const float> current, std::int32_t target,
                           int count)
{
    const std::vector<double> before = logShares(reference);
    const std::vector<double> after = logShares(current);
    const auto chance = [&](std::int32_t word) {
        const auto index = static_cast<std::size_t>(word);
        return WordChance{word, std::exp(before[index]), std::exp(after[index])};
    };
    NextWords found;
    found.target = chance(target);
    found.referenceRank = rankOf(reference, target);
    found.currentRank = rankOf(current, target);
    for (std::size_t i = 0; i < before.size(); ++i)
        found.divergence += std::exp(before[i]) * (before[i] - after[i]);
    found.divergence = std::max(found.divergence, 0.0); // rounding
    std::vector<std::int32_t> words(before.size());
    std::iota(words.begin(), words.end(), 0);
    const auto likelier = [&](std::int32_t a, std::int32_t b) {
        const auto best = [&](std::int32_t word) {
            return std::max(before[static_cast<std::size_t>(word)], after[static_cast<std::size_t>(word)]);
        };
        return best(a) != best(b) ? best(a) > best(b) : a < b;
    };
    const auto kept = std::min<std::ptrdiff_t>(count, std::ssize(words));
    std::ranges::partial_sort(words, words.begin() + kept, likelier);
    words.resize(static_cast<std::size_t>(kept));
    for (const std::int32_t word : words)
        found.words.push_back(chance(word));
    std::ranges::stable_sort(found.words, std::greater<>(), &WordChance::reference);
    return found;
}

} // namespace termscope
