#include "widgets/study/LayerBars.h"

#include "widgets/export/Csv.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr std::size_t fewLayers = 12; ///< whose names find room below the axis
constexpr qsizetype longestName = 16;

QString shortName(const QString& name)
{
    return name.size() <= longestName ? name : QStringLiteral("…") + name.right(longestName - 1);
}

/// The numbers of layers, every first, second, fifth, tenth … as their labels find room beside each other.
class LayerTicker : public QCPAxisTicker {
public:
    explicit LayerTicker(const QCPAxis& axis) : axis_(axis) { setTickOrigin(1.0); }

protected:
    double getTickStep(const QCPRange& range) override
    {
        const QFontMetricsF metrics(axis_.tickLabelFont());
        const double label = metrics.horizontalAdvance(QString::number(std::ceil(range.upper)))
                             + metrics.horizontalAdvance(QStringLiteral("00"));
        const double most = std::max(1.0, axis_.parentPlot()->axisRect()->width() / label);
        double step = 1.0;
        for (double tens = 1.0; step * most < range.size(); tens *= 10.0)
            for (const double digit : {1.0, 2.0, 5.0})
                if (step * most < range.size())
                    step = digit * tens;
        return step;
    }
    int getSubTickCount(double) override { return 0; }

private:
    const QCPAxis& axis_;
};

QCPItemRect* newFrame(QCustomPlot* plot)
{
    auto* frame = new QCPItemRect(plot);
    frame->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    frame->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    frame->setVisible(false);
    return frame;
}

void placeFrame(QCPItemRect& frame, int layer)
{
    frame.setVisible(layer >= 0);
    frame.topLeft->setCoords(layer + 0.55, 0.0);
    frame.bottomRight->setCoords(layer + 1.45, 1.0);
}

} // namespace

LayerBars::LayerBars(QWidget* parent) : Plot(tr("Layer by layer"), parent)
{
    QCustomPlot* plot = canvas();
    exact_ = new QCPBars(plot->xAxis, plot->yAxis);
    estimated_ = new QCPBars(plot->xAxis, plot->yAxis);
    estimated_->setName(tr("estimated so far"));
    for (QCPBars* bars : {exact_, estimated_})
        bars->setWidth(0.6);
    for (std::size_t i = 0; i < BarMeasure::mostLevels; ++i)
        levels_.push_back(plot->addGraph());
    frame_ = newFrame(plot);
    lit_ = newFrame(plot);
    lit_->setLayer(litLayer());
    zoomOnlyAcross();
    setEmpty(true);
    retint();
}

void LayerBars::setBars(const BarMeasure& measure, std::vector<LayerBar> bars)
{
    if (bars == bars_ && measure == measure_)
        return;
    measure_ = measure;
    bars_ = std::move(bars);
    setAxisTitles(tr("layer, from the input on"), measure_.axis);
    exact_->setName(measure_.title);
    exact_->setBaseValue(measure_.base);
    estimated_->setBaseValue(measure_.base);
    exact_->data()->clear();
    estimated_->data()->clear();
    for (std::size_t i = 0; i < bars_.size(); ++i)
        if (bars_[i].value)
            (bars_[i].estimated ? estimated_ : exact_)->addData(static_cast<double>(i + 1), *bars_[i].value);
    if (estimated_->data()->isEmpty())
        estimated_->removeFromLegend();
    else
        estimated_->addToLegend();
    for (std::size_t i = 0; i < levels_.size(); ++i) {
        const bool shown = i < measure_.levels.size();
        levels_[i]->setVisible(shown);
        if (!shown) {
            levels_[i]->removeFromLegend();
            continue;
        }
        levels_[i]->setName(measure_.levels[i].name);
        levels_[i]->setData({0.0, static_cast<double>(bars_.size()) + 1.0},
                            {measure_.levels[i].value, measure_.levels[i].value}, true);
        levels_[i]->addToLegend();
    }
    nameLayers();
    setEmpty(bars_.empty());
    refresh();
}

/// Below the axis by their names where these have room, else by their numbers.
void LayerBars::nameLayers()
{
    QCPAxis* axis = canvas()->xAxis;
    if (bars_.size() > fewLayers) {
        axis->setTicker(QSharedPointer<QCPAxisTicker>(new LayerTicker(*axis)));
        axis->setTickLabelRotation(0.0);
        axis->setNumberFormat(QStringLiteral("f"));
        axis->setNumberPrecision(0);
        return;
    }
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    qsizetype longest = 0;
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        ticker->addTick(static_cast<double>(i + 1), shortName(bars_[i].name));
        longest = std::max(longest, shortName(bars_[i].name).size());
    }
    axis->setTicker(ticker);
    axis->setTickLabelRotation(longest * static_cast<qsizetype>(bars_.size()) > 40 ? 30.0 : 0.0);
}

void LayerBars::setCurrent(int layer)
{
    placeFrame(*frame_, layer);
    replot();
}

void LayerBars::setLit(int layer)
{
    placeFrame(*lit_, layer);
    replotLit();
}

void LayerBars::showAll()
{
    double low = measure_.base;
    double high = measure_.base;
    const auto take = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const LayerBar& bar : bars_)
        if (bar.value)
            take(*bar.value);
    for (const BarLevel& level : measure_.levels)
        take(level.value);
    const double room = high > low ? 0.06 * (high - low) : std::max(1e-3, 0.01 * std::abs(high));
    canvas()->xAxis->setRange(0.4, static_cast<double>(bars_.size()) + 0.6);
    // Bars that begin at 0 stand on the axis.
    canvas()->yAxis->setRange(low == 0.0 ? 0.0 : low - room, high == 0.0 && low < 0.0 ? 0.0 : high + room);
}

void LayerBars::tint(const Theme& theme) const
{
    exact_->setPen(strokePen(theme.frame));
    exact_->setBrush(theme.revealed);
    estimated_->setPen(strokePen(theme.frame));
    estimated_->setBrush(hatchBrush(theme.revealed, 1));
    for (std::size_t i = 0; i < levels_.size(); ++i)
        levels_[i]->setPen(linePen(i == 0 ? theme.floats : theme.current, static_cast<int>(i) + 1, 1.6));
    frame_->setPen(strokePen(theme.selection, 1.5));
    frame_->setBrush(Qt::NoBrush);
    lit_->setPen(strokePen(theme.ink, 2.0));
    lit_->setBrush(Qt::NoBrush);
}

void LayerBars::activate(const Reading& reading)
{
    emit layerChosen(reading.index);
}

void LayerBars::readingChanged(const std::optional<Reading>& reading)
{
    emit layerHovered(reading ? reading->index : -1);
}

LayerBars::Reading LayerBars::readingOf(int layer) const
{
    const LayerBar& bar = bars_[static_cast<std::size_t>(layer)];
    return {QPointF(layer + 1, bar.value.value_or(measure_.base)), bar.name + QLatin1Char('\n') + bar.text, layer};
}

std::optional<Plot::Reading> LayerBars::readingAt(const QPointF& pixel) const
{
    const double layer = std::round(canvas()->xAxis->pixelToCoord(pixel.x())) - 1.0;
    if (layer < 0.0 || layer >= static_cast<double>(bars_.size()))
        return std::nullopt;
    return readingOf(static_cast<int>(layer));
}

std::optional<Plot::Reading> LayerBars::step(const std::optional<Reading>& from, int dx, int) const
{
    if (bars_.empty() || dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : 0, 0, static_cast<int>(bars_.size()) - 1));
}

QString LayerBars::csv() const
{
    QString text = csvLine({QStringLiteral("layer"), measure_.title + QStringLiteral(": ") + measure_.axis});
    for (const LayerBar& bar : bars_)
        text += csvLine({bar.name, bar.value ? csvNumber(*bar.value) : QString()});
    return text;
}

QList<KeyHelp> LayerBars::keyHelp() const
{
    if (exact_->dataCount() + estimated_->dataCount() == 0) // nothing that keys could go to
        return {};
    return Plot::keyHelp() + QList<KeyHelp>{{{Qt::Key_Return}, tr("Choose the layer")}};
}

/// Controls and a table are above and beside it.
QSize LayerBars::minimumSizeHint() const
{
    return QSize(260, 150) * typeScale();
}

} // namespace termscope
