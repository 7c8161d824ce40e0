#include "core/graph/WithoutQuantization.h"

#include "core/base/Index.h"
#include "core/graph/QuantizedConstant.h"
#include "core/graph/WithGraph.h"
#include "core/ops/QonnxQuantizers.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

/// A Clip in place of a pair that lets nothing below 0 through; none for other pairs.
std::optional<Node> clipInstead(const Graph& graph, const Producers& producers, const Node& pair, const Node& quantizer)
{
    const std::optional<GivenData> data = givenData(graph, producers, pair.outputs[0]);
    if (!data || data->lowest != 0)
        return std::nullopt;
    const float highest = static_cast<float>(data->highest) * data->scale;
    return Node{quantizer.name,    "Clip", {{"min", 0.0F}, {"max", highest}}, {quantizer.inputs[0]},
                {pair.outputs[0]}, {}};
}

/// A quantizer of QONNX that takes floats and gives floats. One of a single bit with a sign is what the network has in
/// place of a nonlinearity, and stays.
bool quantizesFloats(const Graph& graph, const Producers& producers, const Node& node)
{
    if (node.op != quantOperator || node.input(0) < 0 || node.outputs.size() != 1 || node.outputs[0] < 0)
        return false;
    const std::optional<GivenData> data = givenData(graph, producers, node.outputs[0]);
    return !data || data->magnitudeBits() > 1 || data->lowest == 0;
}

} // namespace

NetworkPtr withoutQuantization(const NetworkPtr& network)
{
    if (!network->graph)
        return network;
    auto graph = std::make_shared<Graph>(*network->graph);
    const Producers producers(*network->graph);
    std::map<int, int> instead; // by output of a pair: what it reads
    std::vector<Node> left;
    bool changed = false;
    const auto replace = [&](int& value) {
        if (const auto found = instead.find(value); found != instead.end())
            value = found->second;
    };
    for (const Node& node : network->graph->nodes) {
        const Node* const quantizer = quantizesFloats(*network->graph, producers, node)
                                          ? &node
                                          : pairBefore(*network->graph, producers, node);
        std::optional<Node> kept = quantizer == nullptr ? std::optional(node)
                                                        : clipInstead(*network->graph, producers, node, *quantizer);
        changed = changed || quantizer != nullptr;
        if (kept) {
            std::ranges::for_each(kept->inputs, replace);
            left.push_back(std::move(*kept));
        } else {
            const int input = quantizer->inputs[0];
            instead[node.outputs[0]] = instead.contains(input) ? instead[input] : input;
        }
    }
    if (!changed)
        return network;
    std::ranges::for_each(graph->outputs, replace);
    graph->nodes = std::move(left);
    return withGraph(*network, std::move(graph));
}

} // namespace termscope
