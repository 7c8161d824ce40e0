#include "core/model/WeightsOnly.h"

#include "core/base/Text.h"
#include "core/quant/Quantizer.h"

#include <map>

namespace termscope {
namespace {

bool isWeight(const Tensor& tensor)
{
    return tensor.shape.size() >= 2 && tensor.shape.size() <= 5 && !tensor.values.empty();
}

/// Why a tensor of two or more axes is not shown as a layer.
std::string whyNoLayer(const NamedTensor& entry)
{
    return text("tensor ", printable(entry.name), " (", toText(entry.tensor.shape), ") is no layer: it has ",
                entry.tensor.values.empty() ? "no values" : "more than five axes");
}

/// The layer's name and the name of its bias, from the name of its weight.
struct LayerNames {
    std::string layer;
    std::string bias;
};

LayerNames namesOf(const std::string& tensorName, const std::map<std::string, std::size_t>& tensors)
{
    for (const auto& [weight, bias] : {std::pair{".weight", ".bias"}, std::pair{"/kernel", "/bias"}}) {
        if (!tensorName.ends_with(weight) || tensorName.size() == std::string_view(weight).size())
            continue;
        const std::string stem = tensorName.substr(0, tensorName.size() - std::string_view(weight).size());
        // Where another tensor has the short name already, this one keeps its long name.
        const bool shorten = weight == std::string_view(".weight") && !tensors.contains(stem);
        return {shorten ? stem : tensorName, stem + bias};
    }
    return {tensorName, tensorName + ".bias"};
}

/// "a (3), b (7), …"
std::string listOf(const std::vector<NamedTensor>& tensors)
{
    constexpr std::size_t longest = 5;
    std::string list;
    for (std::size_t i = 0; i < tensors.size() && i < longest; ++i)
        list += text(i == 0 ? "" : ", ", printable(tensors[i].name), " (", toText(tensors[i].tensor.shape), ")");
    return list + (tensors.size() > longest ? ", …" : "");
}

} // namespace

Result<Network> networkFromTensors(std::vector<NamedTensor> tensors, NetworkFormat format, const std::string& file)
{
    std::map<std::string, std::size_t> indices;
    bool hasWeight = false;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const auto finite = checkFiniteByParts(tensors[i].tensor.values,
                                               file + ": tensor " + printable(tensors[i].name));
        if (!finite)
            return tl::unexpected(finite.error());
        indices.emplace(tensors[i].name, i);
        hasWeight |= isWeight(tensors[i].tensor);
    }
    if (!hasWeight)
        return fail(file, ": expected at least one floating-point tensor of 2 to 5 axes with values, found ",
                    tensors.empty() ? "none" : listOf(tensors));
    Network network;
    network.format = format;
    for (NamedTensor& entry : tensors) {
        if (!isWeight(entry.tensor)) {
            if (entry.tensor.shape.size() >= 2)
                network.warnings.push_back(whyNoLayer(entry));
            continue;
        }
        const LayerNames names = namesOf(entry.name, indices);
        WeightLayer layer;
        layer.name = printable(names.layer);
        layer.tensorName = entry.name;
        layer.kind = entry.tensor.shape.size() == 2 ? LayerKind::Linear : LayerKind::Convolution;
        layer.weight = std::move(entry.tensor);
        if (layer.kind == LayerKind::Linear)
            layer.macs = layer.weight.size();
        if (const auto found = indices.find(names.bias); found != indices.end()) {
            const Tensor& bias = tensors[found->second].tensor;
            if (bias.shape == Shape{layer.outputs()})
                layer.bias = bias.values.toVector();
        }
        network.layers.push_back(std::move(layer));
        entry.name.clear();
    }
    for (NamedTensor& entry : tensors) {
        if (!entry.name.empty())
            network.otherTensors.push_back(std::move(entry));
    }
    return network;
}

} // namespace termscope
