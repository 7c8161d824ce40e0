// Ctrl-C, as a question long work asks now and then.
#pragma once

#include "app/cli/Outcome.h"

namespace termscope::cli {

/// From now on the first SIGINT or SIGTERM is only noted; a second one ends the program at once.
void watchInterrupt();

bool interrupted();

/// "interrupted: nothing was written", exit code 1.
tl::unexpected<Failure> interruptedFailure();

} // namespace termscope::cli
