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

std::string layerName(const Node& node, const Traced& weight, std::span<const WeightLayer> others)
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
