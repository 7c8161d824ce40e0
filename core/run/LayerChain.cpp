#include "core/run/LayerChain.h"

#include "core/base/Index.h"

#include <tuple>

namespace termscope {
namespace {

struct Readers {
    std::vector<std::vector<int>> nodes; ///< by value; a node that reads it twice is there twice

    explicit Readers(const Graph& graph) : nodes(graph.names.size())
    {
        for (std::size_t i = 0; i < graph.nodes.size(); ++i)
            for (const int input : graph.nodes[i].inputs)
                if (input >= 0)
                    nodes[at(input)].push_back(static_cast<int>(i));
        for (const int output : graph.outputs)
            nodes[at(output)].push_back(-1);
    }
    /// The only reader of a value, if it is a node with one output.
    std::optional<int> only(int value, const Graph& graph) const
    {
        const std::vector<int>& all = nodes[at(value)];
        if (all.size() != 1 || all[0] < 0 || graph.nodes[at(all[0])].outputs.size() != 1
            || graph.nodes[at(all[0])].outputs[0] < 0)
            return std::nullopt;
        return all[0];
    }
};

/// One bound of a Clip: an attribute, or a constant input; none where it is computed.
std::optional<float> boundOf(const Graph& graph, const Node& node, std::size_t input, const char* attribute,
                             float otherwise)
{
    if (input >= node.inputs.size() || node.inputs[input] < 0)
        return node.number(attribute, otherwise);
    const ValuePtr value = graph.constants[at(node.inputs[input])];
    if (!value || !value->known || value->floats.size() != 1)
        return std::nullopt;
    return value->floats[0];
}

} // namespace

std::optional<std::pair<float, float>> clipBounds(const Graph& graph, const Node& node)
{
    constexpr float endless = std::numeric_limits<float>::infinity();
    if (node.op == "Relu")
        return std::pair{0.0F, endless};
    if (node.op != "Clip")
        return std::nullopt;
    const auto lowest = boundOf(graph, node, 1, "min", -endless);
    const auto highest = boundOf(graph, node, 2, "max", endless);
    if (!lowest || !highest || !(*lowest <= 0.0F) || !(*highest >= 0.0F))
        return std::nullopt;
    return std::pair{*lowest, *highest};
}

namespace {

/// What follows the convolution at `chain.nodes[0]`.
void extend(LayerChain& chain, const Graph& graph, const Readers& readers, std::vector<bool>& taken)
{
    int value = graph.nodes[at(chain.nodes[0])].outputs[0];
    bool clipped = false;
    for (bool goesOn = true; goesOn;) {
        const auto next = readers.only(value, graph);
        goesOn = next && !taken[at(*next)];
        if (!goesOn)
            break;
        const Node& node = graph.nodes[at(*next)];
        const bool adds = node.op == "Add" && chain.addend < 0 && node.inputs.size() == 2 && node.layers.empty();
        const int other = adds ? node.inputs[node.inputs[0] == value ? 1 : 0] : -1;
        if (const auto levels = levelsOf(graph, node); levels && node.inputs[0] == value) {
            chain.levels = levels;
            goesOn = false;
        } else if (clipped) {
            break; // after a clip, nothing but rounding is done
        } else if (adds && other >= 0 && !graph.constants[at(other)]) {
            chain.addend = other;
        } else if (const auto bounds = clipBounds(graph, node)) {
            std::tie(chain.lowest, chain.highest) = *bounds;
            clipped = true;
        } else {
            break;
        }
        taken[at(*next)] = true;
        chain.nodes.push_back(*next);
        value = node.outputs[0];
    }
}

} // namespace

std::vector<LayerChain> layerChains(const Graph& graph, const std::vector<WeightLayer>& layers)
{
    const Readers readers(graph);
    std::vector<bool> taken(graph.nodes.size(), false);
    std::vector<LayerChain> chains;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& first = graph.nodes[i];
        if (first.layers.size() != 1 || first.outputs[0] < 0)
            continue;
        LayerChain chain{{static_cast<int>(i)}};
        const LayerKind kind = layers[at(first.layers[0])].kind;
        const auto next = readers.only(first.outputs[0], graph);
        if (kind == LayerKind::Convolution && first.op == "Conv") {
            extend(chain, graph, readers, taken);
            chains.push_back(std::move(chain));
        } else if (kind == LayerKind::Linear && next && graph.nodes[at(*next)].op == "Relu") {
            chain.nodes.push_back(*next);
            chain.lowest = 0.0F;
            chains.push_back(std::move(chain));
        }
    }
    return chains;
}

} // namespace termscope
