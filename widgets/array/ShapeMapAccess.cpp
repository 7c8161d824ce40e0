// What the map of array shapes tells assistive technology, and its keys.
#include "widgets/array/ShapeMap.h"

namespace termscope {

QString ShapeMap::accessibleValue() const
{
    if (!study_)
        return sentence_;
    const std::optional<std::size_t> chosen = chosenIndex();
    return chosen ? describe(study_->points[*chosen])
                  : tr("%1×%2 cells, which the map does not have").arg(chosen_.rows).arg(chosen_.columns);
}

int ShapeMap::cellRows() const
{
    return study_ ? static_cast<int>(ShapeStudy::dataflows.size() * study_->grid.rows.size()) : 0;
}

int ShapeMap::cellColumns() const
{
    return study_ ? static_cast<int>(study_->grid.columns.size()) : 0;
}

AccessibleCell ShapeMap::cellAt(int row, int column) const
{
    const auto index = static_cast<std::size_t>(row * cellColumns() + column);
    const std::size_t rows = study_->grid.rows.size();
    const auto line = static_cast<std::size_t>(row);
    return {describe(study_->points[index]),
            placeOf(line / rows, line % rows, static_cast<std::size_t>(column)).toAlignedRect(),
            chosenIndex() == index};
}

void ShapeMap::chooseCell(int row, int column)
{
    choose(static_cast<std::size_t>(row * cellColumns() + column));
}

QString ShapeMap::keyTopic() const
{
    return tr("Array shapes");
}

QList<KeyHelp> ShapeMap::keyHelp() const
{
    return {{{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}, tr("Take the shape beside, above, below")}};
}

} // namespace termscope
