// The term pairs of a dot product as a table, one row per pair: value, weight term, data term, exponent, contribution.
#pragma once

#include "core/study/GroupView.h"

#include <QAbstractTableModel>

namespace termscope {

class PairsTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { ValueColumn, WeightColumn, DataColumn, PairColumn, ContributionColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `firstIndex`: number of the group's first value.
    void setPairs(std::vector<TermPair> pairs, std::int64_t firstIndex);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<TermPair> pairs_;
    std::int64_t firstIndex_ = 0;
};

} // namespace termscope
