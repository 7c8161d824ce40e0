// The manual of the desktop app.
#pragma once

#include "app/manual/Manual.h"

namespace termscope {

/// With the options of its parser.
Manual windowManual(const CLI::App& parser, const std::string& version);

} // namespace termscope
