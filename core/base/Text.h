// Text that came from a file, made fit for a message.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace termscope {

/// The text on one line: control characters and bytes that are no UTF-8 as `\x1b`; cut with "…" after 100 bytes.
std::string printable(std::string_view text);

/// printable() between double quotes.
std::string inQuotes(std::string_view text);

/// "-1, 784"
std::string listed(std::span<const std::int64_t> numbers);

/// The shortest text that reads back as the same number; "inf" for infinity.
std::string shortestText(double value);

/// True for well-formed UTF-8 (no surrogates, no overlong forms).
bool isUtf8(std::string_view text);

} // namespace termscope
