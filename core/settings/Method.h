// What is done to a network's numbers: nothing, the quantization that its file has made, quantization, or quantization
// and term revealing.
#pragma once

#include <optional>
#include <string_view>

namespace termscope {

/// Given: layers run on the integers of the file, those that it keeps as floats in float32; nothing is calibrated.
enum class Method { Float, Quantized, Revealed, Given };

/// "float", "qt", "tr", "given".
std::string_view nameOf(Method method);
std::optional<Method> methodFromName(std::string_view name);

} // namespace termscope
