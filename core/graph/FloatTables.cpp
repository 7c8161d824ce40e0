#include "core/graph/FloatTables.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/base/Translatable.h"
#include "core/graph/LayerNames.h"

#include <algorithm>
#include <array>
#include <set>

namespace termscope {
namespace {

struct Normalization {
    std::string_view op;
    std::string_view kind;
};

constexpr std::string_view embeddingKind = TERMSCOPE_TRANSLATABLE("core", "embedding");

constexpr std::array normalizations{
    Normalization{"LayerNormalization", TERMSCOPE_TRANSLATABLE("core", "layer norm")},
    Normalization{"RMSNormalization", TERMSCOPE_TRANSLATABLE("core", "RMS norm")},
    Normalization{"GroupNormalization", TERMSCOPE_TRANSLATABLE("core", "group norm")},
    Normalization{"InstanceNormalization", TERMSCOPE_TRANSLATABLE("core", "instance norm")},
    Normalization{"BatchNormalization", TERMSCOPE_TRANSLATABLE("core", "batch norm")},
};

ValuePtr constantOf(const Graph& graph, int value)
{
    return value < 0 ? nullptr : graph.constants[at(value)];
}

/// A table of rows of floats that are looked up by what only the data decide.
bool isLookUp(const Graph& graph, const Node& node)
{
    const ValuePtr table = node.op == "Gather" ? constantOf(graph, node.input(0)) : nullptr;
    return table && table->floating() && table->rank() == 2 && node.integer("axis", 0) == 0 && node.input(1) >= 0
           && !constantOf(graph, node.input(1));
}

std::string_view kindOf(const Graph& graph, const Node& node)
{
    if (isLookUp(graph, node))
        return embeddingKind;
    const auto found = std::ranges::find(normalizations, node.op, &Normalization::op);
    const ValuePtr scale = found == normalizations.end() ? nullptr : constantOf(graph, node.input(1));
    return scale && scale->floating() ? found->kind : std::string_view();
}

std::string nameOf(const Node& node, std::string tensor)
{
    constexpr std::string_view ending = ".weight";
    if (!isReadableName(tensor))
        return printable(modulePath(node.name, node.op).value_or(node.name));
    if (tensor.ends_with(ending))
        tensor.resize(tensor.size() - ending.size());
    return printable(tensor);
}

/// The layer that multiplies by this table: by its tensor or, where an exporter wrote a copy that it had turned around,
/// by the same values.
std::optional<int> layerOfTable(const std::vector<WeightLayer>& layers, const std::string& tensor, const Value& table)
{
    const auto found = std::ranges::find_if(layers, [&](const WeightLayer& layer) {
        if (layer.tensorName == tensor)
            return true;
        const SharedFloats& values = layer.weight.values;
        return layer.kind == LayerKind::Linear && layer.weight.shape == table.shape
               && std::equal(values.begin(), values.end(), table.floats.begin(), table.floats.end());
    });
    return found == layers.end() ? std::nullopt : std::optional(static_cast<int>(found - layers.begin()));
}

} // namespace

std::vector<FloatTable> floatTables(const Network& network)
{
    std::vector<FloatTable> tables;
    if (!network.graph)
        return tables;
    const Graph& graph = *network.graph;
    std::set<int> seen;
    for (const Node& node : graph.nodes) {
        const std::string_view kind = kindOf(graph, node);
        if (kind.empty())
            continue;
        const int value = node.input(kind == embeddingKind ? 0 : 1);
        if (!seen.insert(value).second)
            continue;
        const std::string& tensor = graph.names[at(value)];
        FloatTable table{nameOf(node, tensor), kind, graph.constants[at(value)]->shape,
                         graph.constants[at(value)]->size(), std::nullopt};
        if (kind == embeddingKind)
            table.layer = layerOfTable(network.layers, tensor, *graph.constants[at(value)]);
        else if (const ValuePtr bias = constantOf(graph, node.input(2)))
            table.parameters += bias->size();
        tables.push_back(std::move(table));
    }
    return tables;
}

void markTiedLayers(std::vector<WeightLayer>& layers, const Graph& graph)
{
    for (const Node& node : graph.nodes)
        if (isLookUp(graph, node))
            if (const auto layer = layerOfTable(layers, graph.names[at(node.input(0))],
                                                *graph.constants[at(node.input(0))]))
                layers[at(*layer)].tied = true;
}

} // namespace termscope
