#include "widgets/array/ArrayPainter.h"

#include "widgets/array/TermMacPainter.h"
#include "widgets/language/Translated.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <functional>

namespace termscope {
namespace {

constexpr double wholeFrom = 8.0;
constexpr double gridFrom = 4.0; // pixels a cell: from here on lines between the cells
constexpr double dotsFrom = 9.0; // marks of waiting cells
constexpr double numbersFrom = 22.0;
constexpr double insideFrom = 190.0; // the term MAC itself
constexpr double largestSlot = 14.0;
constexpr double leastLit = 6.0; // pixels of a lit cell's frame
constexpr double feedGap = 4.0;

QColor cellColour(const ArrayFrame& frame, const CellWork& cell, const QColor& fill, const Theme& theme)
{
    switch (cell.state) {
    case CellState::Empty: return theme.surface;
    case CellState::Waiting: return mixed(theme.surface, fill, theme.wash);
    case CellState::Busy: return mixed(theme.surface, fill, 0.35 + 0.65 * cell.left / std::max(frame.longest, 1));
    }
    return theme.surface;
}

/// Colours of a grid drawn at once: one pixel a cell, enlarged without smoothing; or as rectangles in a document.
void paintGrid(QPainter& painter, const QRectF& place, int rows, int columns,
               const std::function<QRgb(int, int)>& colour, bool vector)
{
    if (vector) {
        const double width = place.width() / columns;
        const double height = place.height() / rows;
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column)
                painter.fillRect(QRectF(place.x() + column * width, place.y() + row * height, width, height),
                                 QColor(colour(row, column)));
        return;
    }
    QImage image(columns, rows, QImage::Format_RGB32);
    for (int row = 0; row < rows; ++row) {
        auto* const line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < columns; ++column)
            line[column] = colour(row, column);
    }
    painter.drawImage(place, image);
}

void paintLines(QPainter& painter, const QRectF& place, int rows, int columns, const QColor& colour)
{
    painter.setPen(strokePen(colour));
    for (int row = 0; row <= rows; ++row) {
        const double y = place.top() + row * place.height() / rows;
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y));
    }
    for (int column = 0; column <= columns; ++column) {
        const double x = place.left() + column * place.width() / columns;
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()));
    }
}

class Painter {
public:
    Painter(QPainter& painter, const QRectF& target, const ArrayGeometry& geometry, const ArrayPicture& picture,
            const Theme& theme, const QFont& font)
        : painter_(painter), target_(target), geometry_(geometry), picture_(picture), theme_(theme), font_(font),
          frame_(*picture.frame), moment_(picture.frame->moment)
    {
        const QRectF seen = target.intersected(geometry.cells());
        firstRow_ = std::clamp(static_cast<int>((seen.top() - geometry.origin.y()) / geometry.cell), 0, geometry.rows);
        firstColumn_ = std::clamp(static_cast<int>((seen.left() - geometry.origin.x()) / geometry.cell), 0,
                                  geometry.columns);
        endRow_ = std::clamp(static_cast<int>(std::ceil((seen.bottom() - geometry.origin.y()) / geometry.cell)),
                             firstRow_, geometry.rows);
        endColumn_ = std::clamp(static_cast<int>(std::ceil((seen.right() - geometry.origin.x()) / geometry.cell)),
                                firstColumn_, geometry.columns);
    }

    void paint()
    {
        paintCells();
        if (moment_.phase == ArrayPhase::Computing)
            paintFeeds();
        if (moment_.phase == ArrayPhase::Loading)
            paintLoading();
        paintMarks();
        paintLit();
        if (picture_.selectedRow >= 0) {
            painter_.setPen(strokePen(theme_.selection, 2.0));
            painter_.setBrush(Qt::NoBrush);
            painter_.drawRect(
                geometry_.cellRect(picture_.selectedRow, picture_.selectedColumn).adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }

private:
    QRectF visibleCells() const
    {
        return QRectF(geometry_.cellRect(firstRow_, firstColumn_).topLeft(),
                      QSizeF((endColumn_ - firstColumn_) * geometry_.cell, (endRow_ - firstRow_) * geometry_.cell));
    }

    void paintCells()
    {
        const int rows = endRow_ - firstRow_;
        const int columns = endColumn_ - firstColumn_;
        if (rows == 0 || columns == 0)
            return;
        // At most as many colours as there are amounts of work.
        std::vector<QRgb> busy(static_cast<std::size_t>(frame_.longest) + 1);
        for (std::size_t left = 0; left < busy.size(); ++left)
            busy[left] = cellColour(
                             frame_,
                             {left > 0 ? CellState::Busy : CellState::Waiting, 0, static_cast<std::uint16_t>(left)},
                             picture_.fill, theme_)
                             .rgb();
        const QRgb bare = theme_.surface.rgb();
        const QRgb straggler = theme_.current.rgb();
        const bool tiny = geometry_.cell < dotsFrom;
        const bool late = 4 * frame_.busy <= frame_.active;
        const auto colour = [&](int row, int column) {
            const CellWork& cell = frame_.at(row + firstRow_, column + firstColumn_);
            if (cell.state == CellState::Empty)
                return bare;
            return tiny && late && isStraggler(frame_, cell) ? straggler : busy[cell.left];
        };
        paintGrid(painter_, visibleCells(), rows, columns, colour, picture_.vector);
        if (geometry_.cell >= gridFrom)
            paintLines(painter_, visibleCells(), rows, columns, theme_.grid);
        painter_.setPen(strokePen(theme_.frame));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawRect(geometry_.cells());
    }

    /// Rows of cells that have their stationary operands.
    void paintLoading()
    {
        const TimingConfig& config = picture_.run->config();
        const std::int64_t all = picture_.run->schedule.startOf(0, 0);
        const double loaded = static_cast<double>(moment_.cycleInPhase)
                              / static_cast<double>(std::max<std::int64_t>(all, 1));
        QRectF place = geometry_.cells();
        place.setHeight(place.height() * loaded);
        painter_.fillRect(place.intersected(target_),
                          QBrush(mixed(theme_.surface, picture_.fill, 0.5), Qt::BDiagPattern));
        const QString what = config.array.dataflow == Dataflow::WeightStationary ? termscope::tr("loading weights")
                                                                                 : termscope::tr("loading inputs");
        painter_.setPen(theme_.ink);
        painter_.setFont(font_);
        painter_.drawText(geometry_.cells().intersected(target_), Qt::AlignCenter, what);
    }

    double slot() const { return std::clamp(geometry_.cell, 2.0, largestSlot); }

    /// The item that reaches hop `hops` now; hops below 0 wait outside.
    bool hasItem(int hops) const
    {
        const std::int64_t item = picture_.run->schedule.cellTime(moment_, hops, 0).item;
        return item >= 0 && item < picture_.run->schedule.axes().stream;
    }

    void paintFeeds()
    {
        const ArrayConfig& array = picture_.run->config().array;
        const MappedAxes& axes = picture_.run->schedule.axes();
        const auto rows = static_cast<int>(
            std::min<std::int64_t>(array.rows, axes.rows - moment_.rowFold * array.rows));
        const auto columns = static_cast<int>(
            std::min<std::int64_t>(array.columns, axes.columns - moment_.columnFold * array.columns));
        const QRgb operand = mixed(theme_.surface, theme_.ink, 0.45).rgb();
        const QRgb bare = theme_.surface.rgb();
        const double width = feedSlots * slot();
        // From the west: one line for every row, the nearest slot beside the cell.
        if (firstRow_ < std::min(endRow_, rows)) {
            const int shown = std::min(endRow_, rows) - firstRow_;
            const QRectF place(geometry_.origin.x() - feedGap - width, geometry_.cellRect(firstRow_, 0).top(), width,
                               shown * geometry_.cell);
            paintGrid(
                painter_, place, shown, feedSlots,
                [&](int row, int at) { return hasItem(row + firstRow_ - (feedSlots - at)) ? operand : bare; },
                picture_.vector);
            paintLines(painter_, place, geometry_.cell >= gridFrom ? shown : 1, feedSlots, theme_.surface);
        }
        if (firstColumn_ >= std::min(endColumn_, columns))
            return;
        const int shown = std::min(endColumn_, columns) - firstColumn_;
        const double left = geometry_.cellRect(0, firstColumn_).left();
        if (array.dataflow == Dataflow::OutputStationary) { // from the north as well
            const QRectF place(left, geometry_.origin.y() - feedGap - width, shown * geometry_.cell, width);
            paintGrid(
                painter_, place, feedSlots, shown,
                [&](int at, int column) { return hasItem(column + firstColumn_ - (feedSlots - at)) ? operand : bare; },
                picture_.vector);
            paintLines(painter_, place, feedSlots, geometry_.cell >= gridFrom ? shown : 1, theme_.surface);
            return;
        }
        // Partial sums leave at the south once their last cell is done with them.
        const QRectF place(left, geometry_.cells().bottom() + feedGap, shown * geometry_.cell, slot());
        const QRgb leaving = picture_.fill.rgb();
        paintGrid(
            painter_, place, 1, shown,
            [&](int, int column) { return hasItem(array.rows + column + firstColumn_) ? leaving : bare; },
            picture_.vector);
        paintLines(painter_, place, 1, geometry_.cell >= gridFrom ? shown : 1, theme_.surface);
    }

    /// Frames and corners; cells too small for that are framed from around.
    void paintLit()
    {
        const double grown = std::max(0.0, 0.5 * (leastLit - geometry_.cell));
        for (const auto& [row, column] : picture_.lit) {
            if (row < firstRow_ || row >= endRow_ || column < firstColumn_ || column >= endColumn_)
                continue;
            const QRectF place = geometry_.cellRect(row, column).adjusted(-grown, -grown, grown, grown);
            painter_.setBrush(Qt::NoBrush);
            painter_.setPen(strokePen(theme_.surface, 3.5));
            painter_.drawRect(place.adjusted(1.5, 1.5, -1.5, -1.5));
            painter_.setPen(strokePen(theme_.ink, 2.0));
            painter_.drawRect(place.adjusted(1.0, 1.0, -1.0, -1.0));
            const double corner = std::min(0.4 * place.width(), 8.0);
            painter_.setPen(Qt::NoPen);
            painter_.setBrush(theme_.ink);
            painter_.drawPolygon(QPolygonF{place.topLeft(), place.topLeft() + QPointF(corner, 0.0),
                                           place.topLeft() + QPointF(0.0, corner)});
        }
    }

    void paintMarks()
    {
        if (geometry_.cell < dotsFrom)
            return;
        painter_.setFont(font_);
        for (int row = firstRow_; row < endRow_; ++row)
            for (int column = firstColumn_; column < endColumn_; ++column)
                paintMark(row, column, frame_.at(row, column));
    }

    void paintMark(int row, int column, const CellWork& cell)
    {
        const QRectF place = geometry_.cellRect(row, column);
        if (geometry_.cell >= insideFrom * typeScale()) {
            painter_.fillRect(place.adjusted(3, 3, -3, -3), theme_.surface);
            paintTermMac(painter_, place.adjusted(4, 4, -4, -4),
                         cellDetail(*picture_.run, moment_.position, row, column), theme_, font_);
            return;
        }
        if (cell.state == CellState::Empty)
            return;
        if (isStraggler(frame_, cell)) {
            painter_.setPen(strokePen(theme_.current, geometry_.cell >= numbersFrom * typeScale() ? 2.5 : 1.5));
            painter_.setBrush(Qt::NoBrush);
            painter_.drawRect(place.adjusted(1.5, 1.5, -1.5, -1.5));
        }
        if (geometry_.cell >= numbersFrom * typeScale()) {
            const QColor ground = cellColour(frame_, cell, picture_.fill, theme_);
            painter_.setPen(inkOn(ground));
            painter_.drawText(place, Qt::AlignCenter,
                              cell.state == CellState::Waiting ? QStringLiteral("·") : QString::number(cell.left));
        } else if (cell.state == CellState::Waiting) {
            painter_.fillRect(QRectF(place.center() - QPointF(1.0, 1.0), QSizeF(2.0, 2.0)), theme_.frame);
        }
    }

    QPainter& painter_;
    const QRectF& target_;
    const ArrayGeometry& geometry_;
    const ArrayPicture& picture_;
    const Theme& theme_;
    const QFont& font_;
    const ArrayFrame& frame_;
    const Moment& moment_;
    int firstRow_ = 0, endRow_ = 0, firstColumn_ = 0, endColumn_ = 0; ///< the cells in sight
};

} // namespace

std::pair<int, int> ArrayGeometry::cellAt(const QPointF& position) const
{
    const QPointF inside = (position - origin) / cell;
    const int row = static_cast<int>(std::floor(inside.y()));
    const int column = static_cast<int>(std::floor(inside.x()));
    return row >= 0 && row < rows && column >= 0 && column < columns ? std::pair{row, column} : std::pair{-1, -1};
}

ArrayGeometry fitArray(const QRectF& target, int rows, int columns)
{
    // Room for the queues depends on the cell, which depends on the room: the largest slot is taken first.
    double edge = feedSlots * largestSlot + 2.0 * feedGap;
    double cell = 1.0;
    for (int round = 0; round < 3; ++round) {
        cell = std::min((target.width() - edge) / columns, (target.height() - edge - feedGap) / (rows + 1));
        // Whole pixels keep large cells alike; small ones would lose too much of the room.
        cell = std::max(cell >= wholeFrom ? std::floor(cell) : cell, 0.25);
        edge = feedSlots * std::clamp(cell, 2.0, largestSlot) + 2.0 * feedGap;
    }
    const QSizeF size(columns * cell + edge, rows * cell + edge);
    const QPointF corner(target.center().x() - size.width() / 2.0 + edge,
                         target.center().y() - size.height() / 2.0 + edge - feedGap);
    return {QPointF(std::round(corner.x()), std::round(corner.y())), cell, rows, columns};
}

bool isStraggler(const ArrayFrame& frame, const CellWork& cell)
{
    return cell.state == CellState::Busy && cell.pairs == frame.longest && cell.pairs > 1
           && 4 * frame.busy <= frame.active;
}

void paintArray(QPainter& painter, const QRectF& target, const ArrayGeometry& geometry, const ArrayPicture& picture,
                const Theme& theme, const QFont& font)
{
    painter.save();
    painter.setClipRect(target);
    Painter(painter, target, geometry, picture, theme, font).paint();
    painter.restore();
}

} // namespace termscope
