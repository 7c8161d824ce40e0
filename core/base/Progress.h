// How long work reports back. Whether it is to stop is asked elsewhere: checkCancelled() (base/Cancel.h).
#pragma once

#include <functional>

namespace termscope {

/// Called with the finished fraction, 0…1, from the thread that does the work. An empty function means "tell nobody".
using Progress = std::function<void(double fraction)>;

inline void report(const Progress& progress, double fraction)
{
    if (progress)
        progress(fraction);
}

} // namespace termscope
