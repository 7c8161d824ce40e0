// A figure or table that was published, beside what is measured here: one row a setting, with what was found.
#pragma once

#include "core/base/Sentence.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace termscope {

struct ReproducedColumn {
    std::string key; ///< in JSON and CSV
    Sentence title;
    int decimals = 2;
};

struct ReproducedRow {
    Sentence setting;
    std::vector<std::optional<double>> cells; ///< by column; none: not published, or not to be had
};

struct ReproducedTable {
    std::string key; ///< "accuracy"
    Sentence title;
    std::vector<Sentence> settings; ///< of both sides, a sentence each
    std::vector<ReproducedColumn> columns;
    std::vector<ReproducedRow> rows;
    std::vector<Sentence> findings; ///< what the numbers say, a sentence each
};

/// "figure,network,setting,column,value", a line for each cell that is there.
std::string figuresCsv(std::span<const ReproducedTable> tables, const std::string& network);

} // namespace termscope
