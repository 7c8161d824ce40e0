// Lines and numbers of small text files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

/// Without blanks at either end, carriage returns among them.
std::string_view trimmed(std::string_view text);

/// The lines, trimmed, empty ones too; a byte order mark is passed over.
std::vector<std::string_view> linesOf(std::string_view text);

/// The values between commas, trimmed.
std::vector<std::string_view> commaSeparated(std::string_view line);

/// A cell of a CSV file: between quotes where it holds commas, quotes or line ends. (RFC 4180)
std::string csvCell(std::string_view text);

/// Takes the first word off `text`: what stands between blanks and line ends. Empty when there is none.
std::string_view takeWord(std::string_view& text);

/// A whole decimal number and nothing else; none also where it does not fit.
std::optional<std::int64_t> wholeNumber(std::string_view text);

} // namespace termscope
