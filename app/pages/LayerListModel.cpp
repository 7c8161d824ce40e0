#include "app/pages/LayerListModel.h"

#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"
#include "widgets/plots/Sparkline.h"

#include <QApplication>

#include <array>

namespace termscope {
namespace {

struct ColumnInfo {
    const char* title;
    const char* help;
};

constexpr std::array<ColumnInfo, LayerListModel::ColumnCount> columns{{
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Layer"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Name of the layer's weight in the file")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Kind"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Linear layer or convolution")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Shape"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Outputs × inputs, × kernel for convolutions")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Stored as"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "What the file holds the weights as")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Runs as"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel",
                       "Revealed (TR), quantized only (QT) or float, and what the layer has of its own")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Parameters"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Weights and biases")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "MACs"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Multiply-accumulates per sample")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Minimum"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Smallest weight")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Maximum"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Largest weight")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Std. dev."),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Standard deviation of the weights")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Distribution"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Histogram of the weights, with a mark at zero")},
}};

} // namespace

void LayerListModel::setNetwork(NetworkPtr network)
{
    beginResetModel();
    network_ = std::move(network);
    makePlan();
    summaries_.reset();
    endResetModel();
}

void LayerListModel::setSummaries(LayerSummariesPtr summaries)
{
    summaries_ = std::move(summaries);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void LayerListModel::setSettings(const Settings& settings)
{
    settings_ = settings;
    makePlan();
    if (rowCount() > 0)
        emit dataChanged(index(0, RunsAs), index(rowCount() - 1, RunsAs));
}

void LayerListModel::makePlan()
{
    plan_ = network_ ? NetworkPlan(*network_, Method::Revealed, settings_) : NetworkPlan();
}

const LayerSummary* LayerListModel::summary(int row) const
{
    return summaries_ && row < static_cast<int>(summaries_->size()) ? &(*summaries_)[static_cast<std::size_t>(row)]
                                                                    : nullptr;
}

const Histogram* LayerListModel::histogram(int row) const
{
    const LayerSummary* known = summary(row);
    return known ? &known->histogram : nullptr;
}

int LayerListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !network_ ? 0 : static_cast<int>(network_->layers.size());
}

int LayerListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LayerListModel::text(int row, int column) const
{
    const WeightLayer& layer = network_->layers[static_cast<std::size_t>(row)];
    const auto number = [&](double value) { return summary(row) ? numberText(value, 'g', 4) : tr("…"); };
    switch (column) {
    case Name: return QString::fromStdString(layer.name);
    case Kind: return translated(nameOf(layer.kind));
    case LayerShape: return QString::fromStdString(toText(layer.weight.shape));
    case StoredAs: return translated(storedAs(layer));
    case RunsAs: return QString::fromStdString(describe(plan_[row]));
    case Parameters: return countText(layer.parameters());
    case Macs: return layer.macs ? countText(*layer.macs) : tr("unknown");
    case Minimum: return number(summary(row) ? summary(row)->statistics.minimum : 0.0);
    case Maximum: return number(summary(row) ? summary(row)->statistics.maximum : 0.0);
    case Deviation: return number(summary(row) ? summary(row)->statistics.deviation : 0.0);
    default: return {};
    }
}

QVariant LayerListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !network_)
        return {};
    if (role == Qt::DisplayRole)
        return text(index.row(), index.column());
    if (role == Qt::FontRole && index.column() == RunsAs) {
        QFont font = QApplication::font();
        font.setBold(settings_.layers.contains(network_->layers[static_cast<std::size_t>(index.row())].name));
        return font;
    }
    if (role == Qt::TextAlignmentRole && index.column() >= Parameters && index.column() <= Deviation)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && index.column() == Distribution)
        return tr("Weights from %1 to %2").arg(text(index.row(), Minimum), text(index.row(), Maximum));
    return {};
}

QVariant LayerListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnInfo& column = columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return tr(column.title);
    if (role == Qt::ToolTipRole)
        return tr(column.help);
    return {};
}

void DistributionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto* model = qobject_cast<const LayerListModel*>(index.model());
    if (const Histogram* histogram = model ? model->histogram(index.row()) : nullptr)
        paintSparkline(*painter, option.rect.adjusted(4, 3, -4, -3), *histogram, option.palette,
                       option.state.testFlag(QStyle::State_Selected));
}

} // namespace termscope
