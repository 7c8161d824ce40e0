// Energy and area of a layer on an array: counts times unit costs, nothing else. A model.
//
//     energy = operations·(mac·b_w·b_d/64 or term_pair) + SRAM words·bytes·sram_word + DRAM words·bytes·dram_word
//
// Operations of a pMAC array are its M·K·N multiply-accumulates. Those of a tMAC array are the term pairs that are
// really there: a cell that waits for its neighbours, or has an empty slot, counts nothing and burns nothing. Without
// operands the pairs are not known; then they are bounded, and the energy says so:
//
//     pairs ≤ M·N·min(groups·B, K·t_w·t_d)
//
// for each product of the layer, with B the provisioned step and t the most terms a value of that width can have (HESE
// under TR, each at most its budget; b − 1 under QT).
//
// Where a layer runs on integers of its file that have zero points, hardware that streams them as they are stored takes
// them away again (ZeroPointCorrection.h). That is a part of its own:
//
//     zero points = additions·mac
//
// each addition of a run, with the multiplication before it where there is one, counts as a multiply-accumulate; what
// is done once, when the network is loaded, counts nothing.
//
// SRAM words are operands, results and the partial sums that come and go; a partial sum counts as one word, as in
// ArrayTiming.h. DRAM words are counted where a DRAM is modelled (TimingConfig::dram), else there are none.
#pragma once

#include "hwmodel/energy/UnitCosts.h"
#include "hwmodel/energy/ZeroPointCorrection.h"
#include "hwmodel/timing/LayerTiming.h"

#include <optional>
#include <span>

namespace termscope {

/// Multiply-accumulates of a pMAC array, term pairs of a tMAC array.
struct Operations {
    double count = 0.0;
    bool atMost = false; ///< an upper bound
};

/// `meanPairs`: of a group, where operands are known (AdaptiveTiming.h). Range: a layer and configuration that
/// timeLayer takes, of at most 16 bits.
Operations operationsOf(const LayerShape& layer, const TimingConfig& config, std::optional<double> meanPairs = {});

/// pJ.
struct EnergyBreakdown {
    double compute = 0.0;
    double sram = 0.0;
    double dram = 0.0;
    double zeroPoints = 0.0; ///< of the zero-point correction
    bool atMost = false;     ///< compute is an upper bound

    double total() const { return compute + sram + dram + zeroPoints; }
    EnergyBreakdown& operator+=(const EnergyBreakdown& other);
};

/// `timing` is the layer's on `config`; a word has ⌈bits / 8⌉ bytes of the wider operand. `correction`: none where the
/// layer's integers have no zero points.
EnergyBreakdown energyOf(const LayerTiming& timing, const Operations& operations, const TimingConfig& config,
                         const UnitCosts& costs, const std::optional<ZeroPointCorrection>& correction = {});

/// µm².
struct AreaBreakdown {
    double cells = 0.0;
    double sram = 0.0; ///< of the three SRAMs, where a DRAM is modelled

    double total() const { return cells + sram; }
};

AreaBreakdown areaOf(const TimingConfig& config, const UnitCosts& costs);

} // namespace termscope
