// Adaptive steps of a tMAC array: how long each really lasts, without stepping cells.
//
// A cell that multiplies group j of a row of inputs with group j of a column of weights has
// Σ_v terms(x_v)·terms(w_v) pairs. With skew `step`, cell (r, c) works at step t on stream index t − r − c of its fold,
// and the step lasts the largest of these over the active cells, at least one cycle; all T+R+C−2 steps count, those of
// edge folds too. With skew `clock`, step t is stream index t for all cells, and there are T.
//
// Method: one side's counts are spread as scalars, the other's lie with the columns of the array side by side, so that
// ⌈g/2⌉ vector multiply-adds of byte pairs give the term pairs of 32 cells of a row (hwmodel/kernels); they are merged
// by maximum straight into the step lengths t = j + r + c, which are consecutive in c. Cost: M·N·K lane operations.
#pragma once

#include "hwmodel/timing/LayerTiming.h"

#include <span>
#include <vector>

namespace termscope {

/// Kept terms of one operand's values, in groups padded with zeros.
struct TermCounts {
    std::int64_t lines = 0;           ///< M rows of inputs, or N columns of weights
    std::int64_t groups = 0;          ///< groupsAlongK
    int groupSize = 1;                ///< g ≤ 64
    std::vector<std::uint8_t> counts; ///< [lines, groups, groupSize], each ≤ 16
};

/// From counts [lines, K] with `positions` kernel positions one after the other along K.
TermCounts groupedCounts(std::span<const std::uint8_t> counts, std::int64_t lines, std::int64_t positions,
                         int groupSize);

/// Mean pairs of a cell's group: Σ over all products of terms·terms / (M·N·groups).
double meanPairs(const TermCounts& inputs, const TermCounts& weights);

/// Cycles of every fold, row folds outside, column folds inside, loading and hops with them. `config` is a tMAC array.
/// Error: the two sides do not fit each other or the configuration. May be cancelled, see
/// base/Cancel.h.
Result<std::vector<std::int64_t>> adaptiveFolds(const TimingConfig& config, const TermCounts& inputs,
                                                const TermCounts& weights);

/// Lengths of the steps of one fold, counted as in adaptiveFolds: stepsPerFold of them, each ≥ 1, without loading and
/// hops. Errors: as above, or a fold that is not there.
Result<std::vector<std::int16_t>> adaptiveSteps(const TimingConfig& config, const TermCounts& inputs,
                                                const TermCounts& weights, std::int64_t fold);

/// How long every step lasts and how much work is in it: folds as in adaptiveFolds, their steps one after the other.
struct StepProfile {
    static constexpr std::int64_t mostSteps = std::int64_t{1} << 26;

    std::int64_t stepsPerFold = 0;
    std::vector<std::uint16_t> longest; ///< cycles of the slowest active cell, ≥ 1
    std::vector<std::uint32_t> pairs;   ///< of all active cells together
};

/// Errors: as adaptiveFolds, or more than mostSteps.
Result<StepProfile> stepProfile(const TimingConfig& config, const TermCounts& inputs, const TermCounts& weights);

} // namespace termscope
