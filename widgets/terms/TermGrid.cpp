#include "widgets/terms/TermGrid.h"

#include "widgets/language/SymbolText.h"
#include "widgets/theme/FocusFrame.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr double narrowCell = 22.0;

} // namespace

TermGrid::TermGrid(QWidget* parent) : QAbstractScrollArea(parent), highestBudget_(std::numeric_limits<int>::max())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Term grid"));
    setWhatsThis(tr("Each row is a value, each column a power of two. A filled cell is a term that is kept, a dashed "
                    "and struck one is dropped. Drag the waterline, or use the arrow keys, to change the budget k; "
                    "with Shift they point at a cell."));
    listColumns();
}

void TermGrid::setGroup(const RevealedGroup& group, int exponents)
{
    const bool sameRows = group.values.size() == picture_.group.values.size();
    picture_.group = group;
    picture_.exponents = exponents;
    const int rows = static_cast<int>(group.values.size());
    if (!sameRows)
        updateGeometry();
    if (hoveredRow_ >= rows || hoveredExponent_ >= exponents) {
        hoveredRow_ = -1;
        hoveredExponent_ = -1;
    }
    if (picture_.shownExponent)
        picture_.shownExponent = std::min(*picture_.shownExponent, exponents);
    relayout();
    describeForAssistiveTechnology();
}

void TermGrid::setNames(const QString& symbol, std::int64_t firstIndex)
{
    picture_.symbol = symbol;
    picture_.firstIndex = firstIndex;
    viewport()->update();
}

void TermGrid::setFloats(std::vector<float> floats, double scale)
{
    picture_.floats = std::move(floats);
    picture_.scale = scale;
    listColumns();
}

void TermGrid::clearFloats()
{
    picture_.floats.clear();
    picture_.scale = 0.0;
    listColumns();
}

void TermGrid::setZeroPoint(std::optional<std::int32_t> zeroPoint)
{
    if (picture_.zeroPoint == zeroPoint)
        return;
    picture_.zeroPoint = zeroPoint;
    listColumns();
}

void TermGrid::setBlockBorders(bool above, bool below)
{
    picture_.blockAbove = above;
    picture_.blockBelow = below;
    viewport()->update();
}

/// Those that there may be no room for are last.
void TermGrid::listColumns()
{
    allColumns_ = {TermGridColumn::Before, TermGridColumn::After, TermGridColumn::Error};
    if (picture_.zeroPoint.value_or(0) != 0)
        allColumns_.insert(allColumns_.begin(), TermGridColumn::Stored);
    if (!picture_.floats.empty())
        allColumns_.insert(allColumns_.end(), {TermGridColumn::Float, TermGridColumn::AfterFloat});
    relayout();
}

void TermGrid::setWaterlineShown(bool shown)
{
    picture_.waterlineShown = shown;
    viewport()->update();
}

void TermGrid::setBudgetRange(int lowest, int highest)
{
    lowestBudget_ = lowest;
    highestBudget_ = std::max(lowest, highest);
}

void TermGrid::setShownExponent(int exponent)
{
    picture_.shownExponent = std::clamp(exponent, 0, picture_.exponents);
    viewport()->update();
}

void TermGrid::showAll()
{
    picture_.shownExponent.reset();
    viewport()->update();
}

int TermGrid::recedeSteps() const
{
    return picture_.group.droppedTerms == 0
               ? picture_.exponents
               : picture_.exponents - picture_.group.waterline.value_or(picture_.exponents);
}

void TermGrid::setLit(std::vector<int> rows, int exponent)
{
    if (rows == outsideRows_ && exponent == outsideExponent_)
        return;
    outsideRows_ = std::move(rows);
    outsideExponent_ = exponent;
    viewport()->update();
}

std::vector<int> TermGrid::litRows() const
{
    return hoveredRow_ >= 0 ? std::vector{hoveredRow_} : outsideRows_;
}

void TermGrid::setGhost(std::optional<RevealedGroup> ghost)
{
    if (!ghost && !picture_.ghost)
        return;
    picture_.ghost = std::move(ghost);
    viewport()->update();
}

int TermGrid::budgetAt(QPoint position) const
{
    const QPointF point = toLayout(position);
    return termsBefore(picture_.group, layout_.rowAt(point.y()), layout_.exponentAt(point.x()));
}

QRect TermGrid::cellRect(int row, int exponent) const
{
    return layout_.cell(row, exponent)
        .translated(-horizontalScrollBar()->value(), -verticalScrollBar()->value())
        .toAlignedRect();
}

QString TermGrid::describe(int row) const
{
    return picture_.describe(row);
}

QString TermGrid::csv() const
{
    return picture_.csv();
}

void TermGrid::renderPicture(QPainter& painter, const QRect& target, const TermColours& colours) const
{
    TermGridPicture picture = picture_;
    picture.columns = allColumns_;
    picture.litRows.clear();
    picture.litExponent = -1;
    picture.ghost.reset();
    picture.handleActive = false;
    const TermGridLayout layout = TermGridLayout::fit(picture.group, picture.exponents, picture.columns, font(),
                                                      QSizeF(target.size()), false);
    painter.save();
    painter.fillRect(target, colours.base);
    painter.translate(target.topLeft());
    paintTermGrid(painter, picture, layout, colours, font());
    painter.restore();
}

QSize TermGrid::pictureSize() const
{
    const QSizeF size = TermGridLayout::comfortableSize(picture_.group, picture_.exponents, allColumns_, font());
    return {static_cast<int>(size.width()) + 2, static_cast<int>(size.height()) + 2};
}

QSize TermGrid::sizeHint() const
{
    return pictureSize().boundedTo({10000, 480});
}

QSize TermGrid::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    constexpr int rowsInSight = 8; // of larger groups the rest is scrolled to
    const int rows = std::clamp(static_cast<int>(picture_.group.values.size()), 5, rowsInSight);
    const TermGridLayout least = TermGridLayout::fit(picture_.group, picture_.exponents, {}, font(), {0.0, 0.0}, true);
    // A caption below that breaks takes a line of what a layout counts with.
    return {line * 18, static_cast<int>(std::ceil(least.headerHeight + (rows + 1) * least.cellHeight))};
}

/// Leaves out the floats rather than squeeze the cells: integers, stored, before and after, are never left out.
void TermGrid::chooseColumns(double width)
{
    picture_.columns = allColumns_;
    const auto cellWidth = [&] {
        return TermGridLayout::fit(picture_.group, picture_.exponents, picture_.columns, font(), {width, 100.0}, false)
            .cellWidth;
    };
    const auto leftOut = [](TermGridColumn column) { return column >= TermGridColumn::Float; };
    while (leftOut(picture_.columns.back()) && cellWidth() < narrowCell)
        picture_.columns.pop_back();
}

void TermGrid::relayout()
{
    const QSizeF room = maximumViewportSize();
    const double bar = verticalScrollBar()->sizeHint().width();
    chooseColumns(room.width() - bar);
    const auto fit = [this](const QSizeF& size) {
        return TermGridLayout::fit(picture_.group, picture_.exponents, picture_.columns, font(), size, true);
    };
    // Fractions of a pixel are rounding, not a reason to scroll.
    layout_ = fit(room);
    bool tall = layout_.size().height() > room.height() + 0.5;
    const bool wide = layout_.size().width() > room.width() - (tall ? bar : 0.0) + 0.5;
    if (tall || wide)
        layout_ = fit({room.width() - (tall ? bar : 0.0), room.height() - (wide ? bar : 0.0)});
    tall = layout_.size().height() > room.height() - (wide ? bar : 0.0) + 0.5;
    const bool stillWide = layout_.size().width() > room.width() - (tall ? bar : 0.0) + 0.5;
    const QSizeF shown(room.width() - (tall ? bar : 0.0), room.height() - (stillWide ? bar : 0.0));
    verticalScrollBar()->setRange(0, tall ? static_cast<int>(layout_.size().height() - shown.height() + 1.0) : 0);
    verticalScrollBar()->setPageStep(std::max(1, static_cast<int>(shown.height() - layout_.headerHeight)));
    verticalScrollBar()->setSingleStep(std::max(1, static_cast<int>(layout_.cellHeight)));
    horizontalScrollBar()->setRange(0, stillWide ? static_cast<int>(layout_.size().width() - shown.width() + 1.0) : 0);
    horizontalScrollBar()->setPageStep(std::max(1, static_cast<int>(shown.width())));
    horizontalScrollBar()->setSingleStep(std::max(1, static_cast<int>(layout_.cellWidth)));
    updateGeometry();
    viewport()->update();
}

/// The header does not scroll: points in it stay above the first row.
QPointF TermGrid::toLayout(const QPointF& position) const
{
    const double y = position.y() < layout_.headerHeight ? position.y() : position.y() + verticalScrollBar()->value();
    return {position.x() + horizontalScrollBar()->value(), y};
}

void TermGrid::describeForAssistiveTechnology()
{
    const RevealedGroup& group = picture_.group;
    const QString water = group.waterline ? tr("waterline at %1").arg(powerText(*group.waterline))
                                          : tr("nothing is kept");
    setAccessibleDescription(tr("%1 values, %2 of %3 terms kept, %4")
                                 .arg(group.values.size())
                                 .arg(group.keptTerms)
                                 .arg(termCount(group))
                                 .arg(water));
    announceValue(*this);
}

void TermGrid::paintEvent(QPaintEvent*)
{
    const TermColours colours = TermColours::from(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colours.base);
    picture_.litRows = litRows();
    picture_.litExponent = litExponent();
    picture_.handleActive = hasFocus() || dragging_;
    painter.translate(-horizontalScrollBar()->value(), 0.0);
    paintTermGrid(painter, picture_, layout_, colours, font(), verticalScrollBar()->value());
    if (hasFocus())
        paintFocusFrame(painter, viewport()->rect(), themeFor(palette()));
}

void TermGrid::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

void TermGrid::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        relayout();
}

} // namespace termscope
