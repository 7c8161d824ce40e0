#include "app/files/TrialList.h"

#include "widgets/language/Numbers.h"

#include <QHeaderView>

namespace termscope {

TrialList::TrialList(QWidget* parent) : QTableWidget(0, 2, parent)
{
    setObjectName(QStringLiteral("trials"));
    setAccessibleName(tr("Presets of preprocessing with the float accuracy that each gives"));
    setHorizontalHeaderLabels({tr("Preprocessing"), tr("Float accuracy")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const auto choose = [this](int row) { emit chosen(item(row, 0)->text()); };
    connect(this, &QTableWidget::cellClicked, this, choose);
    connect(this, &QTableWidget::cellActivated, this, choose);
}

void TrialList::setTrials(const std::vector<PreprocessingTrial>& trials)
{
    setRowCount(static_cast<int>(trials.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const PreprocessingTrial& trial = trials[static_cast<std::size_t>(row)];
        auto* way = new QTableWidgetItem(QString::fromStdString(toText(trial.preprocessing)));
        auto* figure = new QTableWidgetItem(
            trial.failure.empty() ? tr("%1 % of %2").arg(numberText(trial.top1, 'f', 1), countText(trial.evaluated))
                                  : tr("does not fit"));
        figure->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const QString help = trial.failure.empty() ? tr("Take it") : QString::fromStdString(trial.failure);
        for (QTableWidgetItem* cell : {way, figure})
            cell->setToolTip(help);
        setItem(row, 0, way);
        setItem(row, 1, figure);
    }
    updateGeometry();
}

QSize TrialList::sizeHint() const
{
    int height = horizontalHeader()->sizeHint().height() + 2 * frameWidth();
    for (int row = 0; row < std::min(rowCount(), 7); ++row)
        height += rowHeight(row);
    return {QTableWidget::sizeHint().width(), height};
}

} // namespace termscope
