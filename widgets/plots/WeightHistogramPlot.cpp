#include "widgets/plots/WeightHistogramPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <qcustomplot.h>

#include <QAction>
#include <algorithm>
#include <array>
#include <numeric>

namespace termscope {
namespace {

double totalOf(const Histogram& histogram)
{
    return std::max(1.0, std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0));
}

} // namespace

WeightHistogramPlot::WeightHistogramPlot(QWidget* parent) : Plot(tr("Weights before and after"), parent)
{
    setAxisTitles(tr("weight value"), tr("share of weights (%)"));
    setPlaceholder(tr("Choose a layer to see how its weights are distributed."));
    const std::array names{tr("float"), tr("quantized"), tr("revealed")};
    for (const QString& name : names) {
        QCPGraph* graph = canvas()->addGraph();
        graph->setName(name);
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setAdaptiveSampling(false);
        graphs_.push_back(graph);
    }
    logarithmic_ = addOption(tr("log y"), tr("Logarithmic share axis: rare weights show."), false);
    connect(logarithmic_, &QAction::toggled, this, [this](bool on) {
        applyScale();
        resetView();
        emit logarithmicChanged(on);
    });
    all_ = addOption(tr("all weights"),
                     tr("Shows the axis up to the largest weight, not only to where most of them are."), false);
    connect(all_, &QAction::toggled, this, [this] { resetView(); });
    makeMarks();
    makeClipLines();
    applyScale();
    zoomOnlyAcross();
    connect(canvas()->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this] { binAnew(); });
    retint();
}

void WeightHistogramPlot::makeMarks()
{
    QCustomPlot* plot = canvas();
    const QCPLayer* usual = plot->currentLayer();
    plot->setCurrentLayer(litLayer());
    range_ = new QCPItemRect(plot);
    range_->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    range_->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    range_->setVisible(false);
    int place = 0;
    for (const QString& name : {tr("float"), tr("quantized"), tr("revealed")}) {
        Mark mark{new QCPItemStraightLine(plot), new QCPItemText(plot)};
        // Names one below the other: the three values are mostly close to each other.
        mark.name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        mark.name->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        mark.name->position->setCoords(0.0, 0.01 + 0.08 * place++);
        mark.name->setPadding(QMargins(4, 0, 4, 0));
        mark.name->setText(name);
        mark.line->setVisible(false);
        mark.name->setVisible(false);
        marks_.push_back(mark);
    }
    plot->yAxis2->setRange(0.0, 1.0); // not shown: for marks at a height that zooming does not change
    values_ = plot->addGraph(plot->xAxis, plot->yAxis2);
    values_->setLineStyle(QCPGraph::lsNone);
    values_->setLayer(litLayer());
    values_->removeFromLegend();
    plot->setCurrentLayer(usual->name());
}

void WeightHistogramPlot::setLit(const Lit& lit)
{
    if (lit == lit_)
        return;
    lit_ = lit;
    const std::array values{lit.floating, lit.quantized, lit.revealed};
    for (std::size_t index = 0; index < marks_.size(); ++index) {
        const auto& [line, name] = marks_[index];
        line->setVisible(values[index].has_value());
        name->setVisible(values[index].has_value());
        if (!values[index])
            continue;
        line->point1->setCoords(*values[index], 0.0);
        line->point2->setCoords(*values[index], 1.0);
        name->position->setCoords(*values[index], name->position->coords().y());
        const bool right = *values[index] > canvas()->xAxis->range().center();
        name->setPositionAlignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
    }
    range_->setVisible(lit.range.has_value());
    if (lit.range) {
        range_->topLeft->setCoords(lit.range->first, 0.0);
        range_->bottomRight->setCoords(lit.range->second, 1.0);
    }
    const QVector<double> keys(lit.values.begin(), lit.values.end());
    values_->setData(keys, QVector<double>(keys.size(), 0.03));
    replotLit();
}

void WeightHistogramPlot::activate(const Reading& reading)
{
    const Histogram& bins = histograms_.front();
    const double low = bins.low + reading.index * bins.binWidth();
    emit binChosen(low, low + bins.binWidth(), reading.index + 1 == static_cast<int>(bins.counts.size()));
}

void WeightHistogramPlot::readingChanged(const std::optional<Reading>& reading)
{
    if (!reading) {
        emit hoverLeft();
        return;
    }
    const Histogram& bins = histograms_.front();
    const double low = bins.low + reading->index * bins.binWidth();
    emit binHovered(low, low + bins.binWidth(), reading->index + 1 == static_cast<int>(bins.counts.size()));
}

void WeightHistogramPlot::setDistribution(const LayerDistribution& distribution, bool given)
{
    whole_ = {distribution.floats, distribution.quantized, distribution.revealed};
    // Of a layer that cannot be quantized there are the floats alone.
    for (Histogram& histogram : whole_)
        if (histogram.counts.empty())
            histogram = {whole_[0].low, whole_[0].high, std::vector<double>(whole_[0].counts.size(), 0.0)};
    pictures_ = distribution.pictures;
    fineRevealed_ = distribution.fineRevealed;
    method_ = distribution.method;
    graphs_[0]->setName(given ? tr("in the file") : tr("float"));
    graphs_[1]->setName(given ? tr("its integers") : tr("quantized"));
    setEmpty(whole_.front().counts.empty());
    showClipLines();
    showBeyond(distribution);
    binAnew();
    refresh();
}

void WeightHistogramPlot::clear()
{
    whole_.clear();
    histograms_.clear();
    pictures_.reset();
    setCaption(QString());
    setEmpty(true);
}

/// Of all weights, in percent.
double WeightHistogramPlot::share(std::size_t index, int bin) const
{
    return 100.0 * histograms_[index].counts[static_cast<std::size_t>(bin)] / totalOf(whole_[index]);
}

/// ± what is shown of a layer at first.
double WeightHistogramPlot::typicalReach() const
{
    const double whole = whole_.front().high;
    return pictures_ && !showsAllWeights() && pictures_->reach < 0.5 * whole ? pictures_->reach : whole;
}

/// What is out of sight at first, and what no plot can show.
void WeightHistogramPlot::showBeyond(const LayerDistribution& distribution)
{
    QStringList sentences;
    const ValueStatistics& statistics = distribution.statistics;
    if (pictures_ && !whole_.front().counts.empty() && typicalReach() < whole_.front().high) {
        const double beyond = pictures_->floats.beyond(-typicalReach(), typicalReach());
        const double largest = std::max(std::abs(statistics.minimum), std::abs(statistics.maximum));
        sentences << tr("%1 of %2 weights lie beyond, up to ±%3.")
                         .arg(numberText(beyond, 'f', 0), numberText(pictures_->floats.total(), 'f', 0),
                              numberText(largest, 'g', 3));
    }
    if (!statistics.isFinite())
        sentences << tr("Left out: %1 that are not a number, %2 infinite.")
                         .arg(countText(statistics.notNumbers), countText(statistics.infinite));
    setCaption(sentences.join(QLatin1Char(' ')));
}

/// Bins for what is in sight: those of the whole layer, or finer ones made for it.
void WeightHistogramPlot::binAnew()
{
    if (whole_.empty() || whole_.front().counts.empty())
        return;
    constexpr int about = 128;
    const Histogram& whole = whole_.front();
    const QCPRange seen = canvas()->xAxis->range();
    const double slack = 1e-9 * (whole.high - whole.low);
    if (!pictures_ || (seen.lower <= whole.low + slack && seen.upper >= whole.high - slack)) {
        histograms_ = whole_;
        return showBins();
    }
    const Bins bins = levelledBins(std::max(seen.lower, whole.low), std::min(seen.upper, whole.high), pictures_->step,
                                   about);
    const auto binned = [&bins](const FineHistogram& fine) { return fine.binned(bins.low, bins.high, bins.count); };
    histograms_ = {binned(pictures_->floats), binned(pictures_->quantized), {}};
    histograms_[2] = fineRevealed_ ? binned(*fineRevealed_)
                                   : binned(method_ == Method::Float ? pictures_->floats : pictures_->quantized);
    showBins();
}

void WeightHistogramPlot::showBins()
{
    hideCursor();
    for (std::size_t index = 0; index < histograms_.size(); ++index) {
        const Histogram& histogram = histograms_[index];
        QVector<double> keys;
        QVector<double> values;
        for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
            keys << histogram.low + static_cast<double>(bin) * histogram.binWidth();
            values << share(index, static_cast<int>(bin));
        }
        keys << histogram.high;
        values << 0.0;
        graphs_[index]->setData(keys, values, true);
    }
    fitHeight();
}

int WeightHistogramPlot::binCount() const
{
    return histograms_.empty() ? 0 : static_cast<int>(histograms_.front().counts.size());
}

bool WeightHistogramPlot::showsAllWeights() const
{
    return all_->isChecked();
}

void WeightHistogramPlot::setShowAllWeights(bool all)
{
    all_->setChecked(all);
}

bool WeightHistogramPlot::isLogarithmic() const
{
    return logarithmic_->isChecked();
}

void WeightHistogramPlot::setLogarithmic(bool logarithmic)
{
    logarithmic_->setChecked(logarithmic);
}

void WeightHistogramPlot::applyScale()
{
    QCPAxis* axis = canvas()->yAxis;
    const bool logarithmic = isLogarithmic();
    axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setTicker(logarithmic ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    axis->setNumberFormat(QStringLiteral("g"));
}

void WeightHistogramPlot::showAll()
{
    if (whole_.empty() || whole_.front().counts.empty())
        return;
    const double reach = typicalReach();
    if (reach < whole_.front().high)
        canvas()->xAxis->setRange(-reach, reach);
    else
        canvas()->xAxis->setRange(whole_.front().low, whole_.front().high);
    binAnew();
}

/// To the highest bar in sight, within reason.
void WeightHistogramPlot::fitHeight()
{
    double highest = 0.0;
    double highestFloat = 0.0;
    double least = 100.0;
    for (std::size_t index = 0; index < histograms_.size(); ++index) {
        const QCPRange seen = canvas()->xAxis->range();
        const Histogram& histogram = histograms_[index];
        for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
            const double low = histogram.low + static_cast<double>(bin) * histogram.binWidth();
            if (low <= seen.upper && low + histogram.binWidth() >= seen.lower)
                highest = std::max(highest, share(index, static_cast<int>(bin)));
        }
        highestFloat = index == 0 ? highest : highestFloat;
        least = std::min(least, 100.0 / totalOf(whole_[index]));
    }
    // Where one level takes nearly all, its bar is cut: the floats would be a line at the bottom.
    constexpr double muchHigher = 8.0;
    if (highestFloat > 0.0 && highest > muchHigher * highestFloat)
        highest = 0.5 * muchHigher * highestFloat;
    if (isLogarithmic())
        canvas()->yAxis->setRange(least / 2.0, std::max(highest, least) * 2.0);
    else
        canvas()->yAxis->setRange(0.0, highest > 0.0 ? highest * 1.06 : 1.0);
}

void WeightHistogramPlot::makeClipLines()
{
    for (int line = 0; line < 4; ++line) {
        clips_.push_back(new QCPItemStraightLine(canvas()));
        clips_.back()->setVisible(false);
    }
    clipName_ = new QCPItemText(canvas());
    clipName_->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    clipName_->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    clipName_->setPadding(QMargins(4, 0, 4, 0));
    clipName_->setVisible(false);
}

/// Of a layer whose outputs have scales of their own, of the largest and of the smallest.
void WeightHistogramPlot::showClipLines()
{
    const double most = pictures_ ? pictures_->mostRange : 0.0;
    const double least = pictures_ && pictures_->leastRange < most ? pictures_->leastRange : 0.0;
    const std::array places{most, -most, least, -least};
    for (std::size_t line = 0; line < clips_.size(); ++line) {
        clips_[line]->setVisible(places[line] != 0.0);
        clips_[line]->point1->setCoords(places[line], 0.0);
        clips_[line]->point2->setCoords(places[line], 1.0);
    }
    clipName_->setVisible(most > 0.0);
    clipName_->position->setCoords(most, 0.01);
    clipName_->setText(least > 0.0
                           ? tr("largest integers: ±%1 to ±%2").arg(numberText(least, 'g', 3), numberText(most, 'g', 3))
                           : tr("largest integer: ±%1").arg(numberText(most, 'g', 3)));
}

void WeightHistogramPlot::tint(const Theme& theme) const
{
    const std::array colors{theme.floats, theme.quantized, theme.revealed};
    const std::array dashes{0, 1, 0};
    const std::array widths{1.0, 1.5, 2.0};
    for (std::size_t index = 0; index < graphs_.size(); ++index) {
        graphs_[index]->setPen(linePen(colors[index], dashes[index], widths[index]));
        graphs_[index]->setAntialiased(false);
    }
    for (std::size_t index = 0; index < marks_.size(); ++index) {
        marks_[index].line->setPen(linePen(theme.ink, dashes[index], widths[index]));
        marks_[index].name->setFont(font());
        marks_[index].name->setColor(theme.ink);
        marks_[index].name->setBrush(mixed(theme.surface, colors[index], 0.25));
        marks_[index].name->setPen(strokePen(colors[index]));
    }
    for (std::size_t line = 0; line < clips_.size(); ++line)
        clips_[line]->setPen(linePen(theme.waterline, line < 2 ? 1 : 2, 1.2));
    clipName_->setFont(font());
    clipName_->setColor(theme.ink);
    range_->setPen(strokePen(theme.ink, 1.5));
    range_->setBrush(Qt::NoBrush);
    values_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssTriangle, strokePen(theme.ink), theme.surface, 7));
    graphs_[0]->setBrush(mixed(theme.surface, theme.floats, 0.25));
}

WeightHistogramPlot::Reading WeightHistogramPlot::readingOf(int bin) const
{
    const Histogram& bins = histograms_.front();
    const double low = bins.low + bin * bins.binWidth();
    QString text = tr("%1 … %2").arg(numberText(low, 'g', 4)).arg(numberText(low + bins.binWidth(), 'g', 4));
    double highest = 0.0;
    for (std::size_t index = 0; index < histograms_.size(); ++index) {
        if (!graphs_[index]->visible())
            continue;
        const double own = share(index, bin);
        highest = std::max(highest, own);
        text += QStringLiteral("\n%1: %2 % (%3)")
                    .arg(graphs_[index]->name())
                    .arg(numberText(own, 'g', 3))
                    .arg(numberText(histograms_[index].counts[static_cast<std::size_t>(bin)], 'f', 0));
    }
    return {QPointF(low + bins.binWidth() / 2.0, highest), text, bin};
}

std::optional<Plot::Reading> WeightHistogramPlot::readingAt(const QPointF& pixel) const
{
    if (histograms_.empty() || histograms_.front().binWidth() <= 0.0)
        return std::nullopt;
    const Histogram& bins = histograms_.front();
    const double bin = std::floor((canvas()->xAxis->pixelToCoord(pixel.x()) - bins.low) / bins.binWidth());
    if (bin < 0.0 || bin >= static_cast<double>(bins.counts.size()))
        return std::nullopt;
    return readingOf(static_cast<int>(bin));
}

std::optional<Plot::Reading> WeightHistogramPlot::step(const std::optional<Reading>& from, int dx, int) const
{
    if (histograms_.empty() || dx == 0)
        return std::nullopt;
    const int bins = static_cast<int>(histograms_.front().counts.size());
    return readingOf(std::clamp(from ? from->index + dx : bins / 2, 0, bins - 1));
}

QString WeightHistogramPlot::csv() const
{
    QString text = csvLine({QStringLiteral("weight_low"), QStringLiteral("weight_high"), QStringLiteral("float_count"),
                            QStringLiteral("quantized_count"), QStringLiteral("revealed_count"),
                            QStringLiteral("float_percent"), QStringLiteral("quantized_percent"),
                            QStringLiteral("revealed_percent")});
    const int bins = histograms_.empty() ? 0 : static_cast<int>(histograms_.front().counts.size());
    for (int bin = 0; bin < bins; ++bin) {
        const Histogram& first = histograms_.front();
        QStringList cells{csvNumber(first.low + bin * first.binWidth()),
                          csvNumber(first.low + (bin + 1) * first.binWidth())};
        for (const Histogram& histogram : histograms_)
            cells << csvNumber(histogram.counts[static_cast<std::size_t>(bin)]);
        for (std::size_t index = 0; index < histograms_.size(); ++index)
            cells << csvNumber(share(index, bin));
        text += csvLine(cells);
    }
    return text;
}

} // namespace termscope
