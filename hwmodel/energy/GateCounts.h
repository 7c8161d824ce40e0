// Gates of the hardware sources (hwmodel/rtl) as Yosys counted them: LUTs and flip-flops of two FPGA families, and
// gates of an open 45 nm library. The table that TermScope brings along is resources/reference/gate_counts.json, which
// hwmodel/rtl/count writes; the file tells the tools' versions and the commands.
#pragma once

#include "core/base/Error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

/// What a unit takes in one FPGA family. Depth: LUTs, multiplexers and carry cells in a row without a flip-flop; none
/// of a whole array, whose cells are made by themselves.
struct FabricCount {
    int luts = 0;
    int flipFlops = 0;
    int carries = 0;
    std::optional<int> depth;
    std::optional<double> megahertz; ///< where a cell was placed and routed
};

struct UnitGates {
    std::string name;       ///< "tmac", "queue" …
    std::string module;     ///< of hwmodel/rtl
    std::string parameters; ///< "Values=8 WeightBits=8"; empty: the module's own
    FabricCount sevenSeries;
    FabricCount ice40;
    int gates = 0;                ///< flip-flops among them
    std::optional<int> gateDepth; ///< gates in a row
    double area = 0.0;            ///< µm² of the gates, without wires
};

struct GateCounts {
    std::string yosys; ///< its version
    std::vector<UnitGates> units;

    /// Nothing where no unit has this name.
    const UnitGates* find(std::string_view name) const;
};

/// `name` opens the sentences: `g.json: units, tmac, xc7: expected "lut" between 0 and 1e+09, found null`.
Result<GateCounts> parseGateCounts(std::string_view json, const std::string& name);

/// A row of the table in resources/docs/hardware.md: "| tmac | 821 | 472 | 46 | 17 | …".
std::string tableRow(const UnitGates& unit);

} // namespace termscope
