#include "widgets/controls/FlowLayout.h"

#include <algorithm>

namespace termscope {

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem* const item = items_[static_cast<std::size_t>(index)].release();
    items_.erase(items_.begin() + index);
    return item;
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const auto& item : items_) {
        const QSize hint = item->sizeHint();
        size = QSize(size.width() + (size.width() > 0 ? spacing() : 0) + hint.width(),
                     std::max(size.height(), hint.height()));
    }
    return size;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto& item : items_)
        size = size.expandedTo(item->sizeHint());
    return size;
}

void FlowLayout::setGeometry(const QRect& place)
{
    QLayout::setGeometry(place);
    arrange(place, true);
}

int FlowLayout::arrange(const QRect& place, bool moves) const
{
    int top = place.top();
    std::size_t first = 0;
    int used = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const int width = items_[i]->sizeHint().width();
        if (i > first && used + spacing() + width > place.width()) {
            top += arrangeLine(first, i, place, top, moves) + spacing();
            first = i;
            used = width;
        } else {
            used += (i > first ? spacing() : 0) + width;
        }
    }
    return top + arrangeLine(first, items_.size(), place, top, moves) - place.top();
}

int FlowLayout::arrangeLine(std::size_t first, std::size_t last, const QRect& place, int top, bool moves) const
{
    int height = 0;
    int width = -spacing();
    for (std::size_t i = first; i < last; ++i) {
        height = std::max(height, items_[i]->sizeHint().height());
        width += spacing() + items_[i]->sizeHint().width();
    }
    int left = place.left();
    for (std::size_t i = first; moves && i < last; ++i) {
        if (static_cast<int>(i) == std::max(pushed_, static_cast<int>(first)))
            left += std::max(place.width() - width, 0);
        const QSize size = items_[i]->sizeHint();
        items_[i]->setGeometry(QRect(QPoint(left, top + (height - size.height()) / 2), size));
        left += size.width() + spacing();
    }
    return height;
}

} // namespace termscope
