// The rows of `time` as JSON, as CSV and as a table for the terminal.
#pragma once

#include "hwmodel/timing/LayerTiming.h"
#include "hwmodel/timing/ScaleSim.h"

#include <optional>
#include <span>
#include <string>

namespace termscope::cli {

struct TimeRow {
    LayerTiming timing;
    std::optional<ScaleSimReport> scaleSim; ///< what that tool prints, in place of our own cycles
    std::optional<double> meanPairs;        ///< of a group, where operands are known
};

/// Error: a total beyond 64 bits. Ends in a new line.
Result<std::string> timeJson(std::span<const TimeRow> rows);
Result<std::string> timeCsv(std::span<const TimeRow> rows);
Result<std::string> timeText(std::span<const TimeRow> rows);

} // namespace termscope::cli
