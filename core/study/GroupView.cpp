#include "core/study/GroupView.h"

#include "core/run/DynamicData.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/GroupsOfRow.h"
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

/// The scale of a given weight of an output.
float givenScale(const WeightLayer& layer, std::int64_t output, std::int64_t input)
{
    const GivenWeights& given = *layer.given;
    if (given.scales.size() == 1)
        return given.scales[0];
    const std::int64_t blocks = given.block > 0 ? (layer.inputs() + given.block - 1) / given.block : 1;
    return given.scales[static_cast<std::size_t>(output * blocks + (given.block > 0 ? input / given.block : 0))];
}

/// One column of an operand that stays in the array, as a row of weights.
std::vector<float> columnOf(const ActivationOperands& operands, std::int64_t row)
{
    const std::span<const float> matrix = operands.stayingOf(row / operands.n);
    std::vector<float> column;
    for (std::int64_t k = 0; k < operands.k; ++k)
        column.push_back(matrix[static_cast<std::size_t>(k * operands.n + row % operands.n)]);
    return column;
}

/// `column`: of the group's row, or empty where no sample is known.
GroupView groupOfActivations(const LayerPlan& plan, const GroupAddress& address, GroupView view,
                             const std::vector<float>& column, float scale)
{
    const Settings& settings = plan.settings;
    const std::int32_t largest = largestMagnitude(settings.weightBits, settings.quantizer);
    view.weightScale = scale;
    view.ofActivations = true;
    view.exponents = maxExponent(settings.encoding, static_cast<std::uint32_t>(largest)) + 1;
    view.first = address.group * settings.groupSize;
    const auto length = static_cast<std::int64_t>(column.size());
    std::vector<std::int64_t> values;
    for (std::int64_t i = view.first; i < std::min(view.first + settings.groupSize, length); ++i) {
        view.weightFloats.push_back(column[static_cast<std::size_t>(i)]);
        values.push_back(quantize(view.weightFloats.back(), scale, largest));
    }
    view.weights = revealGroup(values, view.revealed ? settings.budget : everything, settings.encoding);
    view.largestBudget = view.weights.keptTerms + view.weights.droppedTerms;
    return view;
}

GroupView beginView(const LayerPlan& plan, const GroupAddress& address)
{
    GroupView view;
    view.address = address;
    view.method = plan.method;
    view.revealed = plan.method == Method::Revealed;
    view.settings = plan.settings;
    return view;
}

} // namespace

GroupView groupView(const Network& network, const GroupAddress& address, const Settings& settings,
                    const ActivationOperands& operands, float scale)
{
    const LayerPlan plan = planOf(network, Method::Revealed, settings)[address.layer];
    GroupView view = beginView(plan, address);
    view.rowCount = operands.count * operands.n;
    view.columns = operands.n;
    view.groupCount = (operands.k + plan.settings.groupSize - 1) / plan.settings.groupSize;
    return groupOfActivations(plan, address, std::move(view), columnOf(operands, address.row), scale);
}

GroupView groupView(const Network& network, const GroupAddress& address, const Settings& shared,
                    std::optional<float> known)
{
    const LayerPlan plan = planOf(network, Method::Revealed, shared)[address.layer];
    if (const WeightLayer& product = network.layers[static_cast<std::size_t>(address.layer)]; product.isAttention()) {
        GroupView view = beginView(plan, address);
        view.rowCount = product.outputs();
        view.groupCount = groupsOfRow(product, plan.settings).count();
        return groupOfActivations(plan, address, std::move(view),
                                  std::vector<float>(static_cast<std::size_t>(product.inputs()), 0.0F), 1.0F);
    }
    const auto& [method, settings, overridden] = plan;
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(address.layer)];
    GroupView view = beginView(plan, address);
    view.rowCount = layer.outputs() * kernelPositions(layer);
    const bool given = settings.source == Source::Given && layer.given;
    const GroupsOfRow row = groupsOfRow(layer, settings);
    view.groupCount = row.count();
    view.first = row.first(address.group);
    view.block = row.cutByBlocks() ? row.block : 0;
    const std::int64_t size = row.size(address.group);
    const std::int64_t positions = kernelPositions(layer);
    const std::int64_t output = address.row / positions;

    // One output's weights decide a per-channel scale, all weights a per-tensor one.
    const auto fanIn = static_cast<std::size_t>(layer.fanIn());
    const SharedFloats& all = layer.weight.values;
    const SharedFloats own = all.part(static_cast<std::size_t>(output) * fanIn, fanIn).loaded();
    const float clip = settings.perChannel ? largestAbsolute(own) : known ? *known : largestAbsoluteByParts(all);
    view.weightScale = scaleFor(clip, settings.weightBits, settings.quantizer);
    const std::int32_t largest = largestInteger(layer, settings);
    if (given) {
        view.given = layer.given->type;
        view.weightScale = givenScale(layer, output, view.first);
        view.weightZero = layer.given->zeroAt(output, view.first, layer.fanIn());
    }
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
    if (dynamic) {
        dataScale = dynamicIntegers(inputs, integers);
        view.dataZero = dynamicZero(inputs);
    } else if (view.givenData) {
        view.dataZero = view.givenData->zero;
    }
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
