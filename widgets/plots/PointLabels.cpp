#include "widgets/plots/PointLabels.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

void setSide(QCPItemText& item, PointLabels::Side side)
{
    using Side = PointLabels::Side;
    const bool left = side == Side::UpperLeft || side == Side::LowerLeft;
    const bool upper = side == Side::UpperLeft || side == Side::UpperRight;
    item.setPositionAlignment((left ? Qt::AlignRight : Qt::AlignLeft) | (upper ? Qt::AlignBottom : Qt::AlignTop));
    item.setPadding(QMargins(left ? 0 : 5, upper ? 0 : 4, left ? 5 : 0, upper ? 3 : 0));
}

/// Between a rectangle and a point outside it.
double distance(const QRectF& rect, const QPointF& point)
{
    const double x = std::max({rect.left() - point.x(), point.x() - rect.right(), 0.0});
    const double y = std::max({rect.top() - point.y(), point.y() - rect.bottom(), 0.0});
    return std::hypot(x, y);
}

} // namespace

void PointLabels::clear()
{
    for (const Label& label : items_)
        plot_->removeItem(label.item);
    items_.clear();
}

void PointLabels::add(const QPointF& place, const QString& text, Side side)
{
    auto* item = new QCPItemText(plot_);
    item->position->setCoords(place);
    item->setText(text);
    setSide(*item, side);
    items_.push_back({item, side});
}

void PointLabels::tint(const QColor& color, const QFont& font)
{
    for (const Label& label : items_) {
        label.item->setColor(color);
        label.item->setFont(font);
    }
}

QRectF PointLabels::rectOf(const QCPItemText* item)
{
    const QFontMetricsF metrics(item->font());
    const QMarginsF padding(item->padding());
    const QRectF text(0, 0, metrics.horizontalAdvance(item->text()), metrics.height());
    QRectF rect(QPointF(0, 0), text.marginsAdded(padding).size());
    const QPointF anchor = item->position->pixelPosition();
    const Qt::Alignment side = item->positionAlignment();
    rect.moveLeft(side & Qt::AlignRight ? anchor.x() - rect.width() : anchor.x());
    rect.moveTop(side & Qt::AlignBottom ? anchor.y() - rect.height() : anchor.y());
    return rect.marginsRemoved(padding);
}

void PointLabels::declutter(std::vector<QRectF> taken, std::span<const QPointF> obstacles,
                            std::span<const QPointF> points)
{
    const QRectF axes(plot_->axisRect()->rect());
    const auto isFree = [&](const QCPItemText* item) {
        const QRectF rect = rectOf(item);
        const QPointF own = item->position->pixelPosition();
        const auto overlaps = [&rect](const QRectF& other) { return other.intersects(rect); };
        const auto covers = [&rect](const QPointF& point) { return rect.contains(point); };
        // Beside another point it would be read as that one's.
        const auto misleads = [&](const QPointF& point) {
            return (point - own).manhattanLength() > 1.0 && distance(rect, point) <= distance(rect, own) + 2.0;
        };
        return axes.contains(rect) && std::none_of(taken.begin(), taken.end(), overlaps)
               && std::none_of(obstacles.begin(), obstacles.end(), covers)
               && std::none_of(points.begin(), points.end(), misleads);
    };
    for (const Label& label : items_) {
        bool free = false;
        for (const Side side : {label.side, Side::UpperLeft, Side::LowerRight, Side::UpperRight, Side::LowerLeft}) {
            setSide(*label.item, side);
            if ((free = isFree(label.item)))
                break;
        }
        label.item->setVisible(free);
        if (free)
            taken.push_back(rectOf(label.item));
    }
}

} // namespace termscope
