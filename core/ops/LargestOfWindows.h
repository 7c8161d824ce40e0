// The largest element of every window: MaxPool, on planes of any number of axes.
#pragma once

#include "core/ops/SlidingWindow.h"

namespace termscope {

/// from: [planes, window.inputs…]; to: [planes, window.outputs…]. A window that lies outside gives the lowest float;
/// NaN is larger than anything. An axis with a kernel of 1 and a stride of 1 is left as it is: so lie channels that
/// stand last.
void largestOfWindows(const SlidingWindow& window, std::int64_t planes, const float* from, float* to);

} // namespace termscope
