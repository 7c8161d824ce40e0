// A percentage and the time left on standard error, where somebody sits in front of it.
#pragma once

#include "core/base/TimeLeft.h"

#include <chrono>
#include <string>

namespace termscope::cli {

class ProgressLine {
public:
    ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine(); ///< wipes the line

    /// Range: 0…1.
    void show(double fraction);

private:
    bool shown_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    TimeLeft left_;
    std::string said_;
};

} // namespace termscope::cli
