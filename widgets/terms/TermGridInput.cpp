// The waterline and the cells of a term grid under the mouse and the keys.
#include "widgets/terms/TermGrid.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace termscope {

/// −1, −1 where no value is.
std::pair<int, int> TermGrid::valueAt(const QPointF& position) const
{
    const QPointF point = toLayout(position);
    const int row = layout_.rowAt(point.y());
    const int exponent = layout_.exponentAt(point.x());
    if (row < 0 || row >= layout_.rows)
        return {-1, -1};
    return {row, exponent >= 0 && exponent < layout_.exponents ? exponent : -1};
}

void TermGrid::setHovered(int row, int exponent)
{
    if (row == hoveredRow_ && exponent == hoveredExponent_)
        return;
    hoveredRow_ = row;
    hoveredExponent_ = exponent;
    viewport()->update();
    Q_EMIT valueHovered(row, exponent);
    announceValue(*this);
}

void TermGrid::request(int budget)
{
    const int clamped = std::clamp(budget, lowestBudget_, highestBudget_);
    if (clamped == currentBudget())
        return;
    pending_ = clamped;
    Q_EMIT budgetRequested(clamped);
}

void TermGrid::commit()
{
    if (!pending_)
        return;
    const int budget = *pending_;
    pending_.reset();
    Q_EMIT budgetCommitted(budget);
}

/// The nearest number of terms, beyond `budget`, that ends exactly with an exponent.
int TermGrid::nextEdge(int budget, bool further) const
{
    int before = 0;
    for (int exponent = picture_.exponents - 1; exponent >= -1; --exponent) {
        const int count = termsBefore(picture_.group, 0, exponent);
        if (further && count > budget)
            return count;
        if (!further && count >= budget)
            return before;
        before = count;
    }
    return further ? termCount(picture_.group) : before;
}

bool TermGrid::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave && !dragging_) {
        setHovered(-1, -1);
    } else if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int row = layout_.rowAt(toLayout(help->pos()).y());
        if (row >= 0 && row < layout_.rows)
            QToolTip::showText(help->globalPos(), describe(row), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TermGrid::mousePressEvent(QMouseEvent* event)
{
    const QPointF point = toLayout(event->position());
    const QRectF cells = layout_.cells().adjusted(-8.0, -layout_.headerHeight, 8.0, 0.0);
    if (event->button() != Qt::LeftButton || !picture_.waterlineShown || !cells.contains(point)) {
        const auto [row, exponent] = valueAt(event->position());
        if (event->button() == Qt::LeftButton && row >= 0)
            Q_EMIT valueChosen(row, exponent);
        QAbstractScrollArea::mousePressEvent(event);
        return;
    }
    showAll();
    dragging_ = true;
    request(budgetAt(event->position().toPoint()));
    viewport()->update();
}

void TermGrid::mouseMoveEvent(QMouseEvent* event)
{
    if (dragging_)
        request(budgetAt(event->position().toPoint()));
    else
        viewport()->setCursor(picture_.waterlineShown && layout_.cells().contains(toLayout(event->position()))
                                  ? Qt::SplitHCursor
                                  : Qt::ArrowCursor);
    const auto [row, exponent] = valueAt(event->position());
    setHovered(row, exponent);
}

void TermGrid::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !dragging_)
        return;
    dragging_ = false;
    commit();
    viewport()->update();
}

void TermGrid::showRow(int row)
{
    const int top = static_cast<int>(row * layout_.cellHeight);
    const int bottom = static_cast<int>((row + 1) * layout_.cellHeight);
    const int shown = static_cast<int>(viewport()->height() - layout_.headerHeight);
    verticalScrollBar()->setValue(std::clamp(verticalScrollBar()->value(), bottom - shown, top));
}

/// True for keys that point at a cell or choose it.
bool TermGrid::pointByKey(const QKeyEvent& event)
{
    const bool pointed = hoveredRow_ >= 0;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (pointed)
            Q_EMIT valueChosen(hoveredRow_, hoveredExponent_);
        return pointed;
    case Qt::Key_Escape: setHovered(-1, -1); return pointed;
    default: break;
    }
    const bool shifted = event.modifiers() & Qt::ShiftModifier;
    if (layout_.rows == 0 || (picture_.waterlineShown && !shifted))
        return false;
    int row = hoveredRow_;
    int exponent = hoveredExponent_;
    switch (event.key()) {
    case Qt::Key_Up: row = pointed ? row - 1 : 0; break;
    case Qt::Key_Down: ++row; break;
    case Qt::Key_Left: exponent = exponent < 0 ? 0 : exponent + 1; break;
    case Qt::Key_Right: exponent = exponent < 0 ? layout_.exponents - 1 : exponent - 1; break;
    default: return false;
    }
    row = std::clamp(row, 0, layout_.rows - 1);
    // Beside the cells is the whole value again.
    setHovered(row, exponent >= layout_.exponents ? -1 : exponent);
    showRow(row);
    return true;
}

void TermGrid::keyPressEvent(QKeyEvent* event)
{
    if (pointByKey(*event))
        return;
    if (!picture_.waterlineShown) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const int all = termCount(picture_.group);
    const int now = currentBudget();
    switch (event->key()) {
    case Qt::Key_Down: request(std::min(now + 1, all)); break;
    case Qt::Key_Up: request(std::max(now - 1, 0)); break;
    case Qt::Key_Right: request(nextEdge(now, true)); break;
    case Qt::Key_Left: request(nextEdge(now, false)); break;
    case Qt::Key_Home: request(0); break;
    case Qt::Key_End: request(all); break;
    default: QAbstractScrollArea::keyPressEvent(event); return;
    }
    showAll();
}

void TermGrid::keyReleaseEvent(QKeyEvent* event)
{
    if (!event->isAutoRepeat() && !dragging_)
        commit();
    QAbstractScrollArea::keyReleaseEvent(event);
}

void TermGrid::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TermGrid::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    if (!viewport()->underMouse())
        setHovered(-1, -1);
    dragging_ = false;
    commit();
    viewport()->update();
}

} // namespace termscope
