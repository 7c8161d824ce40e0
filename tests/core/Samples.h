// Networks and datasets that tests run: small random ones, and the embedded ones.
#pragma once

#include "core/data/DatasetReader.h"
#include "core/formats/FormatReaders.h"
#include "resources/Embedded.h"

#include <algorithm>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>

namespace termscope::samples {

inline std::vector<float> normalFloats(std::mt19937& random, std::size_t count, float deviation = 1.0F)
{
    std::normal_distribution<float> normal(0.0F, deviation);
    std::vector<float> values(count);
    std::ranges::generate(values, [&] { return normal(random); });
    return values;
}

/// A layer with random weights, no name given twice.
inline WeightLayer randomLayer(std::mt19937& random, const std::string& name, LayerKind kind, Shape shape, bool bias)
{
    WeightLayer layer;
    layer.name = name;
    layer.tensorName = name + ".weight";
    layer.kind = kind;
    layer.weight = {shape, normalFloats(random, static_cast<std::size_t>(elementCount(shape)))};
    if (bias)
        layer.bias = normalFloats(random, static_cast<std::size_t>(shape[0]));
    if (kind == LayerKind::Linear)
        layer.macs = layer.weight.size();
    return layer;
}

/// Appends an operation that reads the one before it.
inline void append(Network& network, OperationKind kind, int layer = -1)
{
    const auto number = static_cast<int>(network.operations.size());
    network.operations.push_back({kind, "node" + std::to_string(number), number, layer});
}

/// Appends a linear layer with random weights, and the operation that runs it.
inline void appendLinear(Network& network, std::mt19937& random, std::int64_t outputs, bool bias)
{
    const std::int64_t inputs = network.layers.empty() ? network.inputFeatures : network.layers.back().outputs();
    const auto number = static_cast<int>(network.layers.size());
    network.layers.push_back(
        randomLayer(random, "fc" + std::to_string(number + 1), LayerKind::Linear, {outputs, inputs}, bias));
    append(network, OperationKind::Linear, number);
    network.outputFeatures = outputs;
}

/// widths: inputs, hidden …, classes; `between` (Reshape for nothing) after every layer but the last.
inline NetworkPtr mlp(unsigned seed, const std::vector<std::int64_t>& widths, OperationKind between, bool bias)
{
    std::mt19937 random(seed);
    Network network;
    network.name = "mlp";
    network.inputFeatures = widths[0];
    for (std::size_t i = 1; i < widths.size(); ++i) {
        appendLinear(network, random, widths[i], bias);
        if (i + 1 < widths.size())
            append(network, between);
    }
    return std::make_shared<const Network>(std::move(network));
}

/// Random samples, negative ones too, with random labels.
inline DatasetPtr randomDataset(unsigned seed, std::int64_t count, std::int64_t features, std::int32_t classes)
{
    std::mt19937 random(seed);
    Dataset dataset;
    dataset.name = "random";
    dataset.height = 1;
    dataset.width = features;
    dataset.pixels = normalFloats(random, static_cast<std::size_t>(count * features));
    std::uniform_int_distribution<std::int32_t> label(0, classes - 1);
    for (std::int64_t i = 0; i < count; ++i)
        dataset.labels.push_back(label(random));
    dataset.classes = dataset.labels.empty() ? 0 : *std::ranges::max_element(dataset.labels) + 1;
    return std::make_shared<const Dataset>(std::move(dataset));
}

template <class T>
T unwrap(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

inline NetworkPtr embeddedNetwork()
{
    return std::make_shared<const Network>(unwrap(parseOnnx(embedded::network(), embedded::networkName)));
}

inline DatasetPtr embeddedDigits()
{
    return unwrap(parseDataset(embedded::images(), embedded::labels(), embedded::datasetName));
}

} // namespace termscope::samples
