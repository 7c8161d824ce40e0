// The table of unit costs, to edit, open and save; each with its source.
#pragma once

#include "hwmodel/energy/UnitCosts.h"

#include <QWidget>

class QTableWidget;

namespace termscope {

class UnitCostEditor : public QWidget {
    Q_OBJECT

public:
    explicit UnitCostEditor(QWidget* parent = nullptr);

    /// Does not emit.
    void setCosts(const UnitCosts& costs);
    const UnitCosts& costs() const { return costs_; }

    /// Reads a table, or writes the present one. What is wrong is said in the error; nothing is changed then.
    Result<void> openFile(const QString& path);
    Result<void> saveFile(const QString& path) const;

signals:
    void costsEdited(const termscope::UnitCosts& costs);
    /// The table is wanted as it was.
    void resetRequested();
    void failed(const QString& sentence);

private:
    void takeEdit(int row, int column);
    void askForFile(bool save);

    UnitCosts costs_;
    QTableWidget* table_;
};

} // namespace termscope
