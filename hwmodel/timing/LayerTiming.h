// A layer on an array: the closed forms of ArrayTiming.h or the actual steps of AdaptiveTiming.h, with what it waits
// for DRAM.
//
// Cycles are whole: a fold whose ideal steps come to a fraction is rounded up. Utilisation counts the waiting in: work
// (multiply-accumulates of a pMAC array, term pairs of a tMAC array) / (cycles·R·C).
//
// A layer of several products (LayerShape::repeats) takes them one after the other, each with a first fill of its own:
// all counts are those of all of them; axes, row and column folds, and shares are those of one.
#pragma once

#include "hwmodel/timing/ArrayTiming.h"
#include "hwmodel/timing/Dram.h"
#include "hwmodel/timing/LayerShape.h"

#include <optional>
#include <span>

namespace termscope {

struct TimingConfig {
    ArrayConfig array;
    MacKind mac = MacKind::Parallel;
    TermMacConfig terms;            ///< of a tMAC array
    std::optional<DramConfig> dram; ///< without one nothing ever stalls
};

struct LayerTiming {
    std::string name;
    GemmShape gemm;
    std::int64_t repeats = 1; ///< products of that shape
    ArrayTiming array;        ///< `cycles` and `utilisation` without stalls and rounding
    std::int64_t computeCycles = 0;
    std::int64_t stalls = 0;    ///< cycles waiting for DRAM, the first fill with them
    std::int64_t cycles = 0;    ///< computeCycles + stalls
    double utilisation = 0.0;   ///< 0…1
    std::int64_t dramReads = 0; ///< words; 0 without a DRAM
    std::int64_t dramWrites = 0;
};

/// Cycles of one fold whose steps last `stepCycles` altogether: loading (R·w), draining, and with skew `clock` the
/// hops.
Count foldCycles(const TimingConfig& config, Count stepCycles);

/// How many steps of a fold have a length of their own: T+R+C−2, or T when operands hop every clock.
Count stepsPerFold(const TimingConfig& config, const MappedAxes& axes);

/// pMAC arrays, and tMAC arrays whose every step is provisioned. Errors: as ArrayTiming.h, or SRAM sizes and bandwidth
/// below 1, or counts beyond 64 bits; the sentence begins with the layer's name.
Result<LayerTiming> timeLayer(const LayerShape& layer, const TimingConfig& config);

/// Cycles of a step that timeLayer takes: those provisioned on a tMAC array, 1 on a pMAC array. The same for all
/// arrays.
std::int64_t stepCycles(const TimingConfig& config);

/// timeLayer's cycles by themselves, without a DRAM several times as fast. `step`: stepCycles(config). Errors: as
/// timeLayer.
Result<std::int64_t> layerCycles(const LayerShape& layer, const TimingConfig& config, std::int64_t step);

/// tMAC arrays whose every step lasts the mean pairs of a group, ≥ 0: nobody waits. Errors: as timeLayer.
Result<LayerTiming> timeIdeal(const LayerShape& layer, const TimingConfig& config, double meanPairs);

/// tMAC arrays with the cycles of each fold, products outermost, then row folds, column folds inside. `meanPairs` is
/// that of all products. Errors: as timeLayer, or a number of folds that is not the layer's.
Result<LayerTiming> timeFolds(const LayerShape& layer, const TimingConfig& config, std::span<const std::int64_t> folds,
                              double meanPairs);

} // namespace termscope
