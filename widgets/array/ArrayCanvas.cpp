#include "widgets/array/ArrayCanvas.h"

#include "widgets/array/TermMacPainter.h"
#include "widgets/theme/FocusFrame.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace termscope {
namespace {

constexpr double zoomStep = 1.25;
constexpr double largestCell = 1200.0;

QColor fillOf(bool revealed, const Theme& theme)
{
    return revealed ? theme.revealed : theme.quantized;
}

} // namespace

ArrayView::Canvas::Canvas(ArrayView& view, bool revealed) : view_(view), revealed_(revealed)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(140, 110);
    setObjectName(QStringLiteral("cells"));
}

void ArrayView::Canvas::setRun(std::shared_ptr<const ArrayRun> run, const QString& sentence)
{
    const bool sameSize = run && run_ && run->config().array.rows == run_->config().array.rows
                          && run->config().array.columns == run_->config().array.columns;
    run_ = std::move(run);
    sentence_ = sentence;
    if (!sameSize) {
        zoomed_.reset();
        selected_ = {-1, -1};
    }
    setPosition(position_);
}

void ArrayView::Canvas::setPosition(std::int64_t position)
{
    position_ = position;
    if (run_)
        fillFrame(*run_, std::clamp<std::int64_t>(position, 0, run_->schedule.cycles()), frame_);
    else
        frame_ = {};
    update();
}

ArrayPicture ArrayView::Canvas::picture(const Theme& theme, bool vector) const
{
    return {run_.get(), &frame_, fillOf(revealed_, theme), selected_.first, selected_.second, vector, lit_};
}

void ArrayView::Canvas::setLit(std::vector<std::pair<int, int>> cells)
{
    if (cells == lit_)
        return;
    lit_ = std::move(cells);
    update();
}

void ArrayView::Canvas::resetZoom()
{
    zoomed_.reset();
    update();
}

void ArrayView::Canvas::select(std::pair<int, int> cell, bool emits)
{
    if (selected_ == cell)
        return;
    selected_ = cell;
    update();
    announceValue(view_);
    if (emits)
        emit view_.cellChosen(cell.first, cell.second);
}

/// The window has Escape as a shortcut, which would come first.
bool ArrayView::Canvas::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && opened()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void ArrayView::Canvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeFor(palette());
    painter.fillRect(rect(), theme.surface);
    if (run_) {
        paintArray(painter, rect(), geometry(), picture(theme, false), theme, font());
    } else {
        painter.setPen(theme.mutedInk);
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, sentence_);
    }
    if (hasFocus())
        paintFocusFrame(painter, rect(), theme);
}

void ArrayView::Canvas::wheelEvent(QWheelEvent* event)
{
    zoomAt(event->position(), std::pow(zoomStep, event->angleDelta().y() / 120.0));
    event->accept();
}

void ArrayView::Canvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !run_)
        return;
    pressed_ = event->position();
    pressedOrigin_ = geometry().origin;
    moved_ = false;
}

void ArrayView::Canvas::mouseMoveEvent(QMouseEvent* event)
{
    if (pressed_ && (event->buttons() & Qt::LeftButton)) {
        const QPointF way = event->position() - *pressed_;
        if (!moved_ && way.manhattanLength() < 4.0)
            return;
        moved_ = true;
        ArrayGeometry moved = geometry();
        moved.origin = pressedOrigin_ + QPointF(std::round(way.x()), std::round(way.y()));
        zoomed_ = moved;
        update();
        return;
    }
    hover(event->position(), event->globalPosition().toPoint());
}

void ArrayView::Canvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (pressed_ && !moved_ && run_)
        select(geometry().cellAt(event->position()), true);
    pressed_.reset();
}

void ArrayView::Canvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto cell = run_ ? geometry().cellAt(event->position()) : std::pair{-1, -1};
    if (cell.first < 0 || opened())
        return resetZoom();
    select(cell, true);
    open(cell);
}

void ArrayView::Canvas::leaveEvent(QEvent*)
{
    emit view_.hoverText({});
    tell({-1, -1});
}

void ArrayView::Canvas::keyPressEvent(QKeyEvent* event)
{
    if (!run_)
        return QWidget::keyPressEvent(event);
    const ArrayConfig& array = run_->config().array;
    auto [row, column] = selected_;
    switch (event->key()) {
    case Qt::Key_Left: --column; break;
    case Qt::Key_Right: ++column; break;
    case Qt::Key_Up: --row; break;
    case Qt::Key_Down: ++row; break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomAt(centre(), zoomStep);
    case Qt::Key_Minus: return zoomAt(centre(), 1.0 / zoomStep);
    case Qt::Key_Home: return resetZoom();
    case Qt::Key_Escape: // leaves the cell that fills the view; else it is the window's
        if (opened())
            return resetZoom();
        return QWidget::keyPressEvent(event);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (opened() || selected_.first < 0)
            resetZoom();
        else
            open(selected_);
        return;
    default: return QWidget::keyPressEvent(event);
    }
    const bool wasOpen = opened();
    select({std::clamp(row, 0, array.rows - 1), std::clamp(column, 0, array.columns - 1)}, true);
    if (wasOpen)
        open(selected_);
}

ArrayGeometry ArrayView::Canvas::whole() const
{
    return run_ ? fitArray(rect(), run_->config().array.rows, run_->config().array.columns) : ArrayGeometry{};
}

QPointF ArrayView::Canvas::centre() const
{
    return selected_.first < 0 ? QPointF(rect().center())
                               : geometry().cellRect(selected_.first, selected_.second).center();
}

void ArrayView::Canvas::open(std::pair<int, int> cell)
{
    ArrayGeometry near = whole();
    near.cell = std::min(width(), height()) - 8.0;
    near.origin = QPointF(rect().center()) - QPointF((cell.second + 0.5) * near.cell, (cell.first + 0.5) * near.cell);
    zoomed_ = near;
    update();
}

void ArrayView::Canvas::zoomAt(const QPointF& point, double factor)
{
    if (!run_)
        return;
    const ArrayGeometry fitted = whole();
    ArrayGeometry next = geometry();
    const double wanted = next.cell * factor;
    // Whole pixels keep the cells alike; a step must not get lost in rounding.
    const double cell = std::clamp(factor > 1.0 ? std::ceil(wanted) : std::floor(wanted), fitted.cell, largestCell);
    if (cell <= fitted.cell)
        return resetZoom();
    next.origin = point - (point - next.origin) * (cell / next.cell);
    next.origin = QPointF(std::round(next.origin.x()), std::round(next.origin.y()));
    next.cell = cell;
    zoomed_ = next;
    update();
}

void ArrayView::Canvas::hover(const QPointF& position, const QPoint& global)
{
    const auto [row, column] = run_ ? geometry().cellAt(position) : std::pair{-1, -1};
    const QString text = row < 0 ? QString() : describeCell(cellDetail(*run_, frame_.moment.position, row, column));
    QToolTip::showText(global, text, this);
    emit view_.hoverText(text);
    tell({row, column});
}

void ArrayView::Canvas::tell(std::pair<int, int> cell)
{
    if (std::exchange(hovered_, cell) != cell)
        emit view_.cellHovered(cell.first, cell.second);
}

} // namespace termscope
