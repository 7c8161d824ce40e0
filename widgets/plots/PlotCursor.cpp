// How a plot is read: the cursor, moved by the mouse or the keys, and zooming.
#include "widgets/plots/PlotParts.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double zoomStep = 0.8;

} // namespace

QString Plot::readingText() const
{
    return parts_->reading ? parts_->reading->text : QString();
}

void Plot::activate(const Reading&) {}
void Plot::readingChanged(const std::optional<Reading>&) {}

void Plot::pointAt(const QPointF& pixel)
{
    QCustomPlot* plot = parts_->canvas;
    std::optional<Reading> reading;
    if (plot->axisRect()->rect().contains(pixel.toPoint()))
        reading = readingAt(pixel);
    const bool onLegend = plot->legend->visible() && plot->legend->outerRect().contains(pixel.toPoint());
    plot->setToolTip(onLegend ? tr("Click an entry to hide or show it.") : QString());
    if (reading)
        showReading(*reading, true);
    else
        hideCursor();
}

void Plot::showReading(const Reading& reading, bool asTooltip)
{
    QCustomPlot* plot = parts_->canvas;
    const QPointF place = reading.place;
    parts_->vertical->point1->setCoords(place.x(), plot->yAxis->range().lower);
    parts_->vertical->point2->setCoords(place.x(), plot->yAxis->range().upper);
    parts_->horizontal->point1->setCoords(plot->xAxis->range().lower, place.y());
    parts_->horizontal->point2->setCoords(plot->xAxis->range().upper, place.y());
    parts_->vertical->setVisible(true);
    parts_->horizontal->setVisible(true);
    replotLayer(QStringLiteral("cursor"));
    const bool news = !parts_->reading || parts_->reading->text != reading.text;
    parts_->reading = reading;
    if (news) {
        emit hoverText(reading.text);
        readingChanged(reading);
        announceValue(*this);
    }
    const QPoint pixel(static_cast<int>(plot->xAxis->coordToPixel(place.x())),
                       static_cast<int>(plot->yAxis->coordToPixel(place.y())));
    QToolTip::showText(plot->mapToGlobal(asTooltip ? plot->mapFromGlobal(QCursor::pos()) : pixel), reading.text, plot);
}

void Plot::hideCursor()
{
    if (!parts_->reading)
        return;
    parts_->reading.reset();
    parts_->vertical->setVisible(false);
    parts_->horizontal->setVisible(false);
    replotLayer(QStringLiteral("cursor"));
    QToolTip::hideText();
    emit hoverText(QString());
    readingChanged(std::nullopt);
}

/// `number` from 1 on, in the order of the legend.
void Plot::toggleEntry(int number)
{
    const std::vector<QCPPlottableLegendItem*> entries = legendEntries(parts_->canvas->legend);
    if (number > static_cast<int>(entries.size()))
        return;
    toggle(entries[static_cast<std::size_t>(number - 1)]->plottable());
    announceValue(*this);
}

void Plot::zoom(double factor)
{
    QCustomPlot* plot = parts_->canvas;
    parts_->zoomed = true;
    for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
        if (axis == plot->yAxis && parts_->onlyAcross)
            continue;
        const QCPRange range = axis->range();
        const double centre = axis->scaleType() == QCPAxis::stLogarithmic ? std::sqrt(range.lower * range.upper)
                                                                          : range.center();
        axis->scaleRange(factor, centre);
    }
    replot();
}

bool Plot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != parts_->canvas)
        return ExportableView::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Wheel:
        parts_->zoomed = true;
        hideCursor();
        break;
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        setFocus(Qt::MouseFocusReason);
        parts_->pressed = mouse->pos();
        parts_->pressedInside = mouse->button() == Qt::LeftButton
                                && parts_->canvas->axisRect()->rect().contains(mouse->pos());
        parts_->canvas->setSelectionRectMode(mouse->modifiers() & Qt::ShiftModifier ? QCP::srmZoom : QCP::srmNone);
        break;
    }
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (!(mouse->buttons() & Qt::LeftButton))
            pointAt(mouse->position());
        else if ((mouse->pos() - parts_->pressed).manhattanLength() > 3)
            parts_->zoomed = parts_->zoomed || parts_->pressedInside;
        break;
    }
    case QEvent::MouseButtonRelease: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (parts_->pressedInside && (mouse->pos() - parts_->pressed).manhattanLength() <= 3) {
            if (const std::optional<Reading> reading = readingAt(mouse->position()))
                activate(*reading);
        }
        parts_->pressedInside = false;
        break;
    }
    case QEvent::MouseButtonDblClick: resetView(); break;
    case QEvent::Leave: hideCursor(); break;
    case QEvent::Resize: layOutLegend(); break;
    case QEvent::ContextMenu: // QCustomPlot passes no mouse events on to its parent
        contextMenuEvent(static_cast<QContextMenuEvent*>(event));
        return true;
    default: break;
    }
    return false;
}

/// A plot takes the keys that keyHelp() lists, and no others. Escape without a cursor is left to the window.
bool Plot::isOwnKey(int key) const
{
    if (key == Qt::Key_Escape && !parts_->reading)
        return false;
    const int meant = key == Qt::Key_Enter ? int{Qt::Key_Return} : key == Qt::Key_Equal ? int{Qt::Key_Plus} : key;
    return std::ranges::any_of(keyHelp(), [meant](const KeyHelp& help) {
        return std::ranges::any_of(help.keys, [meant](QKeyCombination each) { return each.key() == meant; });
    });
}

void Plot::keyPressEvent(QKeyEvent* event)
{
    const auto move = [this](int dx, int dy) {
        if (const std::optional<Reading> next = step(parts_->reading, dx, dy))
            showReading(*next, false);
    };
    const int number = event->key() - Qt::Key_0;
    const int entries = static_cast<int>(legendEntries(parts_->canvas->legend).size());
    if (number >= 1 && number <= std::min(entries, 9) && !(event->modifiers() & ~Qt::KeypadModifier))
        return toggleEntry(number);
    switch (isEmpty() || !isOwnKey(event->key()) ? int{Qt::Key_unknown} : event->key()) {
    case Qt::Key_Left: move(-1, 0); return;
    case Qt::Key_Right: move(1, 0); return;
    case Qt::Key_Up: move(0, 1); return;
    case Qt::Key_Down: move(0, -1); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(zoomStep); return;
    case Qt::Key_Minus: zoom(1.0 / zoomStep); return;
    case Qt::Key_Home: resetView(); return;
    case Qt::Key_Escape: hideCursor(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (parts_->reading)
            activate(*parts_->reading);
        return;
    default: ExportableView::keyPressEvent(event);
    }
}

/// The cursor that keys have moved disappears when the focus leaves.
void Plot::focusOutEvent(QFocusEvent* event)
{
    ExportableView::focusOutEvent(event);
    if (!parts_->canvas->underMouse())
        hideCursor();
}

void Plot::hideEvent(QHideEvent* event)
{
    ExportableView::hideEvent(event);
    hideCursor();
}

} // namespace termscope
