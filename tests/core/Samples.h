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

/// A network without layers yet that takes rows; a file's input is [any number, inputs] likewise.
inline Network emptyNetwork(const std::string& name, std::int64_t inputs)
{
    Network network;
    network.name = name;
    network.inputFeatures = inputs;
    Graph graph;
    graph.file = name;
    graph.addValue("x", nullptr);
    graph.inputs.push_back({0, ElementType::Float32, Shape{-1, inputs}, {"", ""}});
    graph.outputs = {0};
    network.graph = std::make_shared<const Graph>(std::move(graph));
    return network;
}

/// Appends a node that reads the output of the one before it, and gives the network's output; as a rule without
/// layers: "Relu", "Identity", "Softmax".
inline void append(Network& network, const std::string& op, std::vector<int> layers = {})
{
    Graph graph = *network.graph;
    Node node;
    node.name = "node" + std::to_string(graph.nodes.size());
    node.op = op;
    node.inputs = graph.outputs;
    if (!layers.empty()) {
        const Tensor& weight = network.layers[static_cast<std::size_t>(layers[0])].weight;
        node.inputs.push_back(graph.addValue("w", shapeOnly(ElementType::Float32, weight.shape)));
        node.attributes.push_back({"transB", std::int64_t{1}});
    }
    node.layers = std::move(layers);
    const int value = graph.addValue("y" + std::to_string(graph.nodes.size()), nullptr);
    node.outputs = {value};
    graph.outputs = {value};
    graph.nodes.push_back(std::move(node));
    network.graph = std::make_shared<const Graph>(std::move(graph));
}

/// Appends a linear layer with random weights, and the node that runs it.
inline void appendLinear(Network& network, std::mt19937& random, std::int64_t outputs, bool bias)
{
    const std::int64_t inputs = network.layers.empty() ? network.inputFeatures : network.layers.back().outputs();
    const auto number = static_cast<int>(network.layers.size());
    network.layers.push_back(
        randomLayer(random, "fc" + std::to_string(number + 1), LayerKind::Linear, {outputs, inputs}, bias));
    append(network, "Gemm", {number});
    network.outputFeatures = outputs;
}

/// widths: inputs, hidden …, classes; `between` ("Identity" for nothing) after every layer but the last.
inline NetworkPtr mlp(unsigned seed, const std::vector<std::int64_t>& widths, const std::string& between, bool bias)
{
    std::mt19937 random(seed);
    Network network = emptyNetwork("mlp", widths[0]);
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
