#include "core/study/GroupView.h"

#include "core/run/DynamicData.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"
#include "core/settings/ProvisionedPairs.h"

#include <algorithm>

namespace termscope {
namespace {

/// A budget that no group of up to 64 values of 17 terms reaches.
constexpr int everything = 64 * 17;

/// Every value revealed alone with the same budget (0 keeps all), gathered as one group.
RevealedGroup revealEach(std::span<const std::int64_t> values, int dataTerms, Encoding encoding)
{
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

struct GroupCut {
    std::int64_t groups = 0; ///< of a row
    std::int64_t first = 0;  ///< column
    std::int64_t size = 0;
};

/// Groups are cut from the start of every block of a row; block 0: the row is one.
GroupCut groupCut(std::int64_t columns, std::int64_t block, std::int64_t groupSize, std::int64_t group)
{
    const std::int64_t length = block > 0 ? block : columns;
    const std::int64_t perBlock = (length + groupSize - 1) / groupSize;
    const std::int64_t whole = columns / length;
    const std::int64_t rest = columns % length;
    GroupCut cut{whole * perBlock + (rest + groupSize - 1) / groupSize,
                 group / perBlock * length + group % perBlock * groupSize, 0};
    const std::int64_t end = std::min(columns, (group / perBlock + 1) * length);
    cut.size = std::min(groupSize, end - cut.first);
    return cut;
}

/// The scale of a given weight of an output.
float givenScale(const WeightLayer& layer, std::int64_t output, std::int64_t input)
{
    const GivenWeights& given = *layer.given;
    if (given.scales.size() == 1)
        return given.scales[0];
    const std::int64_t blocks = given.block > 0 ? (layer.inputs() + given.block - 1) / given.block : 1;
    return given.scales[static_cast<std::size_t>(output * blocks + (given.block > 0 ? input / given.block : 0))];
}

} // namespace

GroupView groupView(const Network& network, const GroupAddress& address, const Settings& shared,
                    std::optional<float> known)
{
    const auto [method, settings, overridden] = planOf(network, Method::Revealed, shared)[address.layer];
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(address.layer)];
    GroupView view;
    view.address = address;
    view.method = method;
    view.revealed = method == Method::Revealed;
    view.settings = settings;
    const std::int64_t columns = layer.inputs();
    view.rowCount = layer.outputs() * kernelPositions(layer);
    const bool given = settings.source == Source::Given && layer.given;
    const GroupCut cut = groupCut(columns, given ? layer.given->block : 0, settings.groupSize, address.group);
    view.groupCount = cut.groups;
    view.first = cut.first;
    const std::int64_t size = cut.size;
    const std::int64_t positions = kernelPositions(layer);
    const std::int64_t output = address.row / positions;

    // One output's weights decide a per-channel scale, all weights a per-tensor one.
    const auto fanIn = static_cast<std::size_t>(layer.fanIn());
    const SharedFloats& all = layer.weight.values;
    const SharedFloats own = all.part(static_cast<std::size_t>(output) * fanIn, fanIn).loaded();
    const float clip = settings.perChannel ? largestAbsolute(own) : known ? *known : largestAbsoluteByParts(all);
    view.weightScale = scaleFor(clip, settings.weightBits, settings.quantizer);
    const std::int32_t largest = largestInteger(layer, settings);
    if (given)
        view.weightScale = givenScale(layer, output, view.first);
    std::vector<std::int64_t> values;
    for (std::int64_t i = 0; i < size; ++i) {
        const std::int64_t place = (view.first + i) * positions + address.row % positions;
        view.weightFloats.push_back(own[static_cast<std::size_t>(place)]);
        std::int32_t integer = 0;
        if (given)
            layer.given->integers->read(static_cast<std::size_t>(output * layer.fanIn() + place), {&integer, 1});
        else
            integer = quantize(view.weightFloats.back(), view.weightScale, largest);
        values.push_back(integer);
    }
    if (given)
        view.givenData = layer.givenData;
    view.weights = revealGroup(values, view.revealed ? settings.budget : everything, settings.encoding);
    view.largestBudget = view.weights.keptTerms + view.weights.droppedTerms;
    view.exponents = maxExponent(settings.encoding, static_cast<std::uint32_t>(largest)) + 1;
    return view;
}

void addData(GroupView& view, std::span<const float> inputs, float dataScale, std::int64_t image)
{
    const Settings& settings = view.settings;
    view.hasData = true;
    view.image = image;
    // Data that are quantized as they come have the scale of their own values: those of the row, which is what one time
    // step or one place of a sample shows of it.
    const bool dynamic = view.givenData && view.givenData->dynamic;
    std::vector<float> integers(dynamic ? inputs.size() : 0);
    if (dynamic)
        dataScale = dynamicIntegers(inputs, integers);
    view.dataScale = dataScale;
    const std::int32_t largest = view.givenData ? view.givenData->largest()
                                                : largestMagnitude(settings.dataBits, settings.quantizer);
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < view.weights.values.size(); ++i) {
        view.dataFloats.push_back(inputs[static_cast<std::size_t>(view.first) + i]);
        const std::size_t place = static_cast<std::size_t>(view.first) + i;
        values.push_back(dynamic ? static_cast<std::int64_t>(integers[place])
                                 : quantize(view.dataFloats.back(), dataScale, largest));
        if (view.givenData && !dynamic)
            values.back() = std::clamp<std::int64_t>(values.back(), view.givenData->lowest, view.givenData->highest);
    }
    const int kept = view.revealed ? settings.dataTerms : 0;
    view.data = revealEach(values, kept, settings.encoding);
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
    view.pairBound = provisionedPairsOfGroup(view.revealed ? Method::Revealed : Method::Quantized, settings);
}

} // namespace termscope
