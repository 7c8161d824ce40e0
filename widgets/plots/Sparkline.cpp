#include "widgets/plots/Sparkline.h"

#include "widgets/theme/Theme.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>

namespace termscope {

void paintSparkline(QPainter& painter, const QRect& rect, const Histogram& histogram, const QPalette& palette,
                    bool selected)
{
    const auto bins = static_cast<int>(histogram.counts.size());
    if (bins == 0 || rect.width() < 4 || rect.height() < 4)
        return;
    const int columns = std::min(rect.width() / 2, bins);
    std::vector<double> heights(static_cast<std::size_t>(columns), 0.0);
    for (int bin = 0; bin < bins; ++bin) {
        const std::int64_t column = static_cast<std::int64_t>(bin) * columns / bins;
        heights[static_cast<std::size_t>(column)] += histogram.counts[static_cast<std::size_t>(bin)];
    }
    const double highest = *std::max_element(heights.begin(), heights.end());
    if (highest <= 0.0)
        return;
    const Theme& theme = themeFor(palette);
    const QColor line = selected ? palette.color(QPalette::HighlightedText) : theme.floats;
    const QRectF area = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const double width = area.width() / columns;
    QPolygonF outline;
    outline << area.bottomLeft();
    for (int column = 0; column < columns; ++column) {
        const double top = area.bottom() - area.height() * heights[static_cast<std::size_t>(column)] / highest;
        outline << QPointF(area.left() + column * width, top) << QPointF(area.left() + (column + 1) * width, top);
    }
    outline << area.bottomRight();
    QColor fill = line;
    fill.setAlphaF(0.3F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(strokePen(line));
    painter.setBrush(fill);
    painter.drawPolygon(outline);
    if (histogram.low < 0.0 && histogram.high > 0.0) {
        const double zero = area.left() - area.width() * histogram.low / (histogram.high - histogram.low);
        painter.setPen(linePen(line, 2, 1));
        painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()));
    }
    painter.restore();
}

} // namespace termscope
