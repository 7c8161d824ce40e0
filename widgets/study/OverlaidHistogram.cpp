#include "widgets/study/OverlaidHistogram.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

constexpr double leastShare = 1e-3; ///< percent: below it a logarithmic axis shows nothing
constexpr std::array<const char*, 2> sideNames{"A", "B"};

} // namespace

OverlaidHistogram::OverlaidHistogram(QWidget* parent) : Plot(tr("Values of the tensor in A and B"), parent)
{
    setAxisTitles(tr("value"), tr("share of values (%)"));
    setPlaceholder(tr("A click on a tensor shows its values in both."));
    canvas()->yAxis->setScaleType(QCPAxis::stLogarithmic);
    canvas()->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog));
    canvas()->yAxis->setNumberFormat(QStringLiteral("g"));
    for (std::size_t side = 0; side < graphs_.size(); ++side) {
        graphs_[side] = canvas()->addGraph();
        graphs_[side]->setName(QLatin1String(sideNames[side]));
        graphs_[side]->setLineStyle(QCPGraph::lsStepLeft);
    }
    setEmpty(true);
    retint();
}

void OverlaidHistogram::setHistograms(const Histogram& a, const Histogram& b, const QString& caption)
{
    sides_ = {a, b};
    for (std::size_t side = 0; side < sides_.size(); ++side) {
        const Histogram& of = sides_[side];
        totals_[side] = std::accumulate(of.counts.begin(), of.counts.end(), 0.0);
        QVector<double> places;
        QVector<double> shares;
        for (int bin = 0; bin <= bins(); ++bin) {
            places << of.low + bin * of.binWidth();
            shares << std::max(leastShare, bin < bins() ? share(side, bin) : 0.0);
        }
        graphs_[side]->setData(places, shares, true);
    }
    setCaption(caption);
    setEmpty(bins() == 0);
    refresh();
}

void OverlaidHistogram::clear()
{
    setHistograms({}, {}, {});
}

double OverlaidHistogram::share(std::size_t side, int bin) const
{
    return totals_[side] == 0.0 ? 0.0 : 100.0 * sides_[side].counts[static_cast<std::size_t>(bin)] / totals_[side];
}

void OverlaidHistogram::showAll()
{
    if (bins() == 0)
        return;
    double least = 100.0;
    double most = leastShare;
    for (std::size_t side = 0; side < sides_.size(); ++side)
        for (int bin = 0; bin < bins(); ++bin)
            if (const double own = share(side, bin); own > 0.0) {
                least = std::min(least, own);
                most = std::max(most, own);
            }
    canvas()->xAxis->setRange(sides_[0].low, sides_[0].high);
    canvas()->yAxis->setRange(std::max(leastShare, least / 2.0), most * 1.6);
}

void OverlaidHistogram::tint(const Theme& theme) const
{
    const std::array colours{theme.quantized, theme.revealed};
    for (std::size_t side = 0; side < graphs_.size(); ++side) {
        graphs_[side]->setPen(linePen(colours[side], static_cast<int>(side), 1.4));
        graphs_[side]->setBrush(hatchBrush(colours[side], side == 0 ? 1 : 4));
    }
}

OverlaidHistogram::Reading OverlaidHistogram::readingOf(int bin) const
{
    const Histogram& of = sides_[0];
    const double from = of.low + bin * of.binWidth();
    QString text = tr("%1 to %2").arg(numberText(from, 'g', 3), numberText(from + of.binWidth(), 'g', 3));
    double highest = leastShare;
    for (std::size_t side = 0; side < sides_.size(); ++side) {
        const double own = share(side, bin);
        highest = std::max(highest, own);
        text += tr("\n%1: %2 % (%3 values)")
                    .arg(QLatin1String(sideNames[side]), numberText(own, 'f', 2),
                         countText(static_cast<std::int64_t>(sides_[side].counts[static_cast<std::size_t>(bin)])));
    }
    return {QPointF(from + 0.5 * of.binWidth(), highest), text, bin};
}

std::optional<Plot::Reading> OverlaidHistogram::readingAt(const QPointF& pixel) const
{
    if (bins() == 0)
        return std::nullopt;
    const double value = canvas()->xAxis->pixelToCoord(pixel.x());
    const int bin = static_cast<int>(std::floor((value - sides_[0].low) / sides_[0].binWidth()));
    return bin < 0 || bin >= bins() ? std::nullopt : std::optional(readingOf(bin));
}

std::optional<Plot::Reading> OverlaidHistogram::step(const std::optional<Reading>& from, int dx, int) const
{
    if (bins() == 0 || dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : bins() / 2, 0, bins() - 1));
}

QString OverlaidHistogram::csv() const
{
    QString text = csvLine(
        {QStringLiteral("from"), QStringLiteral("to"), QStringLiteral("a_count"), QStringLiteral("b_count")});
    for (int bin = 0; bin < bins(); ++bin) {
        const double from = sides_[0].low + bin * sides_[0].binWidth();
        text += csvLine({csvNumber(from), csvNumber(from + sides_[0].binWidth()),
                         csvNumber(sides_[0].counts[static_cast<std::size_t>(bin)]),
                         csvNumber(sides_[1].counts[static_cast<std::size_t>(bin)])});
    }
    return text;
}

/// Keys of an empty plot go nowhere.
QList<KeyHelp> OverlaidHistogram::keyHelp() const
{
    return bins() == 0 ? QList<KeyHelp>() : Plot::keyHelp();
}

QSize OverlaidHistogram::minimumSizeHint() const
{
    return QSize(260, 150) * typeScale();
}

} // namespace termscope
