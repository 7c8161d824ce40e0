// The layers of the open network as a table: name, kind, shape, parameters, multiply-accumulates, statistics,
// distribution.
#pragma once

#include "app/worker/Results.h"
#include "core/settings/NetworkPlan.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace termscope {

class LayerListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Name,
        Kind,
        LayerShape,
        StoredAs,
        RunsAs,
        Parameters,
        Macs,
        Minimum,
        Maximum,
        Deviation,
        Distribution,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setNetwork(NetworkPtr network);
    /// What the column of settings shows.
    void setSettings(const Settings& settings);
    /// One per layer, or null while they are being made.
    void setSummaries(LayerSummariesPtr summaries);

    /// The layer's distribution, or nullptr while it is not known.
    const Histogram* histogram(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void makePlan();
    const LayerSummary* summary(int row) const;
    QString text(int row, int column) const;

    NetworkPtr network_;
    Settings settings_;
    NetworkPlan plan_; ///< of the network at the settings
    LayerSummariesPtr summaries_;
};

/// Paints the Distribution column of a LayerListModel.
class DistributionDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace termscope
