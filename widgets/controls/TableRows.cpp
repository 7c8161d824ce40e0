#include "widgets/controls/TableRows.h"

#include "widgets/theme/Theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

namespace termscope {
namespace {

class RowFitter : public QObject {
public:
    RowFitter(QTableView& table, int padding, int leastRows)
        : QObject(&table), table_(table), padding_(padding), leastRows_(leastRows)
    {
        table.installEventFilter(this);
        fit();
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == &table_ && event->type() == QEvent::FontChange)
            fit();
        return false;
    }

private:
    void fit()
    {
        const int row = table_.fontMetrics().height() + scaled(padding_);
        table_.verticalHeader()->setMinimumSectionSize(row);
        table_.verticalHeader()->setDefaultSectionSize(row);
        if (leastRows_ > 0)
            table_.setMinimumHeight(leastRows_ * row);
    }

    QTableView& table_;
    int padding_;
    int leastRows_;
};

} // namespace

void fitRows(QTableView& table, int padding, int leastRows)
{
    new RowFitter(table, padding, leastRows);
}

} // namespace termscope
