// Controls in lines, as words in a paragraph: what does not fit goes to the next line.
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace termscope {

/// Items have their hinted sizes, and stand in the middle of their line's height. From the item at `pushed` on, those
/// of a line are at its right end.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(int pushed, QWidget* parent = nullptr) : QLayout(parent), pushed_(pushed) {}

    void addItem(QLayoutItem* item) override { items_.emplace_back(item); }
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override;
    /// The widest item: the height follows the width.
    QSize minimumSize() const override;
    void setGeometry(const QRect& place) override;

private:
    /// The height of all lines; places the items where that is wanted.
    int arrange(const QRect& place, bool moves) const;
    /// The items [first, last) as one line with its top at `top`; its height.
    int arrangeLine(std::size_t first, std::size_t last, const QRect& place, int top, bool moves) const;

    int pushed_;
    std::vector<std::unique_ptr<QLayoutItem>> items_;
};

} // namespace termscope
