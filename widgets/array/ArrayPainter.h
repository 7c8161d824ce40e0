// The picture of an array at one cycle: cells filled by the work left in this step, operands queueing at the edges in
// their skew, results leaving.
//
// Colour never stands alone: the fill is the lighter the less is left, cells without operands are bare, cells that wait
// have a dot, and the step's stragglers an outline; from some size on the numbers stand in the cells.
#pragma once

#include "hwmodel/schedule/ArrayFrame.h"
#include "widgets/theme/Theme.h"

#include <QPainter>

#include <span>
#include <utility>

namespace termscope {

/// Where the cells are.
struct ArrayGeometry {
    QPointF origin;    ///< top left of cell (0, 0)
    double cell = 1.0; ///< side of a cell
    int rows = 0;
    int columns = 0;

    QRectF cells() const { return {origin, QSizeF(columns * cell, rows * cell)}; }
    QRectF cellRect(int row, int column) const
    {
        return {origin.x() + column * cell, origin.y() + row * cell, cell, cell};
    }
    /// (−1, −1) beside the array.
    std::pair<int, int> cellAt(const QPointF& position) const;
};

/// Slots shown of the queues that wait at an edge.
inline constexpr int feedSlots = 4;

/// The whole array with its queues, as large as fits, centred.
ArrayGeometry fitArray(const QRectF& target, int rows, int columns);

struct ArrayPicture {
    const ArrayRun* run = nullptr;
    const ArrayFrame* frame = nullptr;
    QColor fill; ///< of a cell with all its work left
    int selectedRow = -1;
    int selectedColumn = -1;
    bool vector = false;                        ///< for a document: rectangles instead of pixels
    std::span<const std::pair<int, int>> lit{}; ///< cells that are pointed at elsewhere: a frame and a corner each
};

/// Clipped to `target`. Cost: the visible cells.
void paintArray(QPainter& painter, const QRectF& target, const ArrayGeometry& geometry, const ArrayPicture& picture,
                const Theme& theme, const QFont& font);

/// True for the cells that the others wait for: with as much work as any, when no more than a quarter still works.
bool isStraggler(const ArrayFrame& frame, const CellWork& cell);

} // namespace termscope
