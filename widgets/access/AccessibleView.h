// An AccessibleSource as QAccessible wants it: a widget with role, value and description; a slider where it has a
// number; a table or a list where it has cells.
#pragma once

#include "widgets/access/AccessibleSource.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace termscope {

class AccessibleView : public QAccessibleWidget, public QAccessibleValueInterface, public QAccessibleTableInterface {
public:
    /// `source` is the AccessibleSource, `widget` what it describes or what has its cells.
    AccessibleView(QWidget& widget, QWidget& source);

    bool hasCells() const { return source().cellsWidget() == widget(); }

    void* interface_cast(QAccessible::InterfaceType type) override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    QString text(QAccessible::Text what) const override;

    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* childAt(int x, int y) const override;

    QVariant currentValue() const override;
    void setCurrentValue(const QVariant& value) override;
    QVariant maximumValue() const override;
    QVariant minimumValue() const override;
    QVariant minimumStepSize() const override;

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override;
    int selectedCellCount() const override;
    QList<QAccessibleInterface*> selectedCells() const override;
    QString columnDescription(int) const override { return {}; }
    QString rowDescription(int row) const override { return source().cellRowName(row); }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return 0; }
    int columnCount() const override { return source().cellColumns(); }
    int rowCount() const override { return source().cellRows(); }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int) const override { return false; }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override {}

protected:
    ~AccessibleView() override;

private:
    bool isList() const { return source().cellColumns() == 1; }

    bool isMain() const { return source().accessibleWidget() == widget(); }
    AccessibleSource& source() const;

    QPointer<QWidget> sourceWidget_;
    mutable QHash<int, QAccessible::Id> cells_; ///< by index, those that were asked for
};

} // namespace termscope
