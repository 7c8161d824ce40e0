#include "core/terms/Kernels.h"

#include <array>

namespace termscope::kernels {
namespace {

struct Available {
    std::array<const KernelSet*, 4> sets{&baselineSet};
    std::size_t count = 1;

    Available()
    {
#ifdef TERMSCOPE_X86_64
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
            && __builtin_cpu_supports("fma") && __builtin_cpu_supports("popcnt"))
            sets[count++] = &v3Set;
        if (count == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
            && __builtin_cpu_supports("avx512cd"))
            sets[count++] = &v4Set;
        if (count == 3 && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2")
            && __builtin_cpu_supports("avx512bitalg") && __builtin_cpu_supports("avx512vpopcntdq")
            && __builtin_cpu_supports("gfni"))
            sets[count++] = &v4BytesSet;
#endif
    }
};

const Available& found()
{
    static const Available sets;
    return sets;
}

} // namespace

const KernelSet& best()
{
    return *found().sets[found().count - 1];
}

std::size_t availableCount()
{
    return found().count;
}

const KernelSet& available(std::size_t index)
{
    return *found().sets[index];
}

} // namespace termscope::kernels
