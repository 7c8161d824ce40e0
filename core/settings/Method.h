// What is done to a network's numbers: nothing, quantization, or quantization and term revealing.
#pragma once

#include <optional>
#include <string_view>

namespace termscope {

enum class Method { Float, Quantized, Revealed };

/// "float", "qt", "tr".
std::string_view nameOf(Method method);
std::optional<Method> methodFromName(std::string_view name);

} // namespace termscope
