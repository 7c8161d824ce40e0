#include "widgets/controls/TableRows.h"

#include "widgets/theme/Theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include <functional>

namespace termscope {
namespace {

/// Calls `fit` now and whenever the table's font changes.
class FontFollower : public QObject {
public:
    FontFollower(QTableView& table, std::function<void()> fit) : QObject(&table), table_(table), fit_(std::move(fit))
    {
        table.installEventFilter(this);
        fit_();
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == &table_ && event->type() == QEvent::FontChange)
            fit_();
        return false;
    }

private:
    QTableView& table_;
    std::function<void()> fit_;
};

} // namespace

void fitRows(QTableView& table, int padding, int leastRows)
{
    new FontFollower(table, [&table, padding, leastRows] {
        const int row = table.fontMetrics().height() + scaled(padding);
        table.verticalHeader()->setMinimumSectionSize(row);
        table.verticalHeader()->setDefaultSectionSize(row);
        if (leastRows > 0)
            table.setMinimumHeight(leastRows * row);
    });
}

void fitColumns(QTableView& table, int leastCharacters)
{
    new FontFollower(table, [&table, leastCharacters] {
        QHeaderView& header = *table.horizontalHeader();
        header.setMinimumSectionSize(table.fontMetrics().averageCharWidth() * leastCharacters);
        // The new minimum alone does not reach sections that stretch.
        for (int section = 0; section < header.count(); ++section)
            if (header.sectionSize(section) < header.minimumSectionSize())
                header.resizeSection(section, header.minimumSectionSize());
    });
}

} // namespace termscope
