#include "core/terms/Kernels.h"
#include "core/terms/SignedDigits.h"

#include <algorithm>
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

PassTables passTables(std::span<const std::uint8_t> kept, std::span<const std::uint8_t> terms)
{
    PassTables tables;
    std::ranges::copy(kept, tables.kept);
    std::ranges::copy(terms, tables.terms);
    tables.mostTerms = terms.empty() ? 0 : std::ranges::max(terms);
    std::int32_t dropped = 0;
    for (std::uint32_t i = 0; i < kept.size(); ++i) {
        SignedDigits digits = heseDigits(i);
        const std::int32_t beyond = std::max(termCount(digits) - tables.mostTerms, 0);
        dropped = std::max(dropped, beyond);
        for (std::int32_t k = 0; k < beyond; ++k) {
            const std::uint32_t others = digits.all() - 1; // without its lowest term
            digits = {digits.positive & others, digits.negative & others};
        }
        if (terms[i] != termCount(digits) || kept[i] != digits.positive - digits.negative)
            return tables;
    }
    tables.dropped = dropped;
    return tables;
}

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
