#include "widgets/controls/ColumnScroll.h"

#include "widgets/theme/Theme.h"

#include <QEvent>
#include <QScrollBar>
#include <algorithm>

namespace termscope {

ColumnScroll::ColumnScroll(QWidget* column, QWidget* parent) : QScrollArea(parent)
{
    setWidget(column);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void ColumnScroll::setRow(bool row)
{
    row_ = row;
    setHorizontalScrollBarPolicy(row ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setSizePolicy(row ? QSizePolicy::Expanding : QSizePolicy::Fixed, row ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

QSize ColumnScroll::minimumSizeHint() const
{
    if (row_)
        return {QScrollArea::minimumSizeHint().width(), sizeHint().height()};
    const int least = static_cast<int>(least_ * typeScale());
    return {std::max(widget()->minimumSizeHint().width(), least) + verticalScrollBar()->sizeHint().width()
                + 2 * frameWidth(),
            QScrollArea::minimumSizeHint().height()};
}

void ColumnScroll::setLeastWidth(int width)
{
    least_ = width;
    updateGeometry();
}

QSize ColumnScroll::sizeHint() const
{
    if (row_)
        return widget()->minimumSizeHint() + QSize(2 * frameWidth(), 2 * frameWidth());
    return {minimumSizeHint().width(), QScrollArea::sizeHint().height()};
}

bool ColumnScroll::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace termscope
