// The manual of the command line tool.
#pragma once

#include "app/manual/Manual.h"

namespace termscope::cli {

/// With these verbs.
Manual toolManual(std::vector<ManualVerb> verbs);

} // namespace termscope::cli
