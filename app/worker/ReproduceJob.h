// The job that reproduces the figures of the paper on the open network.
#pragma once

#include "app/worker/Findings.h"
#include "app/worker/WorkerState.h"

namespace termscope {

/// On the job's thread. `figures`: keys of reproducedFigures(). Each table is delivered when it is done.
void runReproduceJob(WorkerState& state, const Task& task, const std::vector<std::string>& figures,
                     const JobToken& token, Findings& findings);

} // namespace termscope
