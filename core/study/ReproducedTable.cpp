#include "core/study/ReproducedTable.h"

#include "core/base/Error.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"

#include <array>
#include <charconv>

namespace termscope {

std::string figuresCsv(std::span<const ReproducedTable> tables, const std::string& network)
{
    std::string csv = "figure,network,setting,column,value\n";
    for (const ReproducedTable& table : tables)
        for (const ReproducedRow& row : table.rows)
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                if (row.cells[i])
                    csv += text(table.key, ',', csvCell(network), ',', csvCell(row.setting), ',', table.columns[i].key,
                                ',', shortestText(*row.cells[i]), '\n');
    return csv;
}

std::string fixedText(double value, int decimals)
{
    std::array<char, 400> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                            std::chars_format::fixed, decimals);
    return error == std::errc() ? std::string(digits.data(), end) : text(value);
}

} // namespace termscope
