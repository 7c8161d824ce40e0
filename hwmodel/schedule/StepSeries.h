// A run step by step, as curves: how long steps last, how much of the array works in them.
#pragma once

#include "hwmodel/schedule/Schedule.h"

namespace termscope {

/// One entry a step, folds one after the other. Means are over the cells that have operands; 0 where none has.
struct StepSeries {
    std::vector<float> longest;   ///< pairs of the slowest cell, at least 1: an adaptive step's cycles
    std::vector<float> mean;      ///< pairs of a cell
    std::vector<float> length;    ///< cycles, as scheduled
    std::vector<double> start;    ///< the cycle it begins in
    std::vector<float> active;    ///< share of all cells that have operands, 0…1
    std::vector<float> busy;      ///< share of the step's cell cycles that do work, 0…1
    std::int64_t provisioned = 1; ///< cycles
    std::int64_t stepsPerFold = 0;
    std::int64_t allSteps = 0; ///< of the run; the vectors may hold fewer
};

/// Cells that have operands in each step of a fold. With skew `clock` a step is an item of the stream.
std::vector<std::int64_t> activeCells(const Schedule& schedule, std::int64_t fold);

/// The first `most` steps. `profile` is none on a pMAC array.
StepSeries stepSeries(const Schedule& schedule, const StepProfile* profile, std::int64_t most);

} // namespace termscope
