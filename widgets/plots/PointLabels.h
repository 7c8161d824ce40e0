// Short texts beside the points of curves, of which only those are shown that cover nothing.
#pragma once

#include "widgets/theme/Theme.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <span>
#include <vector>

class QCPItemText;
class QCustomPlot;

namespace termscope {

class PointLabels {
public:
    enum class Side { UpperLeft, LowerRight };

    explicit PointLabels(QCustomPlot* plot) : plot_(plot) {}

    void clear();
    /// `place` in the axes' units.
    void add(const QPointF& place, const QString& text, Side side);
    void tint(const QColor& color, const QFont& font);

    /// Shows the labels, in the order they were added, that lie within the axes and touch neither another label nor an
    /// obstacle (in pixels). Call it when the layout is known.
    void declutter(std::vector<QRectF> taken, std::span<const QPointF> obstacles);

    /// Where a text item is drawn, without its padding.
    static QRectF rectOf(const QCPItemText* item);

private:
    QCustomPlot* plot_;
    std::vector<QCPItemText*> items_;
};

} // namespace termscope
