// The job of the view, run once: what the page in sight shows of a task, the quickest to find first.
#pragma once

#include "app/worker/Findings.h"
#include "app/worker/WorkerState.h"

#include <string>

namespace termscope {

class ViewJob {
public:
    /// All are to outlive it; `state` keeps from one run to the next.
    ViewJob(WorkerState& state, const Task& task, const JobToken& token, Findings& findings);

    /// On the job's thread.
    void run();

private:
    void showFailure(const std::string& failure);
    void showUnusable(const std::string& sentence);
    void describeLayers();
    void summarise();
    bool evaluate();
    void findNextWords();
    void findSample();
    void findClasses(const SampleView& sample);
    void runPairs();
    void runArray();

    WorkerState& state_;
    const Task& task_;
    const JobToken& token_;
    Findings& findings_;
};

} // namespace termscope
