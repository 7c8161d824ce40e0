// The application that text, widgets and windows need; no screen, and settings of its own.
#pragma once

namespace termscope::bench {

/// Made at the first call.
void makeApplication();

} // namespace termscope::bench
