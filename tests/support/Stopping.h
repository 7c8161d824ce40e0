// Cancels work from within: where it reports, for example.
#pragma once

#include "core/base/Cancel.h"

#include <atomic>

namespace termscope {

/// While it lives, work on this thread is cancelled once stop() was called.
class Stopping {
public:
    void stop() { said_ = true; }

private:
    std::atomic<bool> said_ = false;
    const CancelScope::Stop question_ = [this] { return said_.load(); };
    const CancelScope scope_{&question_};
};

} // namespace termscope
