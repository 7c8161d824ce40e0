// A figure or table that was published, beside what is measured here: one row a setting, with what was found.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace termscope {

struct ReproducedColumn {
    std::string key; ///< in JSON and CSV
    std::string title;
    int decimals = 2;
};

struct ReproducedRow {
    std::string setting;
    std::vector<std::optional<double>> cells; ///< by column; none: not published, or not to be had
};

struct ReproducedTable {
    std::string key; ///< "accuracy"
    std::string title;
    std::vector<std::string> settings; ///< of both sides, a sentence each
    std::vector<ReproducedColumn> columns;
    std::vector<ReproducedRow> rows;
    std::vector<std::string> findings; ///< what the numbers say, a sentence each
};

/// "figure,network,setting,column,value", a line for each cell that is there.
std::string figuresCsv(std::span<const ReproducedTable> tables, const std::string& network);

/// A number to so many decimals, in the C locale.
std::string fixedText(double value, int decimals);

} // namespace termscope
