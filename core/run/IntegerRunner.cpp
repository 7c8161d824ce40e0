#include "core/run/IntegerRunner.h"

#include <algorithm>

namespace termscope {
namespace {

std::vector<std::int32_t> quantized(const PreparedLayer& layer, std::span<const float> inputs)
{
    std::vector<std::int32_t> values(inputs.size());
    std::ranges::transform(inputs, values.begin(),
                           [&](float value) { return quantize(value, layer.dataScale, layer.table.largest); });
    return values;
}

/// A layer that an override keeps in float32.
std::vector<float> runFloatLayer(const PreparedLayer& layer, std::span<const float> inputs, bool relu)
{
    std::vector<float> outputs(static_cast<std::size_t>(layer.outputs));
    for (std::size_t n = 0; n < outputs.size(); ++n) {
        double sum = layer.bias.empty() ? 0.0 : layer.bias[n];
        for (std::size_t k = 0; k < inputs.size(); ++k)
            sum += static_cast<double>(inputs[k]) * layer.floats[n * inputs.size() + k];
        outputs[n] = static_cast<float>(relu ? std::max(sum, 0.0) : sum);
    }
    return outputs;
}

std::vector<float> runLayer(const PreparedLayer& layer, std::span<const float> inputs, bool relu)
{
    if (layer.inFloat())
        return runFloatLayer(layer, inputs, relu);
    std::vector<std::int32_t> data = quantized(layer, inputs);
    for (std::int32_t& value : data)
        value = static_cast<std::int32_t>(layer.table.at(value).value);
    std::vector<float> outputs(static_cast<std::size_t>(layer.outputs));
    for (std::size_t n = 0; n < outputs.size(); ++n) {
        const std::int32_t* weights = layer.weights.data() + n * data.size();
        std::int64_t sum = 0;
        for (std::size_t k = 0; k < data.size(); ++k)
            sum += static_cast<std::int64_t>(data[k]) * weights[k];
        const float scale = layer.scales.size() == 1 ? layer.scales[0] : layer.scales[n];
        const float product = static_cast<float>(sum) * scale;
        outputs[n] = layer.bias.empty() ? product : product + layer.bias[n];
        if (relu)
            outputs[n] = std::max(outputs[n], 0.0F);
    }
    return outputs;
}

std::int64_t pairsOfLayer(const PreparedLayer& layer, std::span<const float> inputs)
{
    if (layer.inFloat())
        return 0;
    const std::vector<std::int32_t> data = quantized(layer, inputs);
    std::int64_t pairs = 0;
    for (std::size_t n = 0; n < static_cast<std::size_t>(layer.outputs); ++n)
        for (std::size_t k = 0; k < data.size(); ++k)
            pairs += layer.weightTerms[n * data.size() + k] * layer.table.at(data[k]).terms;
    return pairs;
}

template <class Visit>
std::vector<float> walk(const PreparedNetwork& network, std::span<const float> sample, Visit visit)
{
    std::vector<float> values(sample.begin(), sample.end());
    for (const Step& step : network.plan) {
        if (step.kind != StepKind::Linear) {
            applyStep(step.kind, values);
            continue;
        }
        const PreparedLayer& layer = network.layers[static_cast<std::size_t>(step.layer)];
        visit(layer, std::span<const float>(values));
        values = runLayer(layer, values, step.relu);
    }
    return values;
}

} // namespace

std::vector<float> runInteger(const PreparedNetwork& network, std::span<const float> sample)
{
    return walk(network, sample, [](const PreparedLayer&, std::span<const float>) {});
}

std::int64_t countPairs(const PreparedNetwork& network, std::span<const float> sample)
{
    std::int64_t pairs = 0;
    walk(network, sample,
         [&](const PreparedLayer& layer, std::span<const float> inputs) { pairs += pairsOfLayer(layer, inputs); });
    return pairs;
}

} // namespace termscope
