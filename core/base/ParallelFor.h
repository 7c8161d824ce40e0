// Loops on all cores that can be stopped. For files that are compiled with OpenMP: those of core are.
#pragma once

#include "core/base/Cancel.h"

#include <atomic>
#include <cstdint>

namespace termscope {

/// body(i) for 0 ≤ i < count, on all cores. What is cancelled in one body ends the others soon, and is thrown again
/// here: an exception must not leave a parallel loop. A body throws nothing else.
template <class Body>
void parallelFor(std::int64_t count, const Body& body)
{
    const CancelScope::Stop* const stop = CancelScope::stop();
    std::atomic<bool> cancelled = false;
#pragma omp parallel for schedule(dynamic)
    for (std::int64_t i = 0; i < count; ++i) {
        if (cancelled)
            continue;
        const CancelScope scope(stop);
        try {
            body(i);
        } catch (const Cancelled&) {
            cancelled = true;
        }
    }
    if (cancelled)
        throw Cancelled();
}

} // namespace termscope
