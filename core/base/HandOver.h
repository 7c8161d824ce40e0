// Tells ThreadSanitizer that one thread hands objects over to another through a library that it cannot look into, such
// as Qt's queue of events. Nothing in other builds.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define TERMSCOPE_SANITIZES_THREADS
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define TERMSCOPE_SANITIZES_THREADS
#endif
#endif

#ifdef TERMSCOPE_SANITIZES_THREADS
#include <sanitizer/tsan_interface.h>
#endif

namespace termscope {

/// All that this thread has done so far is done for whoever takes over at the same place.
inline void handOver([[maybe_unused]] const void* place)
{
#ifdef TERMSCOPE_SANITIZES_THREADS
    __tsan_release(const_cast<void*>(place));
#endif
}

inline void takeOver([[maybe_unused]] const void* place)
{
#ifdef TERMSCOPE_SANITIZES_THREADS
    __tsan_acquire(const_cast<void*>(place));
#endif
}

} // namespace termscope
