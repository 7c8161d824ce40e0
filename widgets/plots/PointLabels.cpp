#include "widgets/plots/PointLabels.h"

#include <qcustomplot.h>

#include <algorithm>

namespace termscope {

void PointLabels::clear()
{
    for (QCPItemText* item : items_)
        plot_->removeItem(item);
    items_.clear();
}

void PointLabels::add(const QPointF& place, const QString& text, Side side)
{
    auto* item = new QCPItemText(plot_);
    const bool left = side == Side::UpperLeft;
    item->position->setCoords(place);
    item->setPositionAlignment(left ? Qt::AlignRight | Qt::AlignBottom : Qt::AlignLeft | Qt::AlignTop);
    item->setPadding(left ? QMargins(0, 0, 5, 3) : QMargins(5, 4, 0, 0));
    item->setText(text);
    items_.push_back(item);
}

void PointLabels::tint(const QColor& color, const QFont& font)
{
    for (QCPItemText* item : items_) {
        item->setColor(color);
        item->setFont(font);
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

void PointLabels::declutter(std::vector<QRectF> taken, std::span<const QPointF> obstacles)
{
    const QRectF axes(plot_->axisRect()->rect());
    for (QCPItemText* item : items_) {
        const QRectF rect = rectOf(item);
        const auto overlaps = [&rect](const QRectF& other) { return other.intersects(rect); };
        const auto covers = [&rect](const QPointF& point) { return rect.contains(point); };
        const bool free = axes.contains(rect) && std::none_of(taken.begin(), taken.end(), overlaps)
                          && std::none_of(obstacles.begin(), obstacles.end(), covers);
        item->setVisible(free);
        if (free)
            taken.push_back(rect);
    }
}

} // namespace termscope
