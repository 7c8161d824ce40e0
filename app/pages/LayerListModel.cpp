#include "app/pages/LayerListModel.h"

#include "core/base/Index.h"

#include "widgets/language/LayerTexts.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"
#include "widgets/plots/Sparkline.h"

#include <QApplication>

#include <array>
#include <cmath>

namespace termscope {
namespace {

struct ColumnInfo {
    const char* title;
    const char* help;
};

constexpr std::array<ColumnInfo, LayerListModel::ColumnCount> columns{{
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Layer"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel",
                       "Name of the layer's weight in the file; sorts by the file's order")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Kind"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel",
                       "Linear layer or convolution; tied: its weight is the table of the embedding too, and is "
                       "there once; ×2: so many places of the network use it")},
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
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "SQNR (dB)"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel",
                       "Signal to noise of the weights that the layer runs with, against the floats")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Terms kept (%)"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Of the terms of the quantized weights, in the chosen encoding")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Mean terms"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Terms that a weight keeps, on average")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Zeros (%)"),
     QT_TRANSLATE_NOOP("termscope::LayerListModel", "Sparsity: weights that are zero as the layer runs")},
    {QT_TRANSLATE_NOOP("termscope::LayerListModel", "Clipped (%)"),
     QT_TRANSLATE_NOOP(
         "termscope::LayerListModel",
         "Weights beyond the largest integer; of a file's own integers, those at the end of their range")},
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
    figures_.reset();
    endResetModel();
}

void LayerListModel::setSummaries(LayerSummariesPtr summaries)
{
    summaries_ = std::move(summaries);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void LayerListModel::setFigures(FiguresOfLayersPtr figures)
{
    figures_ = std::move(figures);
    if (rowCount() > 0)
        emit dataChanged(index(0, Sqnr), index(rowCount() - 1, Clipped));
}

void LayerListModel::setSettings(const Settings& settings)
{
    settings_ = settings;
    makePlan();
    if (rowCount() > 0)
        emit dataChanged(index(0, RunsAs), index(rowCount() - 1, Clipped));
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

/// Null while they are not known, and of a layer that cannot run.
const LayerFigures* LayerListModel::figures(int row) const
{
    if (!figures_ || figures_->settings != settings_ || row >= static_cast<int>(figures_->layers.size()))
        return nullptr;
    const std::optional<LayerFigures>& known = figures_->layers[static_cast<std::size_t>(row)];
    return known ? &*known : nullptr;
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

/// What a column of numbers has for a layer; none while it is not known.
std::optional<double> LayerListModel::number(int row, int column) const
{
    const WeightLayer& layer = network_->layers[static_cast<std::size_t>(row)];
    const auto when = [](bool known, auto value) { return known ? std::optional<double>(value()) : std::nullopt; };
    const LayerSummary* const known = summary(row);
    const LayerFigures* const made = figures(row);
    switch (column) {
    case Name: return row;
    case Parameters: return static_cast<double>(layer.parameters());
    case Macs: return when(layer.macs.has_value(), [&] { return static_cast<double>(*layer.macs); });
    case Sqnr: return when(made != nullptr, [&] { return made->sqnr; });
    case TermsKept: return when(made != nullptr, [&] { return 100.0 * made->termsKept; });
    case MeanTerms: return when(made != nullptr, [&] { return made->meanTerms; });
    case Sparsity: return when(made != nullptr, [&] { return 100.0 * made->sparsity; });
    case Clipped: return when(made != nullptr, [&] { return 100.0 * made->clipped; });
    case Minimum: return when(known != nullptr, [&] { return known->statistics.minimum; });
    case Maximum: return when(known != nullptr, [&] { return known->statistics.maximum; });
    case Deviation: return when(known != nullptr, [&] { return known->statistics.deviation; });
    default: return std::nullopt;
    }
}

QString LayerListModel::text(int row, int column) const
{
    const WeightLayer& layer = network_->layers[static_cast<std::size_t>(row)];
    const std::optional<double> value = number(row, column);
    const auto shown = [&](char format, int precision) {
        return value ? numberText(*value, format, precision) : tr("…");
    };
    switch (column) {
    case Name: return QString::fromStdString(layer.name);
    case Kind: {
        const QString kind = translated(kindOf(layer));
        return layer.uses > 1 ? QStringLiteral("%1 ×%2").arg(kind).arg(layer.uses) : kind;
    }
    case LayerShape: return QString::fromStdString(toText(layer.weight.shape));
    case StoredAs: return storedAsText(layer);
    case RunsAs: return runsAsText(plan_[row]);
    case Parameters:
        return layer.sharesWith
                   ? tr("those of %1").arg(QString::fromStdString(network_->layers[at(*layer.sharesWith)].name))
                   : countText(layer.parameters());
    case Macs: return layer.macs ? countText(*layer.macs) : tr("unknown");
    case Sqnr: return value && std::isinf(*value) ? QStringLiteral("∞") : shown('f', 1);
    case TermsKept: return shown('f', 1);
    case MeanTerms: return plan_[row].method == Method::Float ? QStringLiteral("–") : shown('f', 2);
    case Sparsity: return shown('f', 1);
    case Clipped: return shown('g', 2);
    case Minimum:
    case Maximum:
    case Deviation: return shown('g', 4);
    default: return {};
    }
}

QVariant LayerListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !network_)
        return {};
    if (role == Qt::DisplayRole)
        return text(index.row(), index.column());
    if (role == sortRole) {
        const std::optional<double> value = number(index.row(), index.column());
        return value ? QVariant(*value) : QVariant();
    }
    if (role == histogramRole)
        return QVariant::fromValue(static_cast<const void*>(histogram(index.row())));
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

LayerOrder::LayerOrder(QObject* parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
}

void LayerOrder::show(const QString& name, const QString& kind)
{
    name_ = name.trimmed();
    kind_ = kind;
    invalidateFilter();
}

int LayerOrder::rowOf(int layer) const
{
    return layer < 0 || sourceModel() == nullptr ? -1 : mapFromSource(sourceModel()->index(layer, 0)).row();
}

int LayerOrder::layerAt(int row) const
{
    return row < 0 ? -1 : mapToSource(index(row, 0)).row();
}

bool LayerOrder::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto text = [&](int column) { return sourceModel()->index(row, column, parent).data().toString(); };
    return text(LayerListModel::Name).contains(name_, Qt::CaseInsensitive)
           && (kind_.isEmpty() || text(LayerListModel::Kind) == kind_);
}

/// Numbers by their value, those that are not known last; all else by its text.
bool LayerOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant first = left.data(LayerListModel::sortRole);
    const QVariant second = right.data(LayerListModel::sortRole);
    if (first.isValid() && second.isValid())
        return first.toDouble() < second.toDouble();
    if (first.isValid() || second.isValid())
        return first.isValid() == (sortOrder() == Qt::AscendingOrder);
    return QString::localeAwareCompare(left.data().toString(), right.data().toString()) < 0;
}

void DistributionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (const auto* histogram = static_cast<const Histogram*>(
            index.data(LayerListModel::histogramRole).value<const void*>()))
        paintSparkline(*painter, option.rect.adjusted(4, 3, -4, -3), *histogram, option.palette,
                       option.state.testFlag(QStyle::State_Selected));
}

} // namespace termscope
