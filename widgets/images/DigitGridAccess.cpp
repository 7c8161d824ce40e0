// What the test images tell assistive technology, and their keys.
#include "widgets/images/DigitGrid.h"

#include <QScrollBar>

namespace termscope {

QString DigitGrid::emptyText() const
{
    return !images_ || images_->count() == 0                    ? tr("Open a set of images to see them here.")
           : current_.empty()                                   ? tr("Waiting for the first predictions …")
           : filter_ == ImageFilter::Flipped && !hasReference() ? tr("Waiting for the predictions of float …")
           : cell_                                              ? tr("No image of this cell is among them.")
           : filter_ == ImageFilter::Flipped                    ? tr("The current setting flips no prediction.")
                                                                : tr("The current setting gets no image wrong.");
}

QString DigitGrid::accessibleValue() const
{
    if (shown_.empty())
        return emptyText();
    return placeOf(selected_) >= 0 ? describe(selected_) : tr("no image chosen");
}

AccessibleCell DigitGrid::cellAt(int row, int) const
{
    const QSize cell = cellSize();
    const int image = shown_[static_cast<std::size_t>(row)];
    const QPoint corner(row % columns() * cell.width(), row / columns() * cell.height() - verticalScrollBar()->value());
    return {describe(image), QRect(viewport()->pos() + corner, cell), image == selected_};
}

void DigitGrid::chooseCell(int row, int)
{
    choose(row);
}

QString DigitGrid::keyTopic() const
{
    return tr("Test images");
}

QList<KeyHelp> DigitGrid::keyHelp() const
{
    return {
        {{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}, tr("Choose the image beside, above, below")},
        {{Qt::Key_PageUp, Qt::Key_PageDown}, tr("A page back, a page on")},
        {{Qt::Key_Home}, tr("The first image")},
        {{Qt::Key_End}, tr("The last image")},
        {{Qt::Key_Return}, tr("Show the activations that the image makes")},
    };
}

} // namespace termscope
