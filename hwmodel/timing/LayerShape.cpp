#include "hwmodel/timing/LayerShape.h"

#include "core/base/Text.h"
#include "core/graph/InnerGraphs.h"
#include "core/settings/GroupsOfRow.h"
#include "hwmodel/timing/Count.h"

#include <algorithm>
#include <limits>

namespace termscope {

std::int64_t groupsAlongK(const LayerShape& layer, int groupSize)
{
    return ceilDivide(layer.gemm.k / layer.kernelPositions, groupSize) * layer.kernelPositions;
}

namespace {

/// The recurrent node that has `layer` as its input weights; null for none.
const Node* nodeOf(const Network& network, int layer)
{
    const Node* found = nullptr;
    if (network.graph)
        visitNodes(*network.graph, [&](const Node& node) {
            if (node.layers.size() == 2 && node.layers[0] == layer)
                found = &node;
        });
    return found;
}

/// Whether the network reads tokens, and any number of them: then no layer's rows are one sample's unless the file says
/// how many.
bool readsOpenTokens(const Network& network)
{
    if (!network.graph)
        return false;
    return std::ranges::any_of(network.graph->inputs, [](const GraphInput& input) {
        return !isFloating(input.type) && input.shape && input.shape->size() > 1
               && std::find(input.shape->begin() + 1, input.shape->end(), -1) != input.shape->end();
    });
}

/// One sentence for all layers that are left out for one reason; names the first few.
void tellLeftOut(std::vector<std::string>& warnings, const std::vector<std::string>& layers, std::string_view one,
                 std::string_view several, std::string_view why)
{
    constexpr std::size_t named = 3;
    if (layers.empty())
        return;
    std::string names;
    for (std::size_t i = 0; i < std::min(named, layers.size()); ++i)
        names += (i == 0 ? "" : ", ") + inQuotes(layers[i]);
    if (layers.size() == 1)
        warnings.push_back(text("layer ", names, " left out: ", one, why));
    else
        warnings.push_back(
            text(layers.size(), " layers left out (", names, layers.size() > named ? ", …" : "", "): ", several, why));
}

LayerShape recurrentShape(const WeightLayer& input, const WeightLayer& recurrent, const Node& node, std::int64_t batch)
{
    const std::int64_t directions = node.text("direction", "forward") == "bidirectional" ? 2 : 1;
    const std::int64_t steps = std::max<std::int64_t>(1, input.positions.value_or(1));
    return {
        node.name, {batch, input.inputs() + recurrent.inputs(), input.outputs() / directions}, 1, steps * directions};
}

} // namespace

NetworkShapes shapesOf(const Network& network, std::int64_t batch, const NetworkPlan* plan)
{
    NetworkShapes result;
    const bool openTokens = readsOpenTokens(network);
    std::vector<std::string> withoutImages;
    std::vector<std::string> withoutTokens;
    const auto add = [&result](int layer, LayerShape shape) {
        result.shapes.push_back(std::move(shape));
        result.layers.push_back(layer);
    };
    for (int i = 0; i < static_cast<int>(network.layers.size()); ++i) {
        const WeightLayer& layer = network.layers[static_cast<std::size_t>(i)];
        // Within 64 bits or saturated: timing refuses what is too large.
        const Count rows = Count(batch) * layer.positions.value_or(1);
        const std::int64_t blocks = plan == nullptr ? 1 : groupsOfRow(layer, (*plan)[i].settings).equalBlocks();
        const std::int64_t m = rows.fits() ? rows.value() : std::numeric_limits<std::int64_t>::max();
        if (layer.isRecurrent()) {
            if (const Node* node = nodeOf(network, i))
                add(i, recurrentShape(layer, network.layers[static_cast<std::size_t>(node->layers[1])], *node, batch));
            continue;
        }
        if (layer.isAttention()) {
            const Count products = Count(batch) * layer.groups;
            if (!layer.macs)
                withoutTokens.push_back(layer.name);
            else
                add(i, {layer.name,
                        {*layer.positions, layer.inputs(), layer.outputs() / layer.groups},
                        1,
                        products.fits() ? products.value() : std::numeric_limits<std::int64_t>::max()});
            continue;
        }
        if (layer.kind == LayerKind::Linear && !layer.positions && openTokens) {
            withoutTokens.push_back(layer.name);
            continue;
        }
        if (layer.kind == LayerKind::Linear) {
            add(i, {layer.name, {m, layer.inputs(), layer.outputs()}, blocks, 1});
            continue;
        }
        if (!layer.positions) {
            withoutImages.push_back(layer.name);
            continue;
        }
        add(i, {layer.name,
                {m, layer.fanIn(), layer.outputs() / layer.groups},
                layer.fanIn() / layer.inputs() * blocks,
                layer.groups});
    }
    tellLeftOut(result.warnings, withoutImages, "the size of this convolution's images",
                "the sizes of these convolutions' images",
                withoutImages.size() == 1 ? " is not known" : " are not known");
    tellLeftOut(result.warnings, withoutTokens, "how many tokens it sees", "how many tokens they see", " is not known");
    return result;
}

} // namespace termscope
