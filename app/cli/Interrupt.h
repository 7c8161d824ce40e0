// Ctrl-C ends long work, and the tool says so.
#pragma once

#include "core/base/Cancel.h"

namespace termscope::cli {

/// While it lives, the first SIGINT or SIGTERM cancels what runs on this thread (core/base/Cancel.h). It is only noted
/// after that, and a second one ends the program at once.
class InterruptScope {
public:
    InterruptScope();

private:
    CancelScope scope_;
};

} // namespace termscope::cli
