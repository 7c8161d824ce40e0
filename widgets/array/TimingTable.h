// Cycles of every layer on two arrays, as a table to sort, copy and save.
#pragma once

#include "hwmodel/timing/LayerTiming.h"
#include "widgets/export/ExportableView.h"

#include <vector>

namespace termscope {

class LitTable;

class TimingTable : public ExportableView {
    Q_OBJECT

public:
    explicit TimingTable(QWidget* parent = nullptr);
    ~TimingTable() override;

    struct Row {
        LayerTiming rival;
        LayerTiming revealed;
    };
    /// One row a layer, and a total of all; `current` is marked, −1 for none.
    void setRows(const QString& rivalName, const QString& revealedName, std::vector<Row> rows, int current);
    void clear(const QString& sentence);

    LitTable* table() const { return table_; }

    /// Lights a layer's row, by its number in setRows; −1 for none.
    void setLit(int row);
    int lit() const { return lit_; }

    /// All columns, unsorted.
    QString csv() const override;

signals:
    /// A double click or Return on a layer's row: its number in setRows.
    void layerChosen(int row);
    /// Its number in setRows; −1 for none.
    void layerHovered(int row);

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Model;
    void copySelection() const;
    int rowAt(int shown) const;
    void lightRow();

    Model* model_;
    LitTable* table_;
    int lit_ = -1;
};

} // namespace termscope
