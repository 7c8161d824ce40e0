#include "core/study/ReproducedTable.h"

#include "core/base/Error.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"

namespace termscope {

std::string figuresCsv(std::span<const ReproducedTable> tables, const std::string& network)
{
    std::string csv = "figure,network,setting,column,value\n";
    for (const ReproducedTable& table : tables)
        for (const ReproducedRow& row : table.rows)
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                if (row.cells[i])
                    csv += text(table.key, ',', csvCell(network), ',', csvCell(toText(row.setting)), ',',
                                table.columns[i].key, ',', shortestText(*row.cells[i]), '\n');
    return csv;
}

} // namespace termscope
