// Graphs that tests write node by node.
#pragma once

#include "core/graph/Layers.h"
#include "tests/core/Samples.h"

namespace termscope::samples {

/// A graph written node by node.
class Builder {
public:
    Builder() { graph.file = "model.onnx"; }

    int constant(const char* name, ValuePtr value) { return graph.addValue(name, std::move(value)); }

    int weights(const char* name, Shape shape)
    {
        const auto count = static_cast<std::size_t>(elementCount(shape));
        return constant(name, floatValue(std::move(shape), normalFloats(random_, count, 0.7F)));
    }

    int input(const char* name, ElementType type, Shape shape, std::vector<std::string> axisNames = {})
    {
        const int value = graph.addValue(name, nullptr);
        axisNames.resize(shape.size());
        graph.inputs.push_back({value, type, std::move(shape), std::move(axisNames)});
        return value;
    }

    std::vector<int> node(const char* op, std::vector<int> inputs, std::size_t outputs,
                          std::vector<Attribute> attributes = {})
    {
        Node made{text(op, '_', graph.nodes.size()), op, std::move(attributes), std::move(inputs), {}, {}};
        for (std::size_t i = 0; i < outputs; ++i)
            made.outputs.push_back(graph.addValue(text(made.name, '_', i), nullptr));
        graph.nodes.push_back(made);
        return made.outputs;
    }

    int turned(int value, std::vector<std::int64_t> axes)
    {
        return node("Transpose", {value}, 1, {{"perm", std::move(axes)}})[0];
    }

    NetworkPtr network()
    {
        Network network;
        network.name = "model.onnx";
        network.layers = unwrap(extractLayers(graph)).layers;
        dropUnread(graph); // what stood between a constant and its layer
        network.graph = std::make_shared<const Graph>(std::move(graph));
        return std::make_shared<const Network>(std::move(network));
    }

    Graph graph;

private:
    std::mt19937 random_{5};
};

} // namespace termscope::samples
