// What the confusion matrix tells assistive technology, and its keys.
#include "widgets/plots/ConfusionPlot.h"

namespace termscope {

QString ConfusionPlot::accessibleValue() const
{
    if (classes_ == 0)
        return placeholder_;
    return selected_ ? describe(selected_->y(), selected_->x()) : tr("no cell chosen");
}

QString ConfusionPlot::cellsName() const
{
    return tr("True labels by predicted labels");
}

AccessibleCell ConfusionPlot::cellAt(int row, int column) const
{
    const QRectF matrix = matrixRect(QRectF(cells_->rect()));
    const double side = matrix.width() / classes_;
    const QRectF place(matrix.left() + column * side, matrix.top() + row * side, side, side);
    return {describe(row, column), place.toAlignedRect(), selected_ == QPoint(column, row)};
}

QString ConfusionPlot::keyTopic() const
{
    return tr("Confusion matrix");
}

QList<KeyHelp> ConfusionPlot::keyHelp() const
{
    return {{{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}, tr("Choose a cell")},
            {{Qt::Key_Escape}, tr("Let the chosen cell go")}};
}

} // namespace termscope
