#include "hwmodel/kernels/CellKernels.h"

#include "core/terms/Kernels.h"

#include <algorithm>
#include <array>

namespace termscope::kernels {

const CellKernels& availableCells(std::size_t index)
{
#ifdef TERMSCOPE_X86_64
    static constexpr std::array<const CellKernels*, 3> sets{&baselineCells, &v3Cells, &v4Cells};
#else
    static constexpr std::array<const CellKernels*, 1> sets{&baselineCells};
#endif
    // Core's further levels have nothing that would be of use here.
    return *sets[std::min(index, sets.size() - 1)];
}

const CellKernels& cellKernels()
{
    static const CellKernels& best = availableCells(availableCount() - 1);
    return best;
}

} // namespace termscope::kernels
