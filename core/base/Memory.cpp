#include "core/base/Memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace termscope {

void keepMemorySmall()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 2);
    // Named, the threshold stays where it is: otherwise it follows the largest block that was freed.
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

} // namespace termscope
