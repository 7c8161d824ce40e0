// The inner loops over the cells of an array's row, each compiled at the instruction set levels of core/terms;
// the fastest that the machine runs is chosen at run time.
#pragma once

#include "hwmodel/tmac/TermGroup.h"

#include <cstddef>
#include <cstdint>

namespace termscope::kernels {

struct CellKernels {
    /// One multiply-accumulate in each of `count` cells: sums[i] += west[i]·north[i].
    void (*multiplyAdd)(std::int64_t* sums, const std::int32_t* west, const std::int32_t* north, std::size_t count);

    /// Σ a[i]·b[i].
    std::int64_t (*dotProduct)(const std::int32_t* a, const std::int32_t* b, std::size_t count);

    /// All term pairs of two groups, counted with their signs: for every term of one group and every digit of its value
    /// in the other, counts[term.exponent + e] += term.sign·digits[term.value·digitLanes + e]. Digits are −1, 0 or +1;
    /// exponents are below digitLanes, and the highest sum of two below 8·`eights` ≤ 32, the length of `counts`.
    void (*countPairs)(const GroupTerm* terms, std::size_t count, const std::int8_t* digits, std::int32_t* counts,
                       std::size_t eights);

    /// Term pairs of one group of scalars with the groups of `cells` cells, merged by maximum into `longest` and,
    /// unless it is null, added to `sums`. With `halves` = ⌈g/2⌉ a cell has
    ///     Σ_v scalars[v]·counts[(v/2·cells + c)·2 + v%2]   for v < 2·halves
    /// of them. `cells` is a multiple of pairLanes; counts are at most 16 and halves at most 63, so that no lane
    /// overflows.
    void (*mergePairs)(std::int16_t* longest, std::uint32_t* sums, const std::uint8_t* scalars,
                       const std::uint8_t* counts, std::size_t halves, std::size_t cells);
};

/// Cells that mergePairs takes at a time.
inline constexpr std::size_t pairLanes = 32;

/// Digits of a value as countPairs takes them, the one of 2^0 first.
inline constexpr std::size_t digitLanes = 16;

/// The fastest set this machine runs.
const CellKernels& cellKernels();

/// All sets this machine runs: as many as core's availableCount(), baseline first.
const CellKernels& availableCells(std::size_t index);

extern const CellKernels baselineCells;
extern const CellKernels v3Cells;
extern const CellKernels v4Cells;

} // namespace termscope::kernels
