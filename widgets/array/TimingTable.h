// Cycles of every layer on two arrays, as a table to sort, copy and save.
#pragma once

#include "hwmodel/timing/LayerTiming.h"
#include "widgets/plots/ExportableView.h"

#include <vector>

class QTableView;

namespace termscope {

class TimingTable : public ExportableView {
    Q_OBJECT

public:
    explicit TimingTable(QWidget* parent = nullptr);

    struct Row {
        LayerTiming rival;
        LayerTiming revealed;
    };
    /// One row a layer, and a total of all; `current` is marked, −1 for none.
    void setRows(const QString& rivalName, const QString& revealedName, std::vector<Row> rows, int current);
    void clear(const QString& sentence);

    QTableView* table() const { return table_; }

    /// All columns, unsorted.
    QString csv() const override;

signals:
    /// A double click or Return on a layer's row: its number in setRows.
    void layerChosen(int row);

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Model;
    void copySelection() const;

    Model* model_;
    QTableView* table_;
};

} // namespace termscope
