// The job of the comparison: two networks, or one at two settings, on the page of studies.
#pragma once

#include "app/worker/Findings.h"
#include "app/worker/WorkerState.h"

namespace termscope {

/// On the job's thread. The tensors are delivered first, then what both make of the data.
void runCompareJob(WorkerState& state, const Task& task, const CompareRequest& request, const JobToken& token,
                   Findings& findings);

} // namespace termscope
