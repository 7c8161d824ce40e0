// The units of an array as the Hardware pane draws them: where they stand, what they cost, what they do, and which part
// of the window shows them at work.
#pragma once

#include "app/worker/ArrayResults.h"
#include "hwmodel/energy/GateCounts.h"
#include "widgets/array/CellDiagram.h"

namespace termscope {

struct HardwareUnits {
    std::vector<UnitBlock> blocks;
    std::vector<std::pair<int, int>> arrows;
    QString caption; ///< what was counted, and a cell as a whole
};

/// Of the cells that race.
HardwareUnits hardwareUnits(const ArrayRace& race, const GateCounts& counts);

/// Where a unit is seen at work.
struct UnitAnimation {
    enum Kind { None, Cell, Part, Registers } kind = None;
    QString page; ///< of a part
    QString part; ///< its object name
};
UnitAnimation animationOf(const QString& unit);

/// What the registers hold for this configuration; empty where they cannot.
RegisterWords registerWords(const TermMacConfig& config);

} // namespace termscope
