#include "widgets/plots/PairHistogramPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <qcustomplot.h>

#include <QAction>
#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

constexpr double shareNamed = 0.99;
constexpr int mostBins = 90; ///< of what occurs

} // namespace

QString pairsSentence(const PairHistogram& histogram)
{
    return PairHistogramPlot::tr("99 % of dot products need at most %1 pairs of %2")
        .arg(histogram.pairs.termsCovering(shareNamed))
        .arg(numberText(histogram.bound));
}

PairHistogramPlot::PairHistogramPlot(QWidget* parent) : Plot(tr("Term pairs per dot product"), parent)
{
    setAxisTitles(tr("term pairs per dot product of 16 values"), tr("share of dot products (%)"));
    setPlaceholder(tr("Counting …"));
    series_.push_back(makeSeries(tr("QT")));
    series_.push_back(makeSeries(tr("TR")));
    bounds_ = addOption(tr("provisioned"),
                        tr("Shows the axis up to the pairs that hardware must reserve, not only those that occur."),
                        true);
    connect(bounds_, &QAction::toggled, this, [this] { resetView(); });
    clear();
    retint();
}

PairHistogramPlot::Series PairHistogramPlot::makeSeries(const QString& name)
{
    Series series;
    series.name = name;
    series.graph = canvas()->addGraph();
    series.graph->setName(name);
    series.graph->setLineStyle(QCPGraph::lsStepLeft);
    series.bound = new QCPItemStraightLine(canvas());
    series.boundText = new QCPItemText(canvas());
    series.boundText->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    series.boundText->position->setTypeX(QCPItemPosition::ptPlotCoords);
    series.boundText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    series.boundText->setPadding(QMargins(4, 1, 4, 1));
    return series;
}

void PairHistogramPlot::setPairs(const PairComparison& pairs, const QString& layerName, const Settings& settings)
{
    series_[0].histogram = pairs.quantized;
    series_[1].histogram = pairs.current;
    series_[0].name = tr("QT, %1 bit")
                          .arg(settings.weightBits == settings.dataBits
                                   ? QString::number(settings.weightBits)
                                   : QStringLiteral("%1/%2").arg(settings.weightBits).arg(settings.dataBits));
    series_[1].name = pairs.revealed
                          ? tr("TR, k = %1, g = %2, s = %3")
                                .arg(settings.budget)
                                .arg(settings.groupSize)
                                .arg(settings.dataTerms == 0 ? tr("all") : QString::number(settings.dataTerms))
                          : tr("TR: this layer stays at QT");
    const int length = pairs.quantized.length;
    setAxisTitles(length == 1 ? tr("term pairs per product")
                              : tr("term pairs per dot product of %1 values").arg(length),
                  tr("share of dot products (%)"));
    width_ = std::max(1, (mostPairs() + mostBins) / mostBins);
    for (Series& series : series_)
        fill(series);
    const PairHistogram& quantized = pairs.quantized;
    const QString how = quantized.exact()
                            ? tr("All %1 dot products").arg(countText(quantized.all))
                            : tr("%1 of %2 dot products").arg(countText(quantized.counted), countText(quantized.all));
    const QString over = pairs.workload == Workload::Text ? tr("%1 tokens") : tr("%1 images");
    setCaption(
        tr("QT: %1. TR: %2. %3 of layer %4 over the first %5.")
            .arg(pairsSentence(quantized), pairsSentence(pairs.current), how, layerName, over.arg(pairs.samples)));
    setEmpty(false);
    refresh();
}

void PairHistogramPlot::clear()
{
    for (Series& series : series_) {
        series.histogram = {};
        fill(series);
    }
    setCaption(QString());
    setEmpty(true);
}

bool PairHistogramPlot::showsBounds() const
{
    return bounds_->isChecked();
}

void PairHistogramPlot::setShowBounds(bool show)
{
    bounds_->setChecked(show);
}

int PairHistogramPlot::mostPairs() const
{
    int most = 1;
    for (const Series& series : series_)
        if (series.histogram.counted > 0)
            most = std::max(most, series.histogram.pairs.termsCovering(1.0));
    return most;
}

int PairHistogramPlot::binOf(double pairs) const
{
    return static_cast<int>(std::floor(pairs / width_));
}

double PairHistogramPlot::share(const Series& series, int bin) const
{
    const auto& counts = series.histogram.pairs.counts;
    std::int64_t sum = 0;
    for (int pairs = bin * width_; pairs < (bin + 1) * width_ && pairs < static_cast<int>(counts.size()); ++pairs)
        sum += counts[static_cast<std::size_t>(pairs)];
    return series.histogram.counted == 0
               ? 0.0
               : 100.0 * static_cast<double>(sum) / static_cast<double>(series.histogram.counted);
}

void PairHistogramPlot::fill(Series& series)
{
    QVector<double> places;
    QVector<double> shares;
    const bool any = series.histogram.counted > 0;
    for (int bin = 0; any && bin <= binOf(mostPairs()) + 1; ++bin) {
        places << bin * width_;
        shares << share(series, bin);
    }
    series.graph->setName(series.name);
    series.graph->setData(places, shares, true);
    series.bound->setVisible(any);
    series.boundText->setVisible(any);
    if (!any)
        return;
    const double bound = series.histogram.bound;
    series.bound->point1->setCoords(bound, 0.0);
    series.bound->point2->setCoords(bound, 1.0);
    const bool first = &series == series_.data();
    series.boundText->position->setCoords(bound, first ? 0.02 : 0.14);
    series.boundText->setPositionAlignment((first ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
    series.boundText->setText((first ? tr("QT provisions %1") : tr("TR provisions %1")).arg(numberText(bound)));
}

void PairHistogramPlot::showAll()
{
    double right = mostPairs() + 1.0;
    double highest = 0.0;
    for (const Series& series : series_) {
        if (showsBounds())
            right = std::max(right, series.histogram.bound);
        for (int bin = 0; bin <= binOf(mostPairs()); ++bin)
            highest = std::max(highest, share(series, bin));
    }
    canvas()->xAxis->setRange(0.0, right * 1.03);
    canvas()->yAxis->setRange(0.0, std::max(1.0, highest * 1.08));
}

void PairHistogramPlot::tint(const Theme& theme) const
{
    const std::array colors{theme.quantized, theme.revealed};
    for (std::size_t index = 0; index < series_.size(); ++index) {
        const Series& series = series_[index];
        series.graph->setPen(linePen(colors[index], static_cast<int>(index), 1.2));
        series.graph->setBrush(hatchBrush(colors[index], index == 0 ? 1 : 4));
        series.bound->setPen(linePen(colors[index], 1, 1.4));
        series.boundText->setColor(theme.ink);
        series.boundText->setFont(font());
    }
}

PairHistogramPlot::Reading PairHistogramPlot::readingOf(int bin) const
{
    const int first = bin * width_;
    const int last = first + width_ - 1;
    QString text = width_ == 1 ? tr("%1 pairs").arg(first) : tr("%1 to %2 pairs").arg(first).arg(last);
    double highest = 0.0;
    for (const Series& series : series_) {
        if (!series.graph->visible() || series.histogram.counted == 0)
            continue;
        const double own = share(series, bin);
        highest = std::max(highest, own);
        text += tr("\n%1: %2 %, up to here %3 %")
                    .arg(series.name)
                    .arg(numberText(own, 'f', 2))
                    .arg(numberText(100.0 * series.histogram.pairs.cumulativeShare(last), 'f', 2));
    }
    return {QPointF(first + 0.5 * width_, highest), text, bin};
}

std::optional<Plot::Reading> PairHistogramPlot::readingAt(const QPointF& pixel) const
{
    const double pairs = canvas()->xAxis->pixelToCoord(pixel.x());
    if (pairs < 0.0 || pairs > mostPairs() + width_)
        return std::nullopt;
    return readingOf(binOf(pairs));
}

std::optional<Plot::Reading> PairHistogramPlot::step(const std::optional<Reading>& from, int dx, int) const
{
    if (dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : 0, 0, binOf(mostPairs())));
}

QString PairHistogramPlot::csv() const
{
    QString text = csvLine({QStringLiteral("pairs_per_dot_product"), QStringLiteral("qt_count"),
                            QStringLiteral("qt_percent"), QStringLiteral("tr_count"), QStringLiteral("tr_percent")});
    for (int pairs = 0; pairs <= mostPairs(); ++pairs) {
        QStringList cells{QString::number(pairs)};
        for (const Series& series : series_) {
            const auto& counts = series.histogram.pairs.counts;
            const bool counted = pairs < static_cast<int>(counts.size());
            cells << QString::number(counted ? counts[static_cast<std::size_t>(pairs)] : 0)
                  << csvNumber(series.histogram.counted > 0 ? 100.0 * series.histogram.pairs.share(pairs) : 0.0);
        }
        text += csvLine(cells);
    }
    return text;
}

} // namespace termscope
