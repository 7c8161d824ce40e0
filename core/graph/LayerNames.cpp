#include "core/graph/LayerNames.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace termscope {
namespace {

std::string withoutSuffix(const std::string& name, std::string_view suffix)
{
    return name.size() > suffix.size() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name;
}

/// The name that a weight had before a quantizer wrote it: without what onnxruntime's tools put around it.
std::string nameBeforeQuantizing(std::string name)
{
    constexpr std::array<std::string_view, 6> suffixes{
        "_DequantizeLinear_Output", "_quantized", "_quant", "_dequantized", "_Q4", "_Q8"};
    constexpr std::array<std::string_view, 2> prefixes{"ConvBnFusion_W_", "BnFusion_W_"};
    for (const std::string_view suffix : suffixes)
        name = withoutSuffix(name, suffix);
    for (const std::string_view prefix : prefixes)
        if (name.starts_with(prefix) && name.size() > prefix.size())
            name = name.substr(prefix.size());
    return name;
}

bool taken(const std::string& name, std::span<const WeightLayer> others)
{
    return std::ranges::find(others, name, &WeightLayer::name) != others.end();
}

} // namespace

bool isReadableName(const std::string& name)
{
    return name.find("::") == std::string::npos
           && std::any_of(name.begin(), name.end(), [](unsigned char letter) { return std::isdigit(letter) == 0; });
}

std::optional<std::string> modulePath(std::string_view nodeName, std::string_view op)
{
    if (!nodeName.starts_with('/'))
        return std::nullopt;
    std::vector<std::string_view> parts;
    for (std::string_view rest = nodeName.substr(1); !rest.empty();) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        parts.push_back(rest.substr(0, slash));
        rest.remove_prefix(std::min(slash + 1, rest.size()));
    }
    if (parts.size() < 2 || !parts.back().starts_with(op))
        return std::nullopt;
    if (parts.back() == op)
        parts.pop_back();
    std::string path;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        // What stands in a list of modules is named with the list: "layer1", "layer1.0".
        const bool named = i + 1 < parts.size() && parts[i + 1].size() > parts[i].size()
                           && parts[i + 1].starts_with(parts[i]) && parts[i + 1][parts[i].size()] == '.';
        if (!named)
            path += text(path.empty() ? "" : ".", parts[i]);
    }
    return printable(path);
}

std::string layerName(const Node& node, const Traced& weight, std::span<const WeightLayer> others)
{
    if (!isReadableName(weight.name))
        if (const std::optional<std::string> path = modulePath(node.name, node.op))
            return *path;
    return formerLayerName(node, weight, others);
}

std::string formerLayerName(const Node& node, const Traced& weight, std::span<const WeightLayer> others)
{
    if (isReadableName(weight.name)) {
        const std::string own = printable(withoutSuffix(weight.name, ".weight"));
        if (!weight.quantized)
            return own;
        const std::string before = printable(withoutSuffix(nameBeforeQuantizing(weight.name), ".weight"));
        return taken(before, others) ? own : before;
    }
    // The exporter of PyTorch names the weight of a MatMul by number, the node by its path.
    const std::string suffix = "/" + node.op;
    std::string name = node.name;
    if (node.op == "MatMul" && name.ends_with(suffix) && name.size() > suffix.size() + 1)
        name = name.substr(name[0] == '/' ? 1 : 0, name.size() - suffix.size() - (name[0] == '/' ? 1 : 0));
    return name;
}

std::string uniqueName(const std::string& name, std::span<const WeightLayer> others)
{
    std::string result = name;
    for (int number = 2; taken(result, others); ++number)
        result = text(name, " (", number, ")");
    return result;
}

} // namespace termscope
