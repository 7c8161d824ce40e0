#include "core/base/Cancel.h"

namespace termscope {

thread_local const CancelScope::Stop* CancelScope::current = nullptr;

void checkCancelled()
{
    if (const CancelScope::Stop* const stop = CancelScope::stop(); stop != nullptr && (*stop)())
        throw Cancelled();
}

} // namespace termscope
