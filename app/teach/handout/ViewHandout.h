// The page in sight as a handout: every picture on it with its data, the
// figures, the settings, the files, the link.
#pragma once

#include "app/teach/handout/Handout.h"

namespace termscope {

class WindowParts;

/// The window is shown, if only offscreen, and settled. mostRows: of each table
/// of data; a sentence tells what is left out.
Handout viewHandout(const WindowParts& window, int mostRows = 200);

} // namespace termscope
