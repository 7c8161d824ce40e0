// What machines that change no value would reserve for a network that is quantized: points on QT's own accuracy.
//
// In term pairs per multiply-accumulate, MAC-weighted over the layers that are quantized, at b_w and b_d bits:
//
//   bit-parallel  (b_w−1)·(b_d−1)
//   stripes       p·(b_w−1), p the magnitude bits of the largest datum of the layer (MICRO 2016)
//   pragmatic     t·(b_w−1), t the most terms of 16 data that wait for each other (MICRO 2017)
//   laconic       the most t_w·t_d of 16 products of one output that wait for each other (ISCA 2019)
//   bitlet        c/n·(b_w−1)·(b_d−1), c the set bits of the fullest column of n = 64 weights (MICRO 2021)
//
// Terms are those of the settings' encoding, bits of weights those of their magnitudes. The 16 of a convolution are
// channels at one place, the 64 weights lie along the reduction; a last, shorter run waits for its own most. Data are
// those of the first samples, weights are all. Sources and what of the papers this shows: resources/docs/rivals.md
#pragma once

#include "core/base/Progress.h"
#include "core/evaluate/Evaluator.h"

#include <array>
#include <span>
#include <string_view>

namespace termscope {

struct CostMachine {
    std::string_view name;  ///< in tables: "laconic"
    std::string_view title; ///< on screen
    std::string_view waits; ///< the sync that is assumed
};

/// In the order above.
std::span<const CostMachine, 5> costMachines();

/// The row with this name, or nullptr.
const CostMachine* findCostMachine(std::string_view name);

struct CostLine {
    std::string_view name;
    double pairs = 0.0;
};

/// Samples (of a text: tokens) whose data are looked at.
inline constexpr std::int64_t costLineSamples = 4;
inline constexpr std::int64_t costLineTokens = 64;

/// In the order above. Products of activations are left out, as they have no weights. Error: the network cannot be run
/// on the samples; no layer is quantized. May be cancelled (base/Cancel.h).
Result<std::array<CostLine, 5>> costLines(Evaluator& evaluator, const Settings& settings,
                                          const Progress& progress = {});

} // namespace termscope
