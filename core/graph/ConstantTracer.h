// Constants as nodes read them, traced back to what the file holds.
#pragma once

#include "core/graph/GivenWeights.h"
#include "core/graph/QuantizedConstant.h"

#include <map>
#include <optional>
#include <string>

namespace termscope {

/// By value: how often it is read.
std::map<int, int> usesOfValues(const Graph& graph);

/// A constant as the file holds it, seen through Identity, Cast, Transpose and what gives quantized values.
struct Traced {
    ValuePtr constant; ///< dequantized
    int value = -1;    ///< of the graph
    std::string name;
    bool transposed = false;
    bool alone = true; ///< nothing else reads it
    std::optional<QuantizedConstant> quantized = std::nullopt;

    /// For a layer of `factor` times the constant, or (turned) times the matrix turned around.
    GivenWeightsPtr given(bool turned = false, float factor = 1.0F) const
    {
        return quantized ? givenWeights(*quantized, turned, factor) : nullptr;
    }
    /// "FP8 E4M3 per channel"; empty where it holds no float codes.
    std::string storedType() const
    {
        if (quantized)
            return storedCodes(*quantized);
        const auto code = floatCode(constant->type);
        return code ? std::string(nameOf(*code)) : "";
    }
};

/// Valid while the graph's nodes stay where they are.
class ConstantTracer {
public:
    explicit ConstantTracer(const Graph& graph);

    /// None where the value is no constant of floats behind Identity, Cast, Transpose and what gives quantized values.
    std::optional<Traced> trace(int value);
    const Producers& producers() const { return producers_; }
    /// What is wrong with a constant that was traced.
    const std::optional<Error>& wrong() const { return wrong_; }

private:
    std::optional<QuantizedConstant> dequantized(int value, const Node& node);

    const Graph& graph_;
    Producers producers_;
    std::map<int, int> uses_;
    std::optional<Error> wrong_;
    std::map<int, std::optional<QuantizedConstant>> dequantized_; ///< by value
    std::int64_t room_ = 0;                                       ///< for values that are dequantized
};

} // namespace termscope
