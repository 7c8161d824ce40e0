// Starts processes in programs that run under clang's thread sanitizer.
//
// QProcess starts a child that shares the parent's memory until it executes its program, by clone() with CLONE_VM. The
// sanitizer's own clone() (LLVM 14, tsan_interceptors_posix.cpp) takes it for a fork and lets the child make the
// parent's thread its own; back in the parent that is an error which ends the program. This one hands the call on to
// the C library untold: the parent's thread waits meanwhile, so there is nothing for the sanitizer to watch.
#include <cstdarg>
#include <dlfcn.h>
#include <sys/types.h>

extern "C" int clone(int (*function)(void*), void* stack, int flags, void* argument, ...)
{
    va_list more;
    va_start(more, argument);
    auto* const parent = va_arg(more, pid_t*);
    auto* const storage = va_arg(more, void*);
    auto* const child = va_arg(more, pid_t*);
    va_end(more);
    using Clone = int(int (*)(void*), void*, int, void*, pid_t*, void*, pid_t*);
    static auto* const next = reinterpret_cast<Clone*>(::dlsym(RTLD_NEXT, "clone"));
    return next(function, stack, flags, argument, parent, storage, child);
}
