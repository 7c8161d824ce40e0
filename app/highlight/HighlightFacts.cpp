#include "app/highlight/HighlightFacts.h"

#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {
namespace {

/// Rows of weights that meet the same activations have the same number here: kernel position and group of channels.
std::int64_t inputsOfRow(const WeightLayer& layer, std::int64_t row)
{
    const std::int64_t positions = kernelPositions(layer);
    const std::int64_t channels = row / positions / std::max<std::int64_t>(layer.outputs() / layer.groups, 1);
    return channels * positions + row % positions;
}

} // namespace

bool holds(const GroupView& group, const WeightLayer& layer, const ValuesAt& values)
{
    const std::int64_t end = group.first + static_cast<std::int64_t>(group.weights.values.size());
    if (group.address.layer != values.layer || values.first + values.count <= group.first || values.first >= end)
        return false;
    return values.operand == Operand::Weight ? group.address.row == values.row
                                             : inputsOfRow(layer, group.address.row) == inputsOfRow(layer, values.row);
}

bool HighlightFacts::runsGivenIntegers(int layer) const
{
    const NetworkPtr& network = workbench_.weights();
    return network && layer >= 0 && layer < static_cast<int>(network->layers.size())
           && session_.settings().source == Source::Given && network->layers[static_cast<std::size_t>(layer)].given;
}

GroupViewPtr HighlightFacts::groupOf(const ValuesAt& values)
{
    const NetworkPtr& network = workbench_.weights();
    if (!network || values.layer < 0 || values.layer >= static_cast<int>(network->layers.size()))
        return nullptr;
    const WeightLayer& layer = network->layers[static_cast<std::size_t>(values.layer)];
    if (const GroupViewPtr& inSight = workbench_.group(); inSight && holds(*inSight, layer, values))
        return values.operand == Operand::Weight || inSight->hasData ? inSight : nullptr;
    if (layer.isAttention() || values.operand == Operand::Activation || values.row < 0 || values.first < 0
        || values.first >= layer.inputs() || values.row >= rowCount(layer))
        return nullptr;
    if (made_ && network_ == network && settings_ == session_.settings() && holds(*made_, layer, values))
        return made_;
    network_ = network;
    settings_ = session_.settings();
    const GroupsOfRow row = groupsOfRow(layer, planOf(*network, Method::Revealed, settings_)[values.layer].settings);
    std::optional<float> largest;
    const auto index = static_cast<std::size_t>(values.layer);
    if (const LayerSummariesPtr& summaries = workbench_.summaries(); summaries && index < summaries->size()) {
        if (!(*summaries)[index].statistics.isFinite())
            return nullptr;
        largest = reachOf((*summaries)[index].statistics);
    }
    // Going over a layer of a large file would hold up the window.
    if (!network->checked && !largest)
        return nullptr;
    made_ = std::make_shared<const GroupView>(
        groupView(*network, {values.layer, values.row, row.holding(values.first)}, settings_, largest));
    return made_;
}

} // namespace termscope
