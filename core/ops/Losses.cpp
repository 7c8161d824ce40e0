// NegativeLogLikelihoodLoss and SoftmaxCrossEntropyLoss: how far scores are from labels.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <cmath>
#include <optional>

namespace termscope::ops {
namespace {

enum class Averaging { None, Sum, Mean };

Result<Averaging> averagingOf(const Node& node)
{
    const std::string name = node.text("reduction", "mean");
    if (name == "none")
        return Averaging::None;
    if (name == "sum")
        return Averaging::Sum;
    if (name == "mean")
        return Averaging::Mean;
    return fail("expected reduction none, sum or mean, found ", inQuotes(name));
}

/// Scores [n, classes, places…] and a label for each n and place.
struct Labelled {
    std::int64_t classes = 0, places = 1, count = 0; ///< count: labels
    Shape labels;
    std::optional<std::int64_t> ignored;
};

Result<Labelled> labelledOf(const Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectIntegers(call, 1));
    TERMSCOPE_TRY(expectFloats(call, 2));
    const Shape& shape = call[0].shape;
    Labelled labelled;
    if (shape.size() >= 2) {
        labelled.classes = shape[1];
        labelled.labels = {shape[0]};
        labelled.labels.insert(labelled.labels.end(), shape.begin() + 2, shape.end());
        labelled.places = countOf(shape, 2, call[0].rank());
    }
    if (shape.size() < 2 || call[1].shape != labelled.labels)
        return fail("expected scores of batch and classes and labels of all their other axes, found ", toText(shape),
                    " and ", toText(call[1].shape));
    if (call.has(2) && call[2].shape != Shape{labelled.classes})
        return fail("expected ", labelled.classes, " weights, found the shape ", toText(call[2].shape));
    labelled.count = call[1].size();
    if (call.node.has("ignore_index"))
        labelled.ignored = call.node.integer("ignore_index", 0);
    for (std::int64_t i = 0; call[1].known && i < labelled.count; ++i)
        if (const std::int64_t label = call[1].integers[at(i)];
            label != labelled.ignored && (label < 0 || label >= labelled.classes))
            return fail("expected labels from 0 to ", labelled.classes - 1, ", found ", label);
    return labelled;
}

/// The loss of log probabilities.
ValuePtr lossOf(const Call& call, const Labelled& labelled, const FloatBuffer& logarithms, Averaging averaging)
{
    const bool each = averaging == Averaging::None;
    auto result = newValue(call[0].type, each ? labelled.labels : Shape{});
    double sum = 0.0;
    double weights = 0.0;
    for (std::int64_t i = 0; i < labelled.count; ++i) {
        const std::int64_t label = call[1].integers[at(i)];
        if (label == labelled.ignored)
            continue;
        const double weight = call.has(2) ? call[2].floats[at(label)] : 1.0;
        const std::int64_t place = (i / labelled.places * labelled.classes + label) * labelled.places
                                   + i % labelled.places;
        const double loss = -weight * logarithms[at(place)];
        sum += loss;
        weights += weight;
        if (each)
            result->floats[at(i)] = rounded(static_cast<float>(loss), result->type);
    }
    if (!each)
        result->floats[0] = rounded(static_cast<float>(averaging == Averaging::Mean ? sum / weights : sum),
                                    result->type);
    return result;
}

Result<Outputs> negativeLogLikelihood(Call& call)
{
    const Result<Averaging> averaging = averagingOf(call.node);
    const Result<Labelled> labelled = averaging ? labelledOf(call) : tl::unexpected(averaging.error());
    if (!labelled)
        return tl::unexpected(labelled.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, *averaging == Averaging::None ? labelled->labels : Shape{}));
    return only(lossOf(call, *labelled, call[0].floats, *averaging));
}

/// log(softmax) along the classes.
std::shared_ptr<Value> logarithmsOf(const Value& scores, const Labelled& labelled)
{
    auto result = newValue(scores.type, scores.shape);
    for (std::int64_t i = 0; i < labelled.count; ++i) {
        const std::int64_t first = i / labelled.places * labelled.classes * labelled.places + i % labelled.places;
        const auto place = [&](std::int64_t c) { return at(first + c * labelled.places); };
        double largest = -std::numeric_limits<double>::infinity();
        for (std::int64_t c = 0; c < labelled.classes; ++c)
            largest = std::max<double>(largest, scores.floats[place(c)]);
        double sum = 0.0;
        for (std::int64_t c = 0; c < labelled.classes; ++c)
            sum += std::exp(scores.floats[place(c)] - largest);
        for (std::int64_t c = 0; c < labelled.classes; ++c)
            result->floats[place(c)] = rounded(static_cast<float>(scores.floats[place(c)] - largest - std::log(sum)),
                                               scores.type);
    }
    return result;
}

Result<Outputs> softmaxCrossEntropy(Call& call)
{
    const Result<Averaging> averaging = averagingOf(call.node);
    const Result<Labelled> labelled = averaging ? labelledOf(call) : tl::unexpected(averaging.error());
    if (!labelled)
        return tl::unexpected(labelled.error());
    Outputs outputs;
    if (!call.known()) {
        outputs = {shapeOnly(call[0].type, *averaging == Averaging::None ? labelled->labels : Shape{}),
                   shapeOnly(call[0].type, call[0].shape)};
    } else {
        auto logarithms = logarithmsOf(call[0], *labelled);
        outputs = {lossOf(call, *labelled, logarithms->floats, *averaging), logarithms};
    }
    outputs.resize(std::clamp<std::size_t>(call.node.outputs.size(), 1, 2));
    return outputs;
}

constexpr Operator lossesTable[] = {
    {"NegativeLogLikelihoodLoss", negativeLogLikelihood, 2, 3, "i:ignore_index s:reduction"},
    {"SoftmaxCrossEntropyLoss", softmaxCrossEntropy, 2, 3, "i:ignore_index s:reduction"},
};

} // namespace

std::span<const Operator> losses()
{
    return lossesTable;
}

} // namespace termscope::ops
