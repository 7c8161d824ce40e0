// Loops on all cores that can be stopped. For files that are compiled with OpenMP: those of core are.
#pragma once

#include "core/base/Cancel.h"

#include <atomic>
#include <cstdint>
#include <exception>

namespace termscope {

/// body(i) for 0 ≤ i < count, on all cores. What one body throws (Cancelled, std::bad_alloc) ends the others soon, and
/// is thrown again here, on the calling thread: an exception that leaves a parallel loop ends the process. Of several
/// the first is thrown.
template <class Body>
void parallelFor(std::int64_t count, const Body& body)
{
    const CancelScope::Stop* const stop = CancelScope::stop();
    std::atomic<bool> ended = false;
    std::exception_ptr thrown;
#pragma omp parallel for schedule(dynamic)
    for (std::int64_t i = 0; i < count; ++i) {
        if (ended)
            continue;
        const CancelScope scope(stop);
        try {
            body(i);
        } catch (...) {
            if (!ended.exchange(true))
                thrown = std::current_exception();
        }
    }
    if (thrown)
        std::rethrow_exception(thrown);
}

} // namespace termscope
