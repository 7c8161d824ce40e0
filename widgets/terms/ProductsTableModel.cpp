#include "widgets/terms/ProductsTableModel.h"

#include "widgets/terms/TermText.h"

#include <algorithm>

namespace termscope {
namespace {

/// "23 = +2^5 −2^3 −2^0"
QString keptText(const RevealedValue& value)
{
    std::vector<Term> kept;
    for (std::size_t i = 0; i < value.terms.size(); ++i)
        if (value.kept[i])
            kept.push_back(value.terms[i]);
    if (kept.empty())
        return QStringLiteral("0");
    return QStringLiteral("%1 = %2").arg(integerText(value.revealed), termsText(kept));
}

} // namespace

void ProductsTableModel::setView(const GroupView& view)
{
    beginResetModel();
    rows_.clear();
    firstIndex_ = view.first;
    const std::size_t count = std::min(view.weights.values.size(), view.data.values.size());
    for (std::size_t i = 0; i < count; ++i)
        rows_.push_back({view.weights.values[i], view.data.values[i], 0});
    for (const TermPair& pair : view.pairs)
        if (pair.index >= 0 && static_cast<std::size_t>(pair.index) < rows_.size())
            ++rows_[static_cast<std::size_t>(pair.index)].pairs;
    endResetModel();
}

int ProductsTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ProductsTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProductsTableModel::data(const QModelIndex& index, int role) const
{
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole) {
        const bool text = index.column() == WeightColumn || index.column() == DataColumn;
        return QVariant(Qt::AlignVCenter | (text ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case IndexColumn: return static_cast<qint64>(firstIndex_ + index.row());
    case WeightColumn: return keptText(row.weight);
    case DataColumn: return keptText(row.data);
    case PairsColumn: return row.pairs;
    case ProductColumn: return integerText(row.weight.revealed * row.data.revealed);
    default: return {};
    }
}

QVariant ProductsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return {};
    switch (section) {
    case IndexColumn: return tr("Value");
    case WeightColumn: return tr("Weight w");
    case DataColumn: return tr("Data x");
    case PairsColumn: return tr("Pairs");
    case ProductColumn: return tr("w · x");
    default: return {};
    }
}

} // namespace termscope
