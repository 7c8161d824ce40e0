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

double sharePercent(const Histogram& histogram, int bin)
{
    return 100.0 * histogram.counts[static_cast<std::size_t>(bin)] / totalOf(histogram);
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
    makeMarks();
    applyScale();
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

void WeightHistogramPlot::setDistribution(const LayerDistribution& distribution)
{
    histograms_ = {distribution.floats, distribution.quantized, distribution.revealed};
    for (std::size_t index = 0; index < histograms_.size(); ++index) {
        const Histogram& histogram = histograms_[index];
        const int bins = static_cast<int>(histogram.counts.size());
        QVector<double> keys;
        QVector<double> values;
        for (int bin = 0; bin < bins; ++bin) {
            keys << histogram.low + bin * histogram.binWidth();
            values << sharePercent(histogram, bin);
        }
        keys << histogram.high;
        values << 0.0;
        graphs_[index]->setData(keys, values, true);
    }
    setEmpty(histograms_.front().counts.empty());
    refresh();
}

void WeightHistogramPlot::clear()
{
    histograms_.clear();
    setEmpty(true);
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
    if (histograms_.empty() || histograms_.front().counts.empty())
        return;
    const Histogram& bins = histograms_.front();
    canvas()->xAxis->setRange(bins.low, bins.high);
    double highest = 0.0;
    double least = 100.0;
    for (const Histogram& histogram : histograms_) {
        highest = std::max(highest, *std::max_element(histogram.counts.begin(), histogram.counts.end()) * 100.0
                                        / totalOf(histogram));
        least = std::min(least, 100.0 / totalOf(histogram));
    }
    if (isLogarithmic())
        canvas()->yAxis->setRange(least / 2.0, highest * 2.0);
    else
        canvas()->yAxis->setRange(0.0, highest > 0.0 ? highest * 1.06 : 1.0);
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
        const double share = sharePercent(histograms_[index], bin);
        highest = std::max(highest, share);
        text += QStringLiteral("\n%1: %2 % (%3)")
                    .arg(graphs_[index]->name())
                    .arg(numberText(share, 'g', 3))
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
        for (const Histogram& histogram : histograms_)
            cells << csvNumber(sharePercent(histogram, bin));
        text += csvLine(cells);
    }
    return text;
}

} // namespace termscope
