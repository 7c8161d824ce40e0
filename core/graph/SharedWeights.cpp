#include "core/graph/SharedWeights.h"

#include "core/base/Index.h"
#include "core/graph/InnerGraphs.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace termscope {
namespace {

/// The values that a BatchNormalization reads.
std::set<int> normalizedValues(const Graph& graph)
{
    std::set<int> values;
    for (const Node& node : graph.nodes)
        if (node.op == "BatchNormalization")
            values.insert(node.input(0));
    return values;
}

bool haveEqualWeights(const WeightLayer& a, const WeightLayer& b)
{
    return a.kind == b.kind && a.weight.shape == b.weight.shape && a.groups == b.groups && a.transposed == b.transposed
           && a.placesKernels == b.placesKernels && a.weight.values.loaded() == b.weight.values.loaded();
}

/// Whether one multiplies by the matrix of the other, turned over: their groups lie along different axes of it.
bool haveTurnedWeights(const WeightLayer& a, const WeightLayer& b)
{
    if (a.kind != LayerKind::Linear || b.kind != LayerKind::Linear || a.weight.shape.size() != 2
        || b.weight.shape.size() != 2 || a.weight.shape[0] != b.weight.shape[1]
        || a.weight.shape[1] != b.weight.shape[0])
        return false;
    const std::vector<float> ours = a.weight.values.toVector();
    const std::vector<float> theirs = b.weight.values.toVector();
    const std::size_t columns = at(a.weight.shape[1]);
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (ours[i] != theirs[i % columns * at(a.weight.shape[0]) + i / columns])
            return false;
    return true;
}

/// Of layers whose weights are equal: whether the file makes them of the same integers.
bool haveEqualIntegers(const GivenWeightsPtr& a, const GivenWeightsPtr& b)
{
    if (!a || !b || a == b)
        return !a == !b;
    return a->type == b->type && a->scales == b->scales && a->offsets == b->offsets && a->allZeros() == b->allZeros()
           && a->block == b->block && a->lowest == b->lowest && a->highest == b->highest;
}

/// Whether one layer can be run for both: of convolutions each has a window of its own.
bool areOne(const WeightLayer& a, const WeightLayer& b)
{
    return a.kind == LayerKind::Linear && !a.placesKernels && a.bias == b.bias && haveEqualIntegers(a.given, b.given)
           && a.givenData == b.givenData;
}

/// Gives the nodes of the graph and of all graphs inside of them the new numbers of their layers.
void renumber(Graph& graph, const std::vector<int>& numbers)
{
    for (Node& node : graph.nodes) {
        for (int& layer : node.layers)
            layer = numbers[at(layer)];
        if (hasInnerGraphs(node))
            changeInnerGraphs(node, [&](Graph& inner) { renumber(inner, numbers); });
    }
}

/// Takes out the layers that are another's use; `joined`: by layer, the one that it is a use of, or itself.
void takeOut(Graph& graph, std::vector<WeightLayer>& layers, const std::vector<int>& joined)
{
    std::vector<int> numbers(layers.size());
    std::vector<WeightLayer> left;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (at(joined[i]) != i) {
            numbers[i] = numbers[at(joined[i])];
            continue;
        }
        numbers[i] = static_cast<int>(left.size());
        left.push_back(std::move(layers[i]));
        if (std::optional<int>& other = left.back().sharesWith)
            other = numbers[at(*other)];
    }
    layers = std::move(left);
    renumber(graph, numbers);
}

} // namespace

void joinUses(Graph& graph, std::vector<WeightLayer>& layers)
{
    const std::set<int> normalized = normalizedValues(graph);
    std::map<std::string, std::vector<int>> byTensor; // those that are no uses of another
    std::vector<int> joined(layers.size());
    std::iota(joined.begin(), joined.end(), 0);
    bool any = false;
    for (const Node& node : graph.nodes) {
        if (node.layers.size() != 1 || normalized.contains(node.outputs[0]))
            continue;
        const int number = node.layers[0];
        WeightLayer& layer = layers[at(number)];
        std::vector<int>& others = byTensor[layer.tensorName];
        const auto same = std::ranges::find_if(others, [&](int other) {
            return haveEqualWeights(layers[at(other)], layer) || haveTurnedWeights(layers[at(other)], layer);
        });
        const auto one = std::find_if(same, others.end(), [&](int other) {
            return haveEqualWeights(layers[at(other)], layer) && areOne(layers[at(other)], layer);
        });
        if (one != others.end()) {
            joined[at(number)] = *one;
            ++layers[at(*one)].uses;
            any = true;
            continue;
        }
        if (same != others.end())
            layer.sharesWith = layers[at(*same)].sharesWith.value_or(*same);
        others.push_back(number);
    }
    if (any)
        takeOut(graph, layers, joined);
}

} // namespace termscope
