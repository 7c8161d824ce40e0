#include "app/pages/UnitCostEditor.h"

#include "app/session/FileDialogs.h"
#include "widgets/controls/TableRows.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

namespace termscope {
namespace {

enum Column { NameColumn, ValueColumn, UnitColumn, ColumnCount };
constexpr double largestCost = 1e12;

QString shownUnit(const char* unit)
{
    return qstrcmp(unit, "um2") == 0 ? QStringLiteral("µm²") : QString::fromUtf8(unit);
}

} // namespace

UnitCostEditor::UnitCostEditor(QWidget* parent) : QWidget(parent), table_(new QTableWidget)
{
    const auto rows = unitCostRows();
    table_->setRowCount(static_cast<int>(rows.size()));
    table_->setColumnCount(ColumnCount);
    table_->setHorizontalHeaderLabels({tr("Unit cost"), tr("Value"), tr("Unit")});
    table_->setAccessibleName(tr("Unit costs of the energy model"));
    table_->setObjectName(QStringLiteral("unitCosts"));
    table_->setToolTip(tr("F2 edits the value"));
    table_->verticalHeader()->setVisible(false);
    fitRows(*table_, 6);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(true);
    table_->setTabKeyNavigation(false);
    for (int row = 0; row < table_->rowCount(); ++row) {
        const UnitCostRow& known = rows[static_cast<std::size_t>(row)];
        for (int column = 0; column < ColumnCount; ++column) {
            auto* item = new QTableWidgetItem;
            item->setFlags(column == ValueColumn ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable
                                                 : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            if (column == ValueColumn)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table_->setItem(row, column, item);
        }
        table_->item(row, NameColumn)->setText(translated(known.title));
        table_->item(row, UnitColumn)->setText(shownUnit(known.unit));
    }
    connect(table_, &QTableWidget::cellChanged, this, &UnitCostEditor::takeEdit);

    auto* buttons = new QHBoxLayout;
    const auto add = [&](const QString& text, const QString& help, auto action) {
        auto* button = new QPushButton(text);
        button->setToolTip(help);
        connect(button, &QPushButton::clicked, this, action);
        buttons->addWidget(button);
    };
    add(tr("Open…"), tr("Unit costs from a JSON file"), [this] { askForFile(false); });
    add(tr("Save…"), tr("These unit costs as a JSON file; the command line's --costs takes it"),
        [this] { askForFile(true); });
    add(tr("Reset"), tr("The unit costs that TermScope brings along"), [this] { emit resetRequested(); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table_, 1);
    layout->addLayout(buttons);
}

void UnitCostEditor::setCosts(const UnitCosts& costs)
{
    costs_ = costs;
    const QSignalBlocker quiet(table_);
    int row = 0;
    for (const UnitCostRow& known : unitCostRows()) {
        const UnitCost& cost = costs_.*(known.member);
        table_->item(row, ValueColumn)->setText(numberText(cost.value, 'g', 6));
        for (int column = 0; column < ColumnCount; ++column)
            table_->item(row, column)->setToolTip(QString::fromStdString(cost.source));
        ++row;
    }
}

/// A number that is none, or out of range, is put back.
void UnitCostEditor::takeEdit(int row, int column)
{
    if (column != ValueColumn)
        return;
    const UnitCostRow& known = unitCostRows()[static_cast<std::size_t>(row)];
    const std::optional<double> value = numberFromText(table_->item(row, ValueColumn)->text());
    UnitCosts edited = costs_;
    const bool taken = value && *value >= 0.0 && *value <= largestCost;
    if (taken && *value != (edited.*(known.member)).value)
        edited.*(known.member) = {*value, tr("Edited by the user").toStdString()};
    const bool changed = edited != costs_;
    setCosts(edited);
    if (!taken)
        emit failed(
            tr("%1: expected a number from 0 to 10^12; the value stays as it was.").arg(translated(known.title)));
    if (changed)
        emit costsEdited(costs_);
}

Result<void> UnitCostEditor::openFile(const QString& path)
{
    const Result<UnitCosts> read = readUnitCosts(QFile::encodeName(path).toStdString());
    if (!read)
        return tl::unexpected(read.error());
    setCosts(*read);
    emit costsEdited(costs_);
    return {};
}

Result<void> UnitCostEditor::saveFile(const QString& path) const
{
    return writeUnitCosts(QFile::encodeName(path).toStdString(), costs_);
}

void UnitCostEditor::askForFile(bool save)
{
    const QString filter = tr("Unit costs (*.json)");
    const auto receive = [this, save](const QString& path) {
        if (const Result<void> done = save ? saveFile(path) : openFile(path); !done)
            emit failed(QString::fromStdString(done.error().message));
    };
    if (save)
        chooseFileToSave(*this, tr("Save unit costs"), QStringLiteral("unit_costs.json"), filter, receive);
    else
        chooseFile(*this, tr("Open unit costs"), filter, receive);
}

} // namespace termscope
