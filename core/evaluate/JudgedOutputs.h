// Which outputs of a network are judged, and where the values of one sample lie in them.
//
// Samples with labels are judged by the first output: a row of classes for each, or for each place that has a label.
// Samples without labels are judged by all outputs of floating-point numbers but keys and values that a decoder gives
// back (present…). The first of them is taken as scores of classes where a Softmax made it, its name speaks of classes,
// or it is one row of two and more for each sample, of a name that speaks of nothing else; any other is values, of
// which no class follows.
#pragma once

#include "core/base/Error.h"
#include "core/ops/Operator.h"

#include <optional>

namespace termscope {

struct JudgedOutput {
    std::string name;
    std::size_t index = 0;           ///< in Graph::outputs
    Shape shape;                     ///< of one sample
    std::optional<std::size_t> axis; ///< along which samples lie; none: they run one by one, and each has it all

    std::int64_t size() const { return elementCount(shape); }
};

/// What is known of a network whose outputs are to be judged.
struct OutputQuestion {
    std::string network;             ///< for messages
    std::vector<std::string> names;  ///< of the outputs
    std::optional<Shape> labelShape; ///< Dataset::labelShape; none where there are no labels
    std::int64_t rows = 1;           ///< samples that ran together
    std::size_t samplesAxis = 0;     ///< along which they lie in the first input
    bool arePictures = true;         ///< what messages call the samples
    bool wereProbabilities = false;  ///< a Softmax at the end was left out
};

class JudgedOutputs {
public:
    /// Errors: nothing to judge; with labels, no row of classes for each of them.
    static Result<JudgedOutputs> create(const OutputQuestion& question, const Outputs& outputs);

    /// 0: the outputs are values, not scores of classes.
    std::int64_t classes() const { return classes_; }
    /// Of a sample, that have classes each: pixels, tokens; 1 for one row of classes, and for values.
    std::int64_t places() const { return places_; }
    const std::vector<JudgedOutput>& list() const { return list_; }
    /// The shape of an output of a run of so many samples, without the axis along which they lie.
    Shape withoutSamples(const Shape& shape, std::int64_t rows) const;
    /// Values of one sample, of all outputs.
    std::int64_t size() const;

    /// The values of the first samples of a run, one sample after the other: the first output as [places, classes]
    /// where it has classes, then the others as they are. Error: an output of another shape, as what is in the data may
    /// decide it.
    Result<std::vector<float>> take(const Outputs& outputs, std::int64_t rows) const;

private:
    Result<void> findClasses(const Shape& own, const std::string& found);
    Result<void> takeOutput(const JudgedOutput& output, const Value& value, std::int64_t rows, float* to) const;

    OutputQuestion question_;
    std::vector<JudgedOutput> list_;
    std::int64_t classes_ = 0;
    std::int64_t places_ = 1;
    bool classesFirst_ = false; ///< the first output has the classes of a sample before its places
};

} // namespace termscope
