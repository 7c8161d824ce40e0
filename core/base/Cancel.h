// Stops work that nobody waits for any more, wherever it is. It is the one way to stop.
//
// Whoever begins long work sets a scope with a question, and catches Cancelled: the worker of the window for a job that
// a newer one replaces, the command line tool for Ctrl-C. The work calls checkCancelled() now and then, on every thread
// that takes part and however deep, so that a step of some milliseconds is all that is waited for. Functions that
// report (base/Progress.h) do only that. Nothing is kept half done: results are put in their places when they are
// whole.
#pragma once

#include <exception>
#include <functional>

namespace termscope {

class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

/// While it lives, checkCancelled() on this thread asks `stop`. Scopes may be nested: the innermost one is asked.
class CancelScope {
public:
    using Stop = std::function<bool()>; ///< thread-safe

    /// `stop` outlives the scope; null: nothing is asked.
    explicit CancelScope(const Stop* stop) : outer_(current) { current = stop; }
    ~CancelScope() { current = outer_; }
    CancelScope(const CancelScope&) = delete;
    CancelScope& operator=(const CancelScope&) = delete;

    /// Of the innermost scope of this thread; null: there is none.
    static const Stop* stop() { return current; }

private:
    static thread_local const Stop* current;
    const Stop* outer_;
};

/// Throws Cancelled where the scope of this thread says stop.
void checkCancelled();

} // namespace termscope
