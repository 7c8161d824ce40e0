// Networks whose file has quantized them: ONNX files made of known integers, scales and zero points.
#pragma once

#include "tests/core/formats/QuantizedOnnx.h"

#include <cmath>

namespace termscope::samples {

/// How values are quantized.
struct GivenLevels {
    float scale = 1.0F;
    std::int32_t zero = 0;
    std::int32_t lowest = -128; ///< of the type
    std::int32_t highest = 127;

    std::int32_t operator()(float value) const
    {
        const float level = std::nearbyint(value / scale) + static_cast<float>(zero);
        return static_cast<std::int32_t>(std::clamp(level, static_cast<float>(lowest), static_cast<float>(highest)))
               - zero;
    }
};

/// A convolution of 3 × 3 with one scale for each output, then a linear layer with one scale.
struct GivenNumbers {
    static constexpr std::int64_t channels = 6, size = 5, outputs = 8, classes = 4;
    static constexpr std::int64_t features = channels * size * size, hidden = outputs * size * size;

    bool unsignedData = false;
    std::int32_t weightZero = 0;
    GivenLevels input, between;
    std::vector<std::int32_t> conv, linear; ///< w_q − z
    std::vector<float> convScales;
    float linearScale = 0.004F;
    std::vector<std::int32_t> convBias, linearBias;

    GivenNumbers(unsigned seed, bool withoutSign, std::int32_t dataZero, std::int32_t zeroOfWeights)
        : unsignedData(withoutSign), weightZero(zeroOfWeights)
    {
        std::mt19937 random(seed);
        const std::int32_t low = withoutSign ? 0 : -128;
        input = {0.021F, dataZero, low, low + 255};
        between = {0.043F, low, low, low + 255}; // what is below 0 is cut: a Relu
        std::uniform_int_distribution<std::int32_t> weight(-127 - zeroOfWeights, 127 - zeroOfWeights);
        std::uniform_int_distribution<std::int32_t> bias(-2000, 2000);
        for (std::int64_t i = 0; i < outputs * channels * 9; ++i)
            conv.push_back(weight(random));
        for (std::int64_t i = 0; i < classes * hidden; ++i)
            linear.push_back(weight(random));
        for (std::int64_t i = 0; i < outputs; ++i) {
            convScales.push_back(0.001F * static_cast<float>(i + 1));
            convBias.push_back(bias(random));
        }
        for (std::int64_t i = 0; i < classes; ++i)
            linearBias.push_back(bias(random));
    }

    /// As the file has them: int8 q = w + z.
    std::vector<std::int8_t> stored(const std::vector<std::int32_t>& weights) const
    {
        std::vector<std::int8_t> values;
        for (const std::int32_t weight : weights)
            values.push_back(static_cast<std::int8_t>(weight + weightZero));
        return values;
    }

    std::string levelsOf(const std::string& name, const GivenLevels& levels) const
    {
        const std::string zero = unsignedData
                                     ? initializer(name + "_zero", {}, uint8Type,
                                                   std::vector<std::uint8_t>{static_cast<std::uint8_t>(levels.zero)})
                                     : initializer(name + "_zero", {}, int8Type,
                                                   std::vector<std::int8_t>{static_cast<std::int8_t>(levels.zero)});
        return scalar(name + "_scale", levels.scale) + zero;
    }

    std::string initializers() const
    {
        std::vector<float> biasScales;
        for (const float scale : convScales)
            biasScales.push_back(input.scale * scale);
        return initializer("shape", {4}, int64Type, std::vector<std::int64_t>{1, channels, size, size})
               + initializer("conv1.weight_quantized", {outputs, channels, 3, 3}, int8Type, stored(conv))
               + initializer("conv1_scale", {outputs}, floatType, convScales)
               + initializer("conv1_zero", {outputs}, int8Type,
                             std::vector<std::int8_t>(outputs, static_cast<std::int8_t>(weightZero)))
               + initializer("conv1.bias_quantized", {outputs}, int32Type, convBias)
               + initializer("conv1.bias_scale", {outputs}, floatType, biasScales)
               + initializer("fc.weight_quantized", {classes, hidden}, int8Type, stored(linear))
               + scalar("fc_scale", linearScale)
               + initializer("fc_zero", {}, int8Type, std::vector<std::int8_t>{static_cast<std::int8_t>(weightZero)})
               + initializer("fc.bias_quantized", {classes}, int32Type, linearBias)
               + scalar("fc.bias_scale", between.scale * linearScale) + levelsOf("image", input)
               + levelsOf("h", between) + levelsOf("out", {0.05F, 0, between.lowest, between.highest});
    }

    NetworkPtr pairs() const { return networkIn(pairsFile()); }
    std::string pairsFile() const
    {
        return fileOf(graphNode("Reshape", {"x", "shape"}, "image") + pairOf("image")
                          + graphNode("DequantizeLinear", {"conv1.weight_quantized", "conv1_scale", "conv1_zero"}, "w1",
                                      {intAttribute("axis", 0)})
                          + graphNode("DequantizeLinear", {"conv1.bias_quantized", "conv1.bias_scale"}, "b1",
                                      {intAttribute("axis", 0)})
                          + graphNode("Conv", {"image_dq", "w1", "b1"}, "h", {intsAttribute("pads", {1, 1, 1, 1})})
                          + pairOf("h") + graphNode("Flatten", {"h_dq"}, "flat")
                          + graphNode("DequantizeLinear", {"fc.weight_quantized", "fc_scale", "fc_zero"}, "w2")
                          + graphNode("DequantizeLinear", {"fc.bias_quantized", "fc.bias_scale"}, "b2")
                          + graphNode("Gemm", {"flat", "w2", "b2"}, "y", {intAttribute("transB", 1)}),
                      initializers(), features, classes);
    }

    /// The same in operator form.
    NetworkPtr operators() const { return networkIn(operatorsFile()); }
    std::string operatorsFile() const
    {
        return fileOf(graphNode("Reshape", {"x", "shape"}, "image")
                          + graphNode("QuantizeLinear", {"image", "image_scale", "image_zero"}, "image_q")
                          + graphNode("QLinearConv",
                                      {"image_q", "image_scale", "image_zero", "conv1.weight_quantized", "conv1_scale",
                                       "conv1_zero", "h_scale", "h_zero", "conv1.bias_quantized"},
                                      "h_q", {intsAttribute("pads", {1, 1, 1, 1})})
                          + graphNode("Flatten", {"h_q"}, "flat_q")
                          + graphNode("QGemm",
                                      {"flat_q", "h_scale", "h_zero", "fc.weight_quantized", "fc_scale", "fc_zero",
                                       "fc.bias_quantized"},
                                      "y", {intAttribute("transB", 1)}, "com.microsoft"),
                      initializers(), features, classes);
    }
};

} // namespace termscope::samples
