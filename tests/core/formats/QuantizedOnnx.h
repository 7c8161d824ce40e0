// ONNX files of quantized networks, and what such networks give, for tests.
#pragma once

#include "core/evaluate/LayerPreparation.h"
#include "core/run/GraphRunner.h"
#include "core/settings/NetworkPlan.h"
#include "tests/core/Samples.h"
#include "tests/core/formats/OnnxBytes.h"

#include <random>

namespace termscope::samples {

inline constexpr int int8Type = 3;
inline constexpr int uint8Type = 2;
inline constexpr int int16Type = 5;
inline constexpr int int32Type = 6;
inline constexpr int int64Type = 7;
inline constexpr int uint4Type = 21;

/// An initializer of a graph.
template <class Number>
std::string initializer(const std::string& name, const std::vector<std::int64_t>& shape, int type,
                        const std::vector<Number>& values)
{
    const std::string bytes(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Number));
    return content(5, tensorHead(name, shape, type) + content(9, bytes));
}

inline std::string scalar(const std::string& name, float value)
{
    return initializer(name, {}, floatType, std::vector<float>{value});
}

inline std::string intsAttribute(const std::string& name, const std::vector<std::int64_t>& values)
{
    std::string out = content(1, name);
    for (const std::int64_t value : values)
        out += number(8, static_cast<std::uint64_t>(value));
    return out + number(20, 7);
}

inline std::string graphNode(const std::string& op, const std::vector<std::string>& inputs, const std::string& output,
                             const std::vector<std::string>& attributes = {}, const std::string& domain = "")
{
    std::string out = node(op, output + "_" + op, inputs, output);
    for (const std::string& attribute : attributes)
        out += content(5, attribute);
    return content(1, domain.empty() ? out : out + content(7, domain));
}

/// The two nodes after which `name` is there as `name` + "_dq".
inline std::string pairOf(const std::string& name)
{
    return graphNode("QuantizeLinear", {name, name + "_scale", name + "_zero"}, name + "_q")
           + graphNode("DequantizeLinear", {name + "_q", name + "_scale", name + "_zero"}, name + "_dq");
}

inline std::string fileOf(const std::string& nodes, const std::string& initializers, std::int64_t features,
                          std::int64_t outputs, int opset = 13)
{
    const std::string graph = nodes + content(2, "g") + initializers + content(11, valueInfo("x", features))
                              + content(12, valueInfo("y", outputs));
    return number(1, 8) + content(8, content(1, "") + number(2, static_cast<std::uint64_t>(opset)))
           + content(8, content(1, "com.microsoft") + number(2, 1)) + content(7, graph);
}

inline NetworkPtr networkIn(const std::string& file)
{
    return std::make_shared<const Network>(unwrap(parseOnnx(bytesOf(file), "given.onnx")));
}

inline NetworkPtr networkOf(const std::string& nodes, const std::string& initializers, std::int64_t features,
                            std::int64_t outputs, int opset = 13)
{
    return networkIn(fileOf(nodes, initializers, features, outputs, opset));
}

/// The network's outputs for one sample; fails where anything is calibrated.
inline std::vector<float> outputsOf(const NetworkPtr& network, Method method, const Settings& settings,
                                    std::span<const float> sample)
{
    LayerPreparation preparation(network, [](int) -> Result<const std::vector<MagnitudeHistogram>*> {
        return fail("something was calibrated");
    });
    const GraphRunner runner = unwrap(
        GraphRunner::create(network, unwrap(preparation.layers(planOf(*network, method, settings)))));
    const Outputs outputs = unwrap(
        runner.run({floatValue({1, std::ssize(sample)}, std::vector<float>(sample.begin(), sample.end()))}));
    return {outputs[0]->floats.begin(), outputs[0]->floats.end()};
}

inline std::vector<float> someSample(std::int64_t features)
{
    std::mt19937 random(31);
    return normalFloats(random, static_cast<std::size_t>(features));
}

} // namespace termscope::samples
