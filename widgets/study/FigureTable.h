// A table of figures to sort, copy and save: a row a thing, a column a figure.
#pragma once

#include "widgets/export/ExportableView.h"

#include <optional>
#include <vector>

namespace termscope {

class LitTable;

struct FigureColumn {
    QString title; ///< with its unit
    QString help;
    bool isText = false; ///< at the left; numbers are at the right

    friend bool operator==(const FigureColumn&, const FigureColumn&) = default;
};

struct FigureCell {
    QString text;
    std::optional<double> number; ///< what the column is sorted by; none is last

    friend bool operator==(const FigureCell&, const FigureCell&) = default;
};

using FigureRow = std::vector<FigureCell>;

class FigureTable : public ExportableView {
    Q_OBJECT

public:
    explicit FigureTable(const QString& title, QWidget* parent = nullptr);
    ~FigureTable() override;

    /// Every row has a cell for each column. The order that the user chose stays.
    void setRows(std::vector<FigureColumn> columns, std::vector<FigureRow> rows);
    /// A bold row, by its number in setRows; −1 for none.
    void setCurrent(int row);
    /// A row that is lit; −1 for none.
    void setLit(int row);
    void sortBy(int column, Qt::SortOrder order);
    /// What csv() gives: numbers as files have them.
    void setCsv(const QString& csv) { csv_ = csv; }

    LitTable* table() const { return table_; }
    QString csv() const override { return csv_; }

    QSize minimumSizeHint() const override;

signals:
    /// A click or Return on a row: its number in setRows.
    void rowChosen(int row);
    /// −1 when the mouse or the focus leaves.
    void rowHovered(int row);

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Model;
    class Order;
    void copySelection() const;
    int rowAt(int shown) const;
    void lightRow();

    Model* model_;
    Order* order_;
    LitTable* table_;
    QString csv_;
    int lit_ = -1;
};

} // namespace termscope
