#include "widgets/terms/PairsTableModel.h"

#include "widgets/terms/TermText.h"

namespace termscope {

void PairsTableModel::setPairs(std::vector<TermPair> pairs, std::int64_t firstIndex)
{
    beginResetModel();
    pairs_ = std::move(pairs);
    firstIndex_ = firstIndex;
    endResetModel();
}

int PairsTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(pairs_.size());
}

int PairsTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PairsTableModel::data(const QModelIndex& index, int role) const
{
    const TermPair& pair = pairs_[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (index.column() == PairColumn ? Qt::AlignHCenter : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case ValueColumn: return static_cast<qint64>(firstIndex_ + pair.index);
    case WeightColumn: return termText(pair.weight);
    case DataColumn: return termText(pair.data);
    case PairColumn: return termText({pair.exponent(), pair.sign()});
    case ContributionColumn: return differenceText(pair.sign() * (std::int64_t{1} << pair.exponent()));
    default: return {};
    }
}

QVariant PairsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case ValueColumn: return tr("Value");
    case WeightColumn: return tr("Weight term");
    case DataColumn: return tr("Data term");
    case PairColumn: return tr("Pair");
    case ContributionColumn: return tr("Adds");
    default: return {};
    }
}

} // namespace termscope
