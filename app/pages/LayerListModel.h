// The layers of the open network as a table: name, kind, shape, parameters, multiply-accumulates, what quantization and
// revealing make of them, statistics, distribution.
#pragma once

#include "app/worker/Results.h"
#include "core/settings/NetworkPlan.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
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
        Sqnr,
        TermsKept,
        MeanTerms,
        Sparsity,
        Clipped,
        Minimum,
        Maximum,
        Deviation,
        Distribution,
        ColumnCount
    };

    /// What rows are ordered by, and a layer's histogram as const void*.
    static constexpr int sortRole = Qt::UserRole;
    static constexpr int histogramRole = Qt::UserRole + 1;

    using QAbstractTableModel::QAbstractTableModel;

    void setNetwork(NetworkPtr network);
    /// What the column of settings shows.
    void setSettings(const Settings& settings);
    /// One per layer, or null while they are being made.
    void setSummaries(LayerSummariesPtr summaries);

    /// What the layers come to at settings; of older ones than setSettings' they are not shown. Null: not known.
    void setFigures(FiguresOfLayersPtr figures);

    /// The layer's distribution, or nullptr while it is not known.
    const Histogram* histogram(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void makePlan();
    const LayerSummary* summary(int row) const;
    const LayerFigures* figures(int row) const;
    std::optional<double> number(int row, int column) const;
    QString text(int row, int column) const;

    NetworkPtr network_;
    Settings settings_;
    NetworkPlan plan_; ///< of the network at the settings
    LayerSummariesPtr summaries_;
    FiguresOfLayersPtr figures_;
};

/// The rows of a LayerListModel that a user wants to see, in the order that they want.
class LayerOrder : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit LayerOrder(QObject* parent = nullptr);

    /// Layers whose name contains `name`, however it is written, and whose kind is called `kind`; empty for all.
    void show(const QString& name, const QString& kind);
    /// A row of the model as one of these, −1 where it is not shown; and the reverse.
    int rowOf(int layer) const;
    int layerAt(int row) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QString name_;
    QString kind_;
};

/// Paints the Distribution column of a LayerListModel.
class DistributionDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace termscope
