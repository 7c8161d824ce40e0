#include "core/base/Text.h"

#include <array>
#include <charconv>

namespace termscope {
namespace {

/// Length of the well-formed UTF-8 character at the start of `text`; 0 for none.
std::size_t characterLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80)
        return 1;
    const std::size_t length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || text.size() < length)
        return 0;
    std::uint32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80)
            return 0;
        code = code << 6 | (next & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    return overlong || surrogate || code > 0x10FFFF ? 0 : length;
}

} // namespace

std::string printable(std::string_view text)
{
    constexpr std::size_t longest = 100;
    constexpr char digits[] = "0123456789abcdef";
    std::string result;
    while (!text.empty()) {
        if (result.size() >= longest)
            return result + "…";
        const std::size_t length = characterLength(text);
        const auto first = static_cast<unsigned char>(text[0]);
        if (length == 0 || first < 0x20 || first == 0x7F) {
            result += {'\\', 'x', digits[first >> 4], digits[first & 0xF]};
            text.remove_prefix(1);
        } else {
            result += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return result;
}

std::string inQuotes(std::string_view text)
{
    return '"' + printable(text) + '"';
}

std::string listed(std::span<const std::int64_t> numbers)
{
    std::string list;
    for (const std::int64_t number : numbers)
        list += (list.empty() ? "" : ", ") + std::to_string(number);
    return list;
}

std::string shortestText(double value)
{
    std::array<char, 32> buffer{};
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace termscope
