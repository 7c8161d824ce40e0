// The job of the accuracy curve: its points for the settings of a task, one after another.
#pragma once

#include "app/worker/Findings.h"
#include "app/worker/WorkerState.h"

namespace termscope {

/// On the job's thread. What is known of the curve is delivered with every point.
void runCurveJob(WorkerState& state, const Task& task, const JobToken& token, Findings& findings);

} // namespace termscope
