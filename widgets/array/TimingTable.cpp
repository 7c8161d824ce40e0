#include "widgets/array/TimingTable.h"

#include "widgets/controls/LitTable.h"
#include "widgets/controls/TableRows.h"
#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <set>

namespace termscope {
namespace {

constexpr int sortRole = Qt::UserRole;

struct Column {
    const char* title; ///< %1 is the lane's name
    const char* key;   ///< in CSV
    double (*value)(const TimingTable::Row&);
    int lane; ///< 0 the rival, 1 TR, −1 neither
    int decimals;
};

double ratio(double a, double b)
{
    return b > 0.0 ? a / b : 0.0;
}

constexpr Column columns[] = {
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "M"), "m",
     [](const TimingTable::Row& row) { return static_cast<double>(row.revealed.gemm.m); }, -1, 0},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "K"), "k",
     [](const TimingTable::Row& row) { return static_cast<double>(row.revealed.gemm.k); }, -1, 0},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "N"), "n",
     [](const TimingTable::Row& row) { return static_cast<double>(row.revealed.gemm.n); }, -1, 0},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "Folds"), "folds",
     [](const TimingTable::Row& row) { return static_cast<double>(row.revealed.array.folds); }, 1, 0},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "%1: cycles"), "rival_cycles",
     [](const TimingTable::Row& row) { return static_cast<double>(row.rival.cycles); }, 0, 0},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "%1: cycles"), "tr_cycles",
     [](const TimingTable::Row& row) { return static_cast<double>(row.revealed.cycles); }, 1, 0},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "Ratio"), "ratio",
     [](const TimingTable::Row& row) {
         return ratio(static_cast<double>(row.rival.cycles), static_cast<double>(row.revealed.cycles));
     },
     -1, 2},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "Mapping %"), "mapping_percent",
     [](const TimingTable::Row& row) { return 100.0 * row.revealed.array.mappingEfficiency; }, 1, 1},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "%1: used %"), "rival_utilisation_percent",
     [](const TimingTable::Row& row) { return 100.0 * row.rival.utilisation; }, 0, 1},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "%1: used %"), "tr_utilisation_percent",
     [](const TimingTable::Row& row) { return 100.0 * row.revealed.utilisation; }, 1, 1},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "SRAM reads"), "sram_reads",
     [](const TimingTable::Row& row) {
         return static_cast<double>(row.revealed.array.sram.inputReads + row.revealed.array.sram.weightReads);
     },
     1, 0},
    {QT_TRANSLATE_NOOP("termscope::TimingTable", "SRAM writes"), "sram_writes",
     [](const TimingTable::Row& row) { return static_cast<double>(row.revealed.array.sram.outputWrites); }, 1, 0},
};
constexpr int columnTotal = 1 + static_cast<int>(std::size(columns));

void add(LayerTiming& sum, const LayerTiming& part)
{
    // Utilisation is a share of cycles, the mapping one of folds.
    const auto cycles = static_cast<double>(sum.cycles + part.cycles);
    const auto folds = static_cast<double>(sum.array.folds + part.array.folds);
    sum.utilisation = ratio(sum.utilisation * static_cast<double>(sum.cycles)
                                + part.utilisation * static_cast<double>(part.cycles),
                            cycles);
    sum.array.mappingEfficiency = ratio(sum.array.mappingEfficiency * static_cast<double>(sum.array.folds)
                                            + part.array.mappingEfficiency * static_cast<double>(part.array.folds),
                                        folds);
    sum.cycles += part.cycles;
    sum.array.folds += part.array.folds;
    sum.array.sram.inputReads += part.array.sram.inputReads;
    sum.array.sram.weightReads += part.array.sram.weightReads;
    sum.array.sram.outputWrites += part.array.sram.outputWrites;
}

} // namespace

class TimingTable::Model : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void set(const QString& rival, const QString& revealed, std::vector<Row> rows, int current)
    {
        const bool sameShape = rows.size() == rows_.size() && names_[0] == rival && names_[1] == revealed;
        if (!sameShape)
            beginResetModel();
        names_[0] = rival;
        names_[1] = revealed;
        rows_ = std::move(rows);
        current_ = current;
        total_ = {};
        for (const Row& row : rows_) {
            add(total_.rival, row.rival);
            add(total_.revealed, row.revealed);
        }
        if (!sameShape)
            endResetModel();
        else if (!rows_.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnTotal - 1));
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() || rows_.empty() ? 0 : static_cast<int>(rows_.size()) + 1;
    }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : columnTotal; }
    bool isTotal(int row) const { return row == static_cast<int>(rows_.size()); }
    const Row& row(int row) const { return isTotal(row) ? total_ : rows_[static_cast<std::size_t>(row)]; }

    QString name(int row) const
    {
        return isTotal(row) ? TimingTable::tr("Total") : QString::fromStdString(this->row(row).revealed.name);
    }

    QString shown(int row, int column) const
    {
        if (column == 0)
            return name(row);
        const Column& which = columns[column - 1];
        if (isTotal(row) && column <= 3) // M, K and N have no sum
            return {};
        return numberText(which.value(this->row(row)), 'f', which.decimals);
    }

    QVariant data(const QModelIndex& index, int role) const override
    {
        const int row = index.row();
        switch (role) {
        case Qt::DisplayRole: return shown(row, index.column());
        case sortRole:
            if (index.column() == 0)
                return name(row);
            return columns[index.column() - 1].value(this->row(row));
        case Qt::TextAlignmentRole:
            return QVariant(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight));
        case Qt::FontRole: {
            QFont font = QApplication::font();
            font.setBold(isTotal(row) || row == current_);
            return font;
        }
        default: return {};
        }
    }

    /// On two lines, so that columns are as narrow as their numbers.
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal)
            return {};
        if (role == Qt::ToolTipRole)
            return titleOf(section);
        if (role != Qt::DisplayRole)
            return {};
        QString title = titleOf(section);
        const qsizetype colon = title.indexOf(QLatin1String(": "));
        const qsizetype space = colon >= 0 ? colon + 1 : title.indexOf(QLatin1Char(' '));
        return space > 0 ? title.replace(space, 1, QLatin1Char('\n')) : title;
    }

    QString titleOf(int section) const
    {
        if (section == 0)
            return TimingTable::tr("Layer");
        const Column& column = columns[section - 1];
        const QString title = TimingTable::tr(column.title);
        return title.contains(QLatin1String("%1")) ? title.arg(names_[column.lane]) : title;
    }

    QString csv() const
    {
        QStringList header{QStringLiteral("layer")};
        for (const Column& column : columns)
            header << QLatin1String(column.key);
        QString text = csvLine(header);
        for (int row = 0; row < rowCount(); ++row) {
            QStringList cells{isTotal(row) ? QStringLiteral("total") : name(row)};
            for (int column = 1; column < columnTotal; ++column)
                cells << (isTotal(row) && column <= 3 ? QString()
                                                      : csvNumber(columns[column - 1].value(this->row(row))));
            text += csvLine(cells);
        }
        return text;
    }

private:
    QString names_[2];
    std::vector<Row> rows_;
    Row total_;
    int current_ = -1;
};

namespace {

/// Sorts layers; the total stays last.
class LayersThenTotal : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override
    {
        const int last = sourceModel()->rowCount() - 1;
        if (left.row() == last || right.row() == last)
            return (left.row() == last) == (sortOrder() == Qt::DescendingOrder);
        return QSortFilterProxyModel::lessThan(left, right);
    }
};

} // namespace

TimingTable::TimingTable(QWidget* parent)
    : ExportableView(tr("Cycles of every layer"), parent), model_(new Model(this)), table_(new LitTable)
{
    auto* sorted = new LayersThenTotal(this);
    sorted->setSortRole(sortRole);
    sorted->setSourceModel(model_);
    table_->setModel(sorted);
    table_->setAccessibleName(title());
    table_->setToolTip(tr("Return races the layer, Ctrl+C copies the selected rows"));
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setAlternatingRowColors(true);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->setVisible(false);
    fitRows(*table_, 6);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setHighlightSections(false);
    auto* copy = new QAction(tr("Copy selected rows"), table_);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    table_->addAction(copy);
    connect(copy, &QAction::triggered, this, &TimingTable::copySelection);
    connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const int row = rowAt(index.row()); row >= 0)
            emit layerChosen(row);
    });
    connect(table_, &LitTable::rowHovered, this, [this](int shown) { emit layerHovered(rowAt(shown)); });
    connect(sorted, &QAbstractItemModel::layoutChanged, this, &TimingTable::lightRow);
    QMenu* order = menu()->addMenu(tr("So&rt by"));
    connect(order, &QMenu::aboutToShow, this, [this, order] {
        order->clear();
        for (int column = 0; column < columnTotal; ++column)
            order->addAction(model_->titleOf(column), this, [this, column] {
                const QHeaderView& header = *table_->horizontalHeader();
                const bool again = header.sortIndicatorSection() == column
                                   && header.sortIndicatorOrder() == Qt::AscendingOrder;
                table_->sortByColumn(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
            });
    });
    setBody(table_);
    setFocusPolicy(Qt::NoFocus);
}

/// It ends before the rows it asks for: a window loses the focus while it ends.
TimingTable::~TimingTable()
{
    delete table_;
}

/// A row of the table, which may be sorted, as a layer; −1 for the total and for none.
int TimingTable::rowAt(int shown) const
{
    const auto* sorted = static_cast<const QSortFilterProxyModel*>(table_->model());
    const int row = shown < 0 ? -1 : sorted->mapToSource(sorted->index(shown, 0)).row();
    return row >= 0 && model_->isTotal(row) ? -1 : row;
}

void TimingTable::setLit(int row)
{
    lit_ = row;
    lightRow();
}

void TimingTable::lightRow()
{
    const auto* sorted = static_cast<const QSortFilterProxyModel*>(table_->model());
    const QModelIndex shown = lit_ < 0 ? QModelIndex() : sorted->mapFromSource(model_->index(lit_, 0));
    table_->setLitRows(shown.isValid() ? std::vector{shown.row()} : std::vector<int>());
}

void TimingTable::setRows(const QString& rivalName, const QString& revealedName, std::vector<Row> rows, int current)
{
    model_->set(rivalName, revealedName, std::move(rows), current);
}

void TimingTable::clear(const QString& sentence)
{
    model_->set({}, {}, {}, -1);
    setCaption(sentence);
}

/// The selected rows with the header, tabs between columns, as spreadsheets take it.
void TimingTable::copySelection() const
{
    QStringList header;
    for (int column = 0; column < columnTotal; ++column)
        header << model_->titleOf(column);
    QString text = header.join(QLatin1Char('\t')) + QLatin1Char('\n');
    std::set<int> rows;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        rows.insert(index.row());
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < columnTotal; ++column)
            cells << table_->model()->index(row, column).data().toString();
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(text);
}

QString TimingTable::csv() const
{
    return model_->csv();
}

void TimingTable::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    painter.setFont(font());
    const QFontMetrics metrics(font());
    const int line = metrics.height() + 4;
    int left = body.left();
    for (int column = 0; column < columnTotal && left < body.right(); ++column) {
        const QString title = model_->titleOf(column);
        int width = metrics.horizontalAdvance(title);
        for (int row = 0; row < model_->rowCount(); ++row)
            width = std::max(width, metrics.horizontalAdvance(model_->shown(row, column)));
        const int align = Qt::AlignVCenter | (column == 0 ? Qt::AlignLeft : Qt::AlignRight);
        painter.setPen(theme.mutedInk);
        painter.drawText(QRect(left, body.top(), width, line), align, title);
        painter.setPen(theme.ink);
        for (int row = 0; row < model_->rowCount(); ++row) {
            const QRect place(left, body.top() + (row + 1) * line, width, line);
            if (place.bottom() <= body.bottom())
                painter.drawText(place, align, model_->shown(row, column));
        }
        left += width + 14;
    }
}

void TimingTable::retint()
{
    table_->viewport()->update();
}

} // namespace termscope
