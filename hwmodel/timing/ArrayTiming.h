// How long a matrix product takes on a systolic array, and why: closed forms, no stepping.
//
// pMAC, cycles of a fold: output-stationary T + R + C − 2 (+ R with `drain`), weight- and input-stationary
// 2R + C + T − 2; a product takes F of them. (SCALE-Sim, arXiv 1811.02883, section III, with R and C − 1 for its skews)
//
// tMAC: a cell holds a group of g values along K, so K counts groups. A step lasts B cycles. With skew `step` a fold
// takes (T + R + C − 2) steps of B cycles, with skew `clock` T·B + R + C − 2 cycles; weight- and input-stationary
// arrays load R·w cycles before, w being the term slots of what stays: WS k (QT g·(b_w−1)), IS g·s (QT g·(b_d−1)). At g
// = k = s = 1 and B = 1 all of them are the pMAC's.
#pragma once

#include "core/base/Error.h"
#include "hwmodel/ArrayConfig.h"

namespace termscope {

/// Words between the SRAMs and the array.
struct SramTraffic {
    std::int64_t inputReads = 0;      ///< of the M×K operand
    std::int64_t weightReads = 0;     ///< of the K×N operand
    std::int64_t outputWrites = 0;    ///< partial sums included
    std::int64_t partialSumReads = 0; ///< back into the array: (F_r − 1)·outputs, weight- and input-stationary
};

struct ArrayTiming {
    MappedAxes axes;
    std::int64_t rowFolds = 0;
    std::int64_t columnFolds = 0;
    std::int64_t folds = 0;
    std::int64_t steps = 0;         ///< of all folds; of a pMAC array a step is a cycle
    double cycles = 0.0;            ///< whole but under StepLength::Ideal
    double mappingEfficiency = 0.0; ///< S_r·S_c / (F·R·C), 0…1
    double utilisation = 0.0;       ///< pMAC: M·K·N / (cycles·R·C), 0…1
    SramTraffic sram;
};

/// Errors: a dimension below 1, or counts beyond 2^62: "1×1×0: expected M, K and N from 1, found N = 0".
Result<ArrayTiming> parallelTiming(const ArrayConfig& array, const GemmShape& shape);

/// A step lasts `stepCycles` ≥ 1 cycles: config.provisionedStep(), or the mean pairs for the ideal. `positions` is the
/// number of kernel positions of a convolution: its K is cut into groups at every position by itself.
/// Errors: as above, K that is no multiple of `positions`, or a configuration out of range.
Result<ArrayTiming> termTiming(const ArrayConfig& array, const TermMacConfig& config, const GemmShape& shape,
                               double stepCycles, std::int64_t positions = 1);

/// w: term slots of the stationary operand; 0 where nothing stays.
std::int64_t stationarySlots(Dataflow dataflow, const TermMacConfig& config);

} // namespace termscope
