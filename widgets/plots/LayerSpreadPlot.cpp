#include "widgets/plots/LayerSpreadPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/SymbolText.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// Ticks at whole exponents: "2⁻⁵".
class ExponentTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double, const QCPRange& range) override
    {
        QVector<double> ticks;
        const double every = std::max(1.0, std::ceil(range.size() / 12.0));
        for (double tick = std::ceil(range.lower / every) * every; tick <= range.upper; tick += every)
            ticks << tick;
        return ticks;
    }
    QVector<double> createSubTickVector(int, const QVector<double>&) override { return {}; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        return powerText(static_cast<int>(std::lround(tick)));
    }
};

double exponentOf(double magnitude)
{
    return magnitude > 0.0 ? std::log2(magnitude) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

LayerSpreadPlot::LayerSpreadPlot(QWidget* parent) : Plot(tr("Magnitudes of all layers"), parent)
{
    setAxisTitles(tr("layer"), tr("magnitude of the weights"));
    setPlaceholder(tr("The layers' weights are being gone through …"));
    QCustomPlot* plot = canvas();
    plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new ExponentTicker));
    range_ = plot->addGraph();
    range_->setName(tr("what the format holds: one step to the largest integer"));
    step_ = plot->addGraph();
    step_->removeFromLegend();
    for (QCPGraph* graph : {range_, step_})
        graph->setLineStyle(QCPGraph::lsStepCenter);
    range_->setChannelFillGraph(step_);
    boxes_ = new QCPStatisticalBox(plot->xAxis, plot->yAxis);
    boxes_->setName(tr("weights: 1, 25, 50, 75 and 100 of 100 are no larger"));
    boxes_->setWidth(0.6);
    boxes_->setWhiskerWidth(0.4);
    frame_ = new QCPItemRect(plot);
    frame_->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    frame_->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    frame_->setVisible(false);
    setEmpty(true);
    retint();
}

void LayerSpreadPlot::setLayers(std::vector<LayerSpread> layers)
{
    if (layers == layers_)
        return;
    layers_ = std::move(layers);
    QVector<double> places, step, range;
    boxes_->data()->clear();
    for (const LayerSpread& layer : layers_) {
        const auto place = static_cast<double>(places.size() + 1);
        places << place;
        step << exponentOf(layer.step);
        range << exponentOf(layer.range);
        if (layer.largest > 0.0 && layer.least > 0.0)
            boxes_->addData(place, exponentOf(layer.least), exponentOf(layer.lowerQuarter), exponentOf(layer.median),
                            exponentOf(layer.upperQuarter), exponentOf(layer.largest));
    }
    step_->setData(places, step, true);
    range_->setData(places, range, true);
    setEmpty(layers_.empty());
    refresh();
}

void LayerSpreadPlot::setCurrent(int layer)
{
    frame_->setVisible(layer >= 0);
    frame_->topLeft->setCoords(layer + 0.55, 0.0);
    frame_->bottomRight->setCoords(layer + 1.45, 1.0);
    replot();
}

void LayerSpreadPlot::showAll()
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const LayerSpread& layer : layers_)
        for (const double magnitude : {layer.least, layer.largest, layer.step, layer.range})
            if (magnitude > 0.0) {
                low = std::min(low, exponentOf(magnitude));
                high = std::max(high, exponentOf(magnitude));
            }
    canvas()->xAxis->setRange(0.4, static_cast<double>(layers_.size()) + 0.6);
    if (low <= high)
        canvas()->yAxis->setRange(low - 0.5, high + 0.5);
}

void LayerSpreadPlot::tint(const Theme& theme) const
{
    boxes_->setPen(strokePen(theme.ink));
    boxes_->setBrush(mixed(theme.surface, theme.floats, 0.5));
    boxes_->setMedianPen(strokePen(theme.ink, 2.0));
    boxes_->setWhiskerPen(strokePen(theme.ink));
    boxes_->setWhiskerBarPen(strokePen(theme.ink));
    for (QCPGraph* graph : {range_, step_})
        graph->setPen(linePen(theme.waterline, 1, 1.2));
    range_->setBrush(mixed(theme.surface, theme.waterline, 0.18));
    step_->setVisible(range_->visible());
    frame_->setPen(strokePen(theme.selection, 1.5));
    frame_->setBrush(Qt::NoBrush);
}

void LayerSpreadPlot::activate(const Reading& reading)
{
    emit layerChosen(reading.index);
}

LayerSpreadPlot::Reading LayerSpreadPlot::readingOf(int index) const
{
    const LayerSpread& layer = layers_[static_cast<std::size_t>(index)];
    const auto figure = [](double value) { return numberText(value, 'g', 3); };
    QString text = tr("%1\nhalf of the weights: %2 to %3, median %4, largest %5")
                       .arg(layer.name, figure(layer.lowerQuarter), figure(layer.upperQuarter), figure(layer.median),
                            figure(layer.largest));
    if (layer.zeros > 0.0)
        text += tr("\n%1 % are zero").arg(figure(100.0 * layer.zeros));
    if (layer.range > 0.0)
        text += tr("\nstep %1, largest integer %2").arg(figure(layer.step), figure(layer.range));
    const double place = exponentOf(layer.median);
    return {QPointF(index + 1, std::isfinite(place) ? place : 0.0), text, index};
}

std::optional<Plot::Reading> LayerSpreadPlot::readingAt(const QPointF& pixel) const
{
    const double layer = std::round(canvas()->xAxis->pixelToCoord(pixel.x())) - 1.0;
    if (layer < 0.0 || layer >= static_cast<double>(layers_.size()))
        return std::nullopt;
    return readingOf(static_cast<int>(layer));
}

std::optional<Plot::Reading> LayerSpreadPlot::step(const std::optional<Reading>& from, int dx, int) const
{
    if (layers_.empty() || dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : 0, 0, static_cast<int>(layers_.size()) - 1));
}

QString LayerSpreadPlot::csv() const
{
    QString text = csvLine({QStringLiteral("layer"), QStringLiteral("magnitude_1_percent"),
                            QStringLiteral("magnitude_25_percent"), QStringLiteral("magnitude_50_percent"),
                            QStringLiteral("magnitude_75_percent"), QStringLiteral("magnitude_largest"),
                            QStringLiteral("zero_share"), QStringLiteral("step"),
                            QStringLiteral("largest_integer_value")});
    for (const LayerSpread& layer : layers_) {
        QStringList cells{layer.name};
        for (const double value : {layer.least, layer.lowerQuarter, layer.median, layer.upperQuarter, layer.largest,
                                   layer.zeros, layer.step, layer.range})
            cells << csvNumber(value);
        text += csvLine(cells);
    }
    return text;
}

QList<KeyHelp> LayerSpreadPlot::keyHelp() const
{
    return Plot::keyHelp() + QList<KeyHelp>{{{Qt::Key_Return}, tr("Choose the layer")}};
}

} // namespace termscope
