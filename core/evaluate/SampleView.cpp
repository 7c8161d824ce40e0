#include "core/evaluate/SampleView.h"

#include "core/base/Index.h"
#include "core/base/Text.h"

namespace termscope {
namespace {

/// The sample's own part of every input.
std::vector<SampleInput> inputsOf(const ImageEvaluator& evaluator, std::int64_t sample)
{
    const Dataset& dataset = evaluator.dataset();
    const Graph& graph = *evaluator.network().graph;
    std::vector<SampleInput> inputs;
    for (const SamplePart& part : dataset.parts) {
        SampleInput input{part.input, part.shape, false, part.isTokens, {}};
        for (const GraphInput& own : graph.inputs)
            if (graph.names[at(own.value)] == part.input)
                input.isWhole = !isFloating(own.type);
        if (part.shared && part.shared->floating()) {
            input.values.assign(part.shared->floats.begin(), part.shared->floats.end());
        } else if (part.shared) {
            for (const std::int64_t value : part.shared->integers)
                input.values.push_back(static_cast<float>(value));
        } else {
            const auto values = dataset.image(sample).subspan(at(part.offset), at(elementCount(part.shape)));
            input.values.assign(values.begin(), values.end());
        }
        inputs.push_back(std::move(input));
    }
    return inputs;
}

} // namespace

std::int32_t SampleView::classAt(std::int64_t place, bool now) const
{
    return likeliestClass(std::span(now ? scoresNow : scores).subspan(at(place * classes), at(classes)));
}

Result<SampleView> sampleView(ImageEvaluator& evaluator, const Variant& variant, std::int64_t sample)
{
    Result<RunOutputs> floats = evaluator.allOutputs({Method::Float, variant.settings}, sample);
    if (!floats)
        return tl::unexpected(floats.error());
    Result<RunOutputs> now = evaluator.allOutputs(variant, sample);
    if (!now)
        return tl::unexpected(now.error());
    SampleView view;
    view.sample = sample;
    view.inputs = inputsOf(evaluator, sample);
    for (std::size_t i = 0; i < floats->outputs.size(); ++i) {
        NamedOutput& own = floats->outputs[i];
        NamedOutput& other = now->outputs.at(i);
        if (own.shape != other.shape)
            return fail(evaluator.network().name, ": expected the output ", inQuotes(own.name), " of shape ",
                        toText(own.shape), ", as in float32, found ", toText(other.shape));
        view.outputs.push_back({own.name, own.shape, std::move(own.values), std::move(other.values)});
    }
    view.classes = floats->classes;
    view.places = floats->places;
    view.scores = std::move(floats->scores);
    view.scoresNow = std::move(now->scores);
    const Dataset& dataset = evaluator.dataset();
    if (!dataset.labels.empty() && dataset.places() == view.places) {
        const auto first = dataset.labels.begin() + static_cast<std::ptrdiff_t>(sample * view.places);
        view.labels.assign(first, first + static_cast<std::ptrdiff_t>(view.places));
    }
    return view;
}

} // namespace termscope
