#include "core/study/GroupView.h"

#include "core/infer/QuantizedLayer.h"

#include <algorithm>

namespace termscope {
namespace {

/// Every value revealed alone with the same budget (0 keeps all), gathered as one group.
RevealedGroup revealEach(std::span<const std::int64_t> values, int dataTerms, Encoding encoding)
{
    constexpr int everything = 64;
    RevealedGroup all;
    for (const std::int64_t value : values) {
        RevealedGroup one = revealGroup({&value, 1}, dataTerms == 0 ? everything : dataTerms, encoding);
        all.keptTerms += one.keptTerms;
        all.droppedTerms += one.droppedTerms;
        if (one.waterline)
            all.waterline = std::min(all.waterline.value_or(*one.waterline), *one.waterline);
        all.values.push_back(std::move(one.values.front()));
    }
    return all;
}

std::vector<Term> keptTerms(const RevealedValue& value)
{
    std::vector<Term> kept;
    for (std::size_t i = 0; i < value.terms.size(); ++i)
        if (value.kept[i])
            kept.push_back(value.terms[i]);
    return kept;
}

} // namespace

GroupView groupView(const WeightLayer& layer, const GroupAddress& address, const Settings& settings)
{
    GroupView view;
    view.address = address;
    const std::int64_t columns = layer.inputs();
    view.rowCount = layer.outputs() * kernelPositions(layer);
    view.groupCount = (columns + settings.groupSize - 1) / settings.groupSize;
    view.first = address.group * settings.groupSize;
    const std::int64_t size = std::min<std::int64_t>(settings.groupSize, columns - view.first);
    const std::int64_t positions = kernelPositions(layer);
    const std::int64_t output = address.row / positions;

    // One output's weights decide a per-channel scale, all weights a per-tensor one.
    const auto fanIn = static_cast<std::size_t>(layer.fanIn());
    const std::span<const float> all(layer.weight.values);
    const std::span<const float> own = all.subspan(static_cast<std::size_t>(output) * fanIn, fanIn);
    view.weightScale = scaleFor(largestAbsolute(settings.perChannel ? own : all), settings.weightBits, settings.quantizer);
    const std::int32_t largest = largestMagnitude(settings.weightBits, settings.quantizer);
    std::vector<std::int64_t> values;
    for (std::int64_t i = 0; i < size; ++i) {
        const std::int64_t place = (view.first + i) * positions + address.row % positions;
        view.weightFloats.push_back(own[static_cast<std::size_t>(place)]);
        values.push_back(quantize(view.weightFloats.back(), view.weightScale, largest));
    }
    view.weights = revealGroup(values, settings.budget, settings.encoding);
    view.largestBudget = view.weights.keptTerms + view.weights.droppedTerms;
    view.exponents = maxExponent(settings.encoding, static_cast<std::uint32_t>(largest)) + 1;
    return view;
}

void addData(GroupView& view, std::span<const float> inputs, float dataScale, std::int64_t image, const Settings& settings)
{
    view.hasData = true;
    view.image = image;
    view.dataScale = dataScale;
    const std::int32_t largest = largestMagnitude(settings.dataBits, settings.quantizer);
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < view.weights.values.size(); ++i) {
        view.dataFloats.push_back(inputs[static_cast<std::size_t>(view.first) + i]);
        values.push_back(quantize(view.dataFloats.back(), dataScale, largest));
    }
    view.data = revealEach(values, settings.dataTerms, settings.encoding);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const RevealedValue& weight = view.weights.values[i];
        const RevealedValue& datum = view.data.values[i];
        const std::vector<Term> dataTerms = keptTerms(datum);
        for (const Term& weightTerm : keptTerms(weight))
            for (const Term& dataTerm : dataTerms)
                view.pairs.push_back({static_cast<int>(i), weightTerm, dataTerm});
        view.dotProduct += weight.revealed * datum.revealed;
        view.fullDotProduct += weight.value * datum.value;
        view.floatDotProduct += static_cast<double>(view.weightFloats[i]) * view.dataFloats[i];
    }
    const int dataTerms = settings.dataTerms > 0 ? settings.dataTerms : maxTerms(settings.encoding, static_cast<std::uint32_t>(largest));
    view.pairBound = std::min<std::int64_t>(std::int64_t{settings.budget} * dataTerms,
                                            std::int64_t{settings.groupSize} * (settings.weightBits - 1) * (settings.dataBits - 1));
}

} // namespace termscope
