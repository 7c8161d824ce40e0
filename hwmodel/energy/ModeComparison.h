// QT against TR on the same cells: latency and energy by the model, beside the ratios published for an FPGA.
#pragma once

#include "core/study/PublishedFigures.h"
#include "hwmodel/energy/Energy.h"

#include <string>
#include <vector>

namespace termscope {

/// All layers of a network under one mode.
struct ModeFigures {
    std::int64_t cycles = 0;
    EnergyBreakdown energy;
};

/// A ratio QT / TR: how many times as long, and as much energy, QT takes.
struct ModeRatio {
    std::string label;      ///< whose: "model", or "published: VGG-16, Xilinx VC707, …"
    std::string network;    ///< of a published one; else empty
    bool published = false; ///< of another network, setting and technology: only for orientation
    double latency = 0.0;
    double energy = 0.0;
};

struct ModeComparison {
    ModeFigures quantized;
    ModeFigures revealed;
    std::vector<ModeRatio> ratios; ///< the model's first
    std::string board;             ///< what the published ones were measured on; empty without any
};

/// Times `layers` with provisioned steps under both modes on the array of `config` (a tMAC array whatever config.mac
/// says). Both energies are upper bounds of their term pairs, so that their ratio is that of the bounds, and is said to
/// be one. `own` says what each layer's cells run at (one each, or none at all: config.terms); a layer whose own mode
/// is QT runs under QT both times. A zero-point correction, the same
/// under both, is not in them. Errors: those of timeLayer; a sum beyond 64 bits.
Result<ModeComparison> compareModes(std::span<const LayerShape> layers, const TimingConfig& config,
                                    const UnitCosts& costs, const PublishedFigures& published,
                                    std::span<const TermMacConfig> own = {});

} // namespace termscope
