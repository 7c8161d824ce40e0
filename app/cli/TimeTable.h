// The rows of `time` as JSON, as CSV and as a table for the terminal.
#pragma once

#include "hwmodel/energy/ModeComparison.h"
#include "hwmodel/timing/ScaleSim.h"

#include <optional>
#include <span>
#include <string>

namespace termscope::cli {

struct TimeRow {
    LayerTiming timing;
    std::optional<ScaleSimReport> scaleSim; ///< what that tool prints, in place of our own cycles
    std::optional<double> meanPairs;        ///< of a group, where operands are known
    std::optional<EnergyBreakdown> energy;  ///< by the model; none beside what another tool prints
    /// Of term cells: what it takes to switch them from the mode of the layer before. Not in the layer's own cycles.
    std::optional<std::int64_t> switchCycles = {};
    /// Of every row where any layer runs on integers of its file that have zero points; 0 of the others then.
    std::optional<ZeroPointCorrection> correction = {};
};

struct TimeReport {
    std::vector<TimeRow> rows;
    std::optional<std::string> costs; ///< title of the unit costs; none where rows have no energy
    AreaBreakdown area;
    std::vector<ModeRatio> ratios; ///< QT / TR on the same term cells; empty where they do not apply
};

/// Error: a total beyond 64 bits. Ends in a new line.
Result<std::string> timeJson(const TimeReport& report);
Result<std::string> timeCsv(const TimeReport& report);
Result<std::string> timeText(const TimeReport& report);

} // namespace termscope::cli
