// A dot product value by value: the kept terms of weight and data, how many pairs they make, and their product.
#pragma once

#include "core/study/GroupView.h"

#include <QAbstractTableModel>

namespace termscope {

class ProductsTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { IndexColumn, WeightColumn, DataColumn, PairsColumn, ProductColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setView(const GroupView& view);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        RevealedValue weight;
        RevealedValue data;
        int pairs = 0;
    };

    std::vector<Row> rows_;
    std::int64_t firstIndex_ = 0;
};

} // namespace termscope
