#include "app/cli/TextTable.h"

#include "core/base/Error.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace termscope::cli {
namespace {

std::string numberText(double value, std::chars_format format, int precision)
{
    std::array<char, 512> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, precision);
    return error == std::errc() ? std::string(buffer.data(), end) : termscope::text(value);
}

} // namespace

TextTable::TextTable(std::vector<std::string> header, std::size_t leftColumns) : leftColumns_(leftColumns)
{
    rows_.push_back(std::move(header));
}

void TextTable::addRow(std::vector<std::string> cells)
{
    cells.resize(rows_.front().size());
    rows_.push_back(std::move(cells));
}

std::string TextTable::toText() const
{
    std::vector<std::size_t> widths(rows_.front().size(), 0);
    for (const std::vector<std::string>& row : rows_)
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], displayWidth(row[column]));
    std::string result;
    for (const std::vector<std::string>& row : rows_) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string padding(widths[column] - displayWidth(row[column]), ' ');
            line += column == 0 ? "" : "  ";
            line += column < leftColumns_ ? row[column] + padding : padding + row[column];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result += line + "\n";
    }
    return result;
}

std::size_t displayWidth(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string fixed(double value, int decimals)
{
    return numberText(value, std::chars_format::fixed, decimals);
}

std::string significant(double value, int digits)
{
    return numberText(value, std::chars_format::general, digits);
}

} // namespace termscope::cli
