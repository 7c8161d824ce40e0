// What an array at work tells assistive technology, and its keys.
#include "widgets/array/ArrayView.h"

namespace termscope {

AccessibleCell ArrayView::cellAt(int row, int column) const
{
    const CellWork& cell = frame().at(row, column);
    const QString name = tr("cell (%1, %2)").arg(row).arg(column);
    QString state;
    switch (cell.state) {
    case CellState::Empty: state = tr("no operands"); break;
    case CellState::Waiting: state = tr("waiting, %n pair(s) done", nullptr, cell.pairs); break;
    case CellState::Busy: state = tr("busy, %1 of %2 pairs left").arg(cell.left).arg(cell.pairs); break;
    }
    return {tr("%1: %2").arg(name, state), cellRect(row, column).toAlignedRect(),
            selectedCell() == std::pair(row, column)};
}

QString ArrayView::keyTopic() const
{
    return tr("Arrays");
}

QList<KeyHelp> ArrayView::keyHelp() const
{
    return {
        {{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}, tr("Choose a cell")},
        {{Qt::Key_Return}, tr("Open the chosen cell; show everything again")},
        {{Qt::Key_Plus, Qt::Key_Minus}, tr("Show fewer cells, larger; show more")},
        {{Qt::Key_Home}, tr("Show the whole array")},
    };
}

} // namespace termscope
