#include "widgets/controls/LitTable.h"

#include "widgets/theme/Theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace termscope {

LitTable::LitTable(QWidget* parent) : QTableView(parent)
{
    setMouseTracking(true);
    connect(this, &QTableView::entered, this, [this](const QModelIndex& index) { Q_EMIT rowHovered(index.row()); });
    for (const auto signal : {&QTableView::clicked, &QTableView::activated})
        connect(this, signal, this, [this](const QModelIndex& index) { Q_EMIT rowChosen(index.row()); });
}

void LitTable::setLitRows(std::vector<int> rows)
{
    if (rows == lit_)
        return;
    lit_ = std::move(rows);
    viewport()->update();
}

void LitTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (lit_.empty() || model() == nullptr)
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeFor(palette());
    for (const int row : lit_) {
        if (row < 0 || row >= model()->rowCount())
            continue;
        const QRectF place(0.0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
        if (!place.intersects(event->rect()))
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(strokePen(theme.surface)); // tells the frame from a selected row
        painter.drawRect(place.adjusted(2.0, 2.0, -2.5, -2.5));
        painter.setPen(strokePen(theme.ink, 1.5));
        painter.drawRect(place.adjusted(1.0, 1.0, -1.0, -1.5));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.ink);
        painter.drawPolygon(
            QPolygonF{place.topLeft(), place.topLeft() + QPointF(8.0, 0.0), place.topLeft() + QPointF(0.0, 8.0)});
    }
}

bool LitTable::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT rowHovered(-1);
    return QTableView::viewportEvent(event);
}

void LitTable::mousePressEvent(QMouseEvent* event)
{
    QTableView::mousePressEvent(event);
    if (const QModelIndex index = indexAt(event->pos()); index.isValid())
        Q_EMIT rowHovered(index.row());
}

/// Rows that a program makes current are not pointed at.
void LitTable::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex before = currentIndex();
    QTableView::keyPressEvent(event);
    if (currentIndex() != before && currentIndex().isValid())
        Q_EMIT rowHovered(currentIndex().row());
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT rowHovered(-1);
}

void LitTable::focusOutEvent(QFocusEvent* event)
{
    QTableView::focusOutEvent(event);
    if (!viewport()->underMouse())
        Q_EMIT rowHovered(-1);
}

} // namespace termscope
