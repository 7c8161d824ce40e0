#include "widgets/theme/FocusFrame.h"

#include <QPainter>

namespace termscope {

void paintFocusFrame(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    painter.save();
    painter.resetTransform();
    painter.setClipping(false);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    QPen pen = strokePen(theme.selection, theme.focusWidth);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    const double half = pen.widthF() / 2.0;
    painter.drawRect(rect.adjusted(half, half, -half, -half));
    painter.restore();
}

} // namespace termscope
