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
    enum class Side { UpperLeft, LowerRight, UpperRight, LowerLeft };

    explicit PointLabels(QCustomPlot* plot) : plot_(plot) {}

    void clear();
    /// `place` in the axes' units.
    void add(const QPointF& place, const QString& text, Side side);
    void tint(const QColor& color, const QFont& font);

    /// Shows the labels, in the order they were added, that lie within the axes, touch neither another label nor an
    /// obstacle, and are nearer to their own point than to any other of `points`. A label tries the side it was added
    /// for, then the others. All in pixels; call it when the layout is known.
    void declutter(std::vector<QRectF> taken, std::span<const QPointF> obstacles, std::span<const QPointF> points);

    /// Where a text item is drawn, without its padding.
    static QRectF rectOf(const QCPItemText* item);

private:
    struct Label {
        QCPItemText* item;
        Side side;
    };

    QCustomPlot* plot_;
    std::vector<Label> items_;
};

} // namespace termscope
