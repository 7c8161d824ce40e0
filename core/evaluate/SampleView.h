// One sample beside what a network gives for it, in float32 and at a setting: what tables of tokens and outputs show.
#pragma once

#include "core/evaluate/ImageEvaluator.h"

namespace termscope {

/// An input of the network, of one sample.
struct SampleInput {
    std::string name;
    Shape shape;
    bool isWhole = false;  ///< numbers of tokens, masks
    bool isTokens = false; ///< of words
    std::vector<float> values;
};

/// An output of the network, of one sample; a Softmax at the network's end is left out.
struct SampleOutput {
    std::string name;
    Shape shape;
    std::vector<float> floats;
    std::vector<float> now; ///< as many
};

struct SampleView {
    std::int64_t sample = 0;
    std::vector<SampleInput> inputs; ///< of arrays by name; none of images
    std::vector<SampleOutput> outputs;
    // Where the first output has classes.
    std::int64_t classes = 0;
    std::int64_t places = 1;
    std::vector<float> scores;        ///< in float32, [places, classes]
    std::vector<float> scoresNow;     ///< at the setting
    std::vector<std::int32_t> labels; ///< [places]; empty where there are none

    std::int32_t classAt(std::int64_t place, bool now) const; ///< Range: there are classes
};

/// Two runs of the network. Errors: those of ImageEvaluator::outputs; at the setting an output has another size than in
/// float32, as what is in the data may decide it.
Result<SampleView> sampleView(ImageEvaluator& evaluator, const Variant& variant, std::int64_t sample);

} // namespace termscope
