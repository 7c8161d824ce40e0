// How long work reports back and is stopped.
#pragma once

#include <functional>

namespace termscope {

/// Called with the finished fraction, 0…1, from the thread that does the work. Returning false cancels it:
/// the function then returns early, and its result is an error or is marked as not complete.
/// An empty function means "run to the end".
using Progress = std::function<bool(double fraction)>;

/// True when the work may go on.
inline bool proceed(const Progress& progress, double fraction)
{
    return !progress || progress(fraction);
}

} // namespace termscope
