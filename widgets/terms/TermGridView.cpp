#include "widgets/terms/TermGridView.h"

#include "widgets/terms/TermGrid.h"

#include <QPainter>

namespace termscope {

TermGridView::TermGridView(const QString& title, TermGrid* grid, QWidget* parent)
    : ExportableView(title, parent), grid_(grid)
{
    setBody(grid);
    setFocusProxy(grid);
    setFocusPolicy(Qt::NoFocus); // Tab would go to the grid at once and pass over what stands before it
}

QString TermGridView::csv() const
{
    return grid_->csv();
}

void TermGridView::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    grid_->renderPicture(painter, body, TermColours::from(theme));
}

QSize TermGridView::pictureSize() const
{
    const int heading = fontMetrics().height() * (caption().isEmpty() ? 3 : 7);
    return ExportableView::pictureSize().expandedTo(grid_->pictureSize() + QSize(fontMetrics().height(), heading));
}

void TermGridView::retint()
{
    grid_->viewport()->update();
}

} // namespace termscope
