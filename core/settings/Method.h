// What is done to a network's numbers: nothing, the quantization that its file has made, quantization, or quantization
// and term revealing.
#pragma once

#include <optional>
#include <string_view>

namespace termscope {

/// Given: layers run on the integers of the file, those that it keeps as floats in float32; nothing is calibrated.
/// Format: weights in another number format (Settings::format), data quantized.
enum class Method { Float, Quantized, Revealed, Given, Format };

/// "float", "qt", "tr", "given", "format".
std::string_view nameOf(Method method);
std::optional<Method> methodFromName(std::string_view name);

/// Which integers a network that its file quantizes runs on.
enum class Source {
    Given,     ///< the file's own; of a network without any, as Requantize
    Requantize ///< the weights are dequantized, then quantized by these settings
};

/// How products of two activations run (Q·Kᵀ and scores·V of attention) where a network is quantized or revealed.
enum class Attention {
    Float,
    Quantized, ///< both operands quantized
    Revealed   ///< the operand that stays in the array (Kᵀ, V) revealed in groups, the other one value by value
};

/// What the data of layers are that run in another number format.
enum class DataFormat {
    Bits, ///< quantized to the data bits
    Own   ///< written in the format of the weights, where it says how (WeightFormat::isForData)
};

/// "float", "qt", "tr".
std::string_view nameOf(Attention attention);

/// "given", "requantize".
std::string_view nameOf(Source source);
std::optional<Source> sourceFromName(std::string_view name);

/// "bits", "own".
std::string_view nameOf(DataFormat format);
std::optional<DataFormat> dataFormatFromName(std::string_view name);

} // namespace termscope
