// What passes between DRAM and the three SRAMs of an array, and how long the array waits for it.
//
// A word is one operand, one byte for up to 8 bits; a partial sum that leaves the array counts as one word too. Folds
// follow one another with row folds outside and column folds inside. While a fold computes, the data of the next one
// are loaded and its own results leave (double buffered), so that it stalls for
//
//     max(0, ⌈(words in of the next fold + words out of this one) / words per cycle⌉ − compute cycles of this one)
//
// and before the first fold its own data are waited for whole. An operand that fits its SRAM is loaded once, tile by
// tile as folds first need it; one that does not is loaded again for every fold that needs it. Partial sums (weight-
// and input-stationary) stay in the ofmap SRAM when the whole output fits there, else they leave after every fold and
// come back before the next row fold.
#pragma once

#include "hwmodel/ArrayConfig.h"
#include "hwmodel/timing/Count.h"

#include <functional>

namespace termscope {

struct DramConfig {
    std::int64_t ifmapKb = 256; ///< SRAM sizes, 1024 bytes each
    std::int64_t filterKb = 256;
    std::int64_t ofmapKb = 256;
    std::int64_t wordsPerCycle = 16;
    std::int64_t bytesPerWord = 1; ///< ⌈bits / 8⌉ of the wider operand
};

struct DramTraffic {
    Count reads; ///< words
    Count writes;
    Count stalls; ///< cycles, the first fill with them
};

/// How the K axis of a tMAC array is cut: every kernel position by itself, its last group maybe short.
struct GroupCut {
    int groupSize = 1;          ///< g; 1 for pMAC arrays
    std::int64_t positions = 1; ///< kernel positions along K
};

/// Compute cycles of the fold (row fold, column fold).
using FoldCycles = std::function<std::int64_t(std::int64_t rowFold, std::int64_t columnFold)>;

/// `shape` in values, `axes` with K in groups of `cut` on a tMAC array. Ranges: all ≥ 1. `equalFolds`: every fold takes
/// equally long; the cost is then constant, or as many row folds as differ where short groups end kernel positions
/// (beyond 2^20 of them all count as the second one does). Else that of a walk over all folds.
DramTraffic dramTraffic(const GemmShape& shape, const MappedAxes& axes, const ArrayConfig& array,
                        const DramConfig& dram, const FoldCycles& cycles, bool equalFolds, const GroupCut& cut = {});

} // namespace termscope
