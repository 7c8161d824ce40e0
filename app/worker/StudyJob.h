// The jobs of the page of studies, each run once, when the user asks for it.
#pragma once

#include "app/worker/Findings.h"
#include "app/worker/WorkerState.h"

namespace termscope {

/// How much each layer loses at the task's settings, by QT or TR. On the job's thread. What is known is delivered as it
/// comes; in place of it the sentence that says why there is nothing.
void runSensitivityJob(WorkerState& state, const Task& task, Method method, const JobToken& token, Findings& findings);

/// The cheapest settings by layer, from the task's settings on. As above.
void runSearchJob(WorkerState& state, const Task& task, const SearchChoice& choice, const JobToken& token,
                  Findings& findings);

} // namespace termscope
