#include "core/evaluate/EmbeddedWords.h"

#include "core/base/Index.h"
#include "core/graph/ShapeInference.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace termscope {
namespace {

/// Operators that leave every token what it is.
constexpr std::array<std::string_view, 7> keepsTokens{"Identity", "Cast",      "Reshape", "Transpose",
                                                      "Squeeze",  "Unsqueeze", "Flatten"};

std::optional<std::int64_t> rowsOf(const Node& gather, const Value* table)
{
    const std::int64_t axis = gather.integer("axis", 0);
    if (table == nullptr || axis >= table->rank() || axis < -table->rank())
        return std::nullopt;
    return table->shape[at(axis < 0 ? axis + table->rank() : axis)];
}

} // namespace

std::optional<std::int64_t> embeddedWords(const Graph& graph, std::size_t input)
{
    const KnownValues known = inferShapes(graph, sampleShapes(graph)).values;
    const auto valueAt = [&](int value) -> const Value* {
        const ValuePtr& constant = graph.constants[at(value)];
        return constant ? constant.get() : known[at(value)].get();
    };
    std::vector<bool> isToken(graph.names.size(), false);
    isToken[at(graph.inputs[input].value)] = true;
    std::optional<std::int64_t> fewest;
    for (const Node& node : graph.nodes) {
        const auto reads = [&](std::size_t i) {
            return i < node.inputs.size() && node.inputs[i] >= 0 && isToken[at(node.inputs[i])];
        };
        std::optional<std::int64_t> words;
        if (node.op == "Gather" && reads(1) && node.inputs[0] >= 0)
            words = rowsOf(node, valueAt(node.inputs[0]));
        else if (std::ranges::find(keepsTokens, node.op) != keepsTokens.end() && reads(0) && !node.outputs.empty()
                 && node.outputs[0] >= 0)
            isToken[at(node.outputs[0])] = true;
        if (words && (!fewest || *words < *fewest))
            fewest = words;
    }
    return fewest;
}

} // namespace termscope
