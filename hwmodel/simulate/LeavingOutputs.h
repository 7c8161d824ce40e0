// What leaves an array between one cycle and the next: of a cell that keeps its output, when its fold has ended; else
// at the bottom of a column, item by item.
#pragma once

#include "hwmodel/simulate/ArraySimulator.h"

#include <optional>
#include <vector>

namespace termscope {

/// An output [m, n] with what has just left added to it.
struct LeavingOutput {
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t value = 0;
};

/// Asked after a cycle, with remember() after each: what has left in it. Nothing before the first remember().
class LeavingOutputs {
public:
    /// Keeps the state before the next cycle; of the first `columns`.
    void remember(const ArraySimulator& simulator, int columns);

    /// Of a cell that keeps its output.
    std::optional<LeavingOutput> ofCell(const ArraySimulator& simulator, int row, int column) const;

    /// Where outputs do not stay: of a column, at most one item a cycle.
    std::optional<LeavingOutput> ofColumn(const ArraySimulator& simulator, int column) const;

private:
    static std::int64_t finishedBelow(const ArraySimulator& simulator, int column);

    std::optional<Fold> before_;
    std::vector<std::int64_t> finishedBefore_; ///< items that the last row had finished, a column each
};

} // namespace termscope
