// A lock that is given up waiting for where the work is cancelled.
#pragma once

#include "core/base/Cancel.h"

#include <chrono>
#include <mutex>

namespace termscope {

/// Waits for the mutex; asks checkCancelled() now and then while it waits.
inline std::unique_lock<std::timed_mutex> patientLock(std::timed_mutex& mutex)
{
    std::unique_lock lock(mutex, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(10)))
        checkCancelled();
    return lock;
}

} // namespace termscope
