#include "core/formats/ExportTensors.h"

#include <algorithm>

namespace termscope {
namespace {

/// The kernels [groups · rows, inputs, 1…] of a transposed convolution in groups, as the file has them: [groups ·
/// inputs, rows].
std::vector<float> turnedInGroups(const WeightLayer& layer, const std::vector<float>& weight)
{
    const auto inputs = static_cast<std::size_t>(layer.inputs());
    const auto rows = static_cast<std::size_t>(layer.outputs() / layer.groups);
    std::vector<float> turned(weight.size());
    for (std::size_t g = 0; g < static_cast<std::size_t>(layer.groups); ++g)
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t c = 0; c < inputs; ++c)
                turned[(g * inputs + c) * rows + row] = weight[(g * rows + row) * inputs + c];
    return turned;
}

/// The canonical weight [out, in] as the file holds it.
Tensor inFileOrder(const WeightLayer& layer, const std::vector<float>& weight)
{
    Tensor tensor = layer.transposed ? transposed({layer.weight.shape, weight}) : Tensor{layer.weight.shape, weight};
    if (layer.placesKernels && layer.kind == LayerKind::Convolution)
        tensor.values = turnedInGroups(layer, weight);
    if (!layer.fileShape.empty())
        tensor.shape = layer.fileShape;
    return tensor;
}

} // namespace

Result<std::vector<NamedTensor>> weightTensors(const Network& network, const LayerWeights& weights)
{
    if (weights.size() != network.layers.size())
        return fail(network.name, ": expected weights for ", network.layers.size(), " layers, found ", weights.size());
    std::vector<NamedTensor> tensors;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const WeightLayer& layer = network.layers[i];
        if (layer.isAttention())
            continue;
        if (weights[i].size() != layer.weight.values.size())
            return fail(network.name, ": layer ", layer.name, ": expected ", layer.weight.size(), " weights, found ",
                        weights[i].size());
        NamedTensor entry{layer.tensorName, inFileOrder(layer, weights[i])};
        const auto shared = std::find_if(tensors.begin(), tensors.end(),
                                         [&](const NamedTensor& other) { return other.name == entry.name; });
        if (shared == tensors.end())
            tensors.push_back(std::move(entry));
        else if (shared->tensor.shape != entry.tensor.shape || shared->tensor.values != entry.tensor.values)
            return fail(network.name, ": layer ", layer.name, ": shares the tensor ", layer.tensorName,
                        " with another layer, but their new weights differ");
    }
    return tensors;
}

Result<std::vector<NamedTensor>> allTensors(const Network& network, const LayerWeights& weights,
                                            const std::vector<NamedTensor>& replaced)
{
    auto tensors = weightTensors(network, weights);
    if (!tensors)
        return tensors;
    for (const NamedTensor& other : network.otherTensors) {
        const auto found = std::ranges::find(replaced, other.name, &NamedTensor::name);
        tensors->push_back(found == replaced.end() ? other : *found);
    }
    std::sort(tensors->begin(), tensors->end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return tensors;
}

} // namespace termscope
