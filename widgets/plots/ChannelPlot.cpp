#include "widgets/plots/ChannelPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <qcustomplot.h>

#include <QAction>
#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// What most channels do not exceed, or all where the largest is within reach of them.
double typicalExtent(const std::vector<ChannelExtent>& channels)
{
    std::vector<float> largest;
    for (const ChannelExtent& channel : channels)
        largest.push_back(std::max(std::abs(channel.low), std::abs(channel.high)));
    std::ranges::sort(largest);
    const double most = largest[(largest.size() - 1) * 9 / 10];
    return most > 0.0 && largest.back() > 6.0 * most ? 2.0 * most : largest.back();
}

} // namespace

ChannelPlot::ChannelPlot(QWidget* parent) : Plot(tr("Weights of every output"), parent)
{
    setAxisTitles(tr("output channel"), tr("weight value"));
    setPlaceholder(tr("Choose a layer to see the range of each of its outputs."));
    const auto add = [this](const QString& name) {
        QCPGraph* graph = canvas()->addGraph();
        graph->setName(name);
        graph->setLineStyle(QCPGraph::lsStepCenter);
        return graph;
    };
    high_ = add(tr("weights, smallest to largest"));
    low_ = add(QString());
    rangeAbove_ = add(tr("largest integer, ±"));
    rangeBelow_ = add(QString());
    high_->setChannelFillGraph(low_);
    low_->removeFromLegend();
    rangeBelow_->removeFromLegend();
    all_ = addOption(tr("all weights"), tr("Shows the axis up to the largest weight of all outputs."), false);
    connect(all_, &QAction::toggled, this, [this] { resetView(); });
    retint();
}

void ChannelPlot::setDistribution(const LayerDistribution& distribution)
{
    channels_ = distribution.pictures ? distribution.pictures->channels : std::vector<ChannelExtent>();
    QVector<double> places, low, high, above, below;
    for (const ChannelExtent& channel : channels_) {
        places << static_cast<double>(places.size());
        low << channel.low;
        high << channel.high;
        above << channel.range;
        below << -channel.range;
    }
    const auto fill = [&](QCPGraph* graph, const QVector<double>& values) { graph->setData(places, values, true); };
    fill(low_, low);
    fill(high_, high);
    fill(rangeAbove_, above);
    fill(rangeBelow_, below);
    setEmpty(channels_.empty());
    refresh();
}

void ChannelPlot::clear()
{
    channels_.clear();
    setEmpty(true);
}

void ChannelPlot::showAll()
{
    if (channels_.empty())
        return;
    double reach = 0.0;
    if (all_->isChecked())
        for (const ChannelExtent& channel : channels_)
            reach = std::max<double>(reach, std::max({std::abs(channel.low), channel.high, channel.range}));
    else
        reach = typicalExtent(channels_);
    canvas()->xAxis->setRange(-0.5, static_cast<double>(channels_.size()) - 0.5);
    canvas()->yAxis->setRange(reach > 0.0 ? -1.08 * reach : -1.0, reach > 0.0 ? 1.08 * reach : 1.0);
}

void ChannelPlot::tint(const Theme& theme) const
{
    for (QCPGraph* graph : {high_, low_}) {
        graph->setPen(linePen(theme.floats, 0, 1.0));
        graph->setAntialiased(false);
    }
    high_->setBrush(mixed(theme.surface, theme.floats, 0.3));
    for (QCPGraph* graph : {rangeAbove_, rangeBelow_}) {
        graph->setPen(linePen(theme.waterline, 1, 1.2));
        graph->setVisible(rangeAbove_->visible());
    }
    low_->setVisible(high_->visible());
}

ChannelPlot::Reading ChannelPlot::readingOf(int channel) const
{
    const ChannelExtent& extent = channels_[static_cast<std::size_t>(channel)];
    QString text = tr("output %1: %2 to %3")
                       .arg(QString::number(channel), numberText(extent.low, 'g', 4), numberText(extent.high, 'g', 4));
    if (extent.range > 0.0F)
        text += tr("\nlargest integer ±%1").arg(numberText(extent.range, 'g', 4));
    return {QPointF(channel, extent.high), text, channel};
}

std::optional<Plot::Reading> ChannelPlot::readingAt(const QPointF& pixel) const
{
    const double channel = std::round(canvas()->xAxis->pixelToCoord(pixel.x()));
    if (channel < 0.0 || channel >= static_cast<double>(channels_.size()))
        return std::nullopt;
    return readingOf(static_cast<int>(channel));
}

std::optional<Plot::Reading> ChannelPlot::step(const std::optional<Reading>& from, int dx, int) const
{
    if (channels_.empty() || dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : 0, 0, static_cast<int>(channels_.size()) - 1));
}

QString ChannelPlot::csv() const
{
    QString text = csvLine({QStringLiteral("output"), QStringLiteral("smallest_weight"),
                            QStringLiteral("largest_weight"), QStringLiteral("largest_integer_value")});
    for (std::size_t channel = 0; channel < channels_.size(); ++channel)
        text += csvLine({QString::number(channel), csvNumber(channels_[channel].low),
                         csvNumber(channels_[channel].high), csvNumber(channels_[channel].range)});
    return text;
}

} // namespace termscope
