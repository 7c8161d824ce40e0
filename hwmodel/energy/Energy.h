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
// SRAM words are operands, results and the partial sums that come and go; a partial sum counts as one word, as in
// ArrayTiming.h. DRAM words are counted where a DRAM is modelled (TimingConfig::dram), else there are none.
#pragma once

#include "hwmodel/energy/UnitCosts.h"
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
    bool atMost = false; ///< compute is an upper bound

    double total() const { return compute + sram + dram; }
    EnergyBreakdown& operator+=(const EnergyBreakdown& other);
};

/// `timing` is the layer's on `config`; a word has ⌈bits / 8⌉ bytes of the wider operand.
EnergyBreakdown energyOf(const LayerTiming& timing, const Operations& operations, const TimingConfig& config,
                         const UnitCosts& costs);

/// µm².
struct AreaBreakdown {
    double cells = 0.0;
    double sram = 0.0; ///< of the three SRAMs, where a DRAM is modelled

    double total() const { return cells + sram; }
};

AreaBreakdown areaOf(const TimingConfig& config, const UnitCosts& costs);

} // namespace termscope
