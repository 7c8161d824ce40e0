#include "widgets/study/PlanPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/plots/Marks.h"
#include "widgets/plots/PairsTicker.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double nearPixels = 14.0;

constexpr std::array<const char*, planSeriesCount> seriesKeys{"plan", "uniform", "qt"};

} // namespace

PlanPlot::PlanPlot(QWidget* parent) : Plot(tr("Cost against score"), parent)
{
    QCustomPlot* plot = canvas();
    plot->xAxis->setScaleType(QCPAxis::stLogarithmic);
    plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new PairsTicker));
    plot->yAxis->setNumberFormat(QStringLiteral("g"));
    const std::array names{tr("plans: scored on the others"), tr("one setting for all: scored"), tr("QT: scored")};
    const std::array searchedNames{tr("plans: searched on"), tr("one setting for all: searched on"),
                                   tr("QT: searched on")};
    for (std::size_t i = 0; i < planSeriesCount; ++i) {
        searched_[i] = plot->addGraph();
        searched_[i]->setName(searchedNames[i]);
        scored_[i] = plot->addGraph();
        scored_[i]->setName(names[i]);
        for (QCPGraph* graph : {searched_[i], scored_[i]}) {
            graph->setAdaptiveSampling(false);
            if (i == static_cast<std::size_t>(PlanSeries::Quantized))
                graph->setLineStyle(QCPGraph::lsNone);
        }
    }
    floats_ = plot->addGraph();
    floats_->setName(tr("float, on the others"));
    ring_ = plot->addGraph();
    ring_->setLineStyle(QCPGraph::lsNone);
    ring_->setLayer(litLayer());
    ring_->removeFromLegend();
    setEmpty(true);
    retint();
}

void PlanPlot::setPicture(PlanPicture picture)
{
    if (picture == picture_)
        return;
    picture_ = std::move(picture);
    setAxisTitles(picture_.costAxis, picture_.scoreAxis);
    for (std::size_t i = 0; i < planSeriesCount; ++i) {
        searched_[i]->data()->clear();
        scored_[i]->data()->clear();
        for (const PlanMark& mark : picture_.series[i])
            if (mark.cost > 0.0) {
                searched_[i]->addData(mark.cost, mark.searched);
                scored_[i]->addData(mark.cost, mark.scored);
            }
    }
    floats_->data()->clear();
    if (picture_.floats)
        floats_->setData({1e-9, 1e15}, {*picture_.floats, *picture_.floats}, true);
    current_.reset();
    placeRing();
    setEmpty(places().empty());
    refresh();
}

void PlanPlot::setCurrent(const std::optional<PlanPlace>& place)
{
    current_ = place;
    placeRing();
    replotLit();
}

void PlanPlot::placeRing()
{
    ring_->data()->clear();
    if (!current_)
        return;
    const PlanMark& mark = markAt(*current_);
    ring_->addData(mark.cost, mark.scored);
    ring_->addData(mark.cost, mark.searched);
}

const PlanMark& PlanPlot::markAt(const PlanPlace& place) const
{
    return picture_.series[static_cast<std::size_t>(place.series)][static_cast<std::size_t>(place.index)];
}

/// All points that are drawn, the cheapest first.
std::vector<PlanPlace> PlanPlot::places() const
{
    std::vector<PlanPlace> all;
    for (std::size_t i = 0; i < planSeriesCount; ++i)
        for (std::size_t index = 0; index < picture_.series[i].size(); ++index)
            if (picture_.series[i][index].cost > 0.0 && scored_[i]->visible())
                all.push_back({static_cast<PlanSeries>(i), static_cast<int>(index)});
    std::ranges::stable_sort(all, {}, [this](const PlanPlace& place) { return markAt(place).cost; });
    return all;
}

void PlanPlot::showAll()
{
    double least = 1e300;
    double most = 0.0;
    double low = 1e300;
    double high = -1e300;
    const auto take = [&](double score) {
        low = std::min(low, score);
        high = std::max(high, score);
    };
    for (const auto& series : picture_.series)
        for (const PlanMark& mark : series) {
            if (mark.cost <= 0.0)
                continue;
            least = std::min(least, mark.cost);
            most = std::max(most, mark.cost);
            take(mark.searched);
            take(mark.scored);
        }
    if (picture_.floats)
        take(*picture_.floats);
    if (most == 0.0)
        return;
    const double room = std::max(0.05, 0.06 * (high - low));
    canvas()->xAxis->setRange(least / 1.25, most * 1.25);
    canvas()->yAxis->setRange(low - room, high + room);
}

void PlanPlot::tint(const Theme& theme) const
{
    const std::array colours{theme.revealed, theme.ink, theme.quantized};
    for (std::size_t i = 0; i < planSeriesCount; ++i) {
        const int mark = static_cast<int>(i);
        scored_[i]->setPen(linePen(colours[i], i == 0 ? 0 : 3, 1.6));
        scored_[i]->setScatterStyle(markFor(mark, colours[i], theme.surface, 8));
        searched_[i]->setPen(linePen(mixed(theme.surface, colours[i], 0.6), 2, 1.0));
        searched_[i]->setScatterStyle(markFor(mark, colours[i], theme.surface, 7, true));
    }
    floats_->setPen(linePen(theme.floats, 1, 1.5));
    ring_->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, strokePen(theme.ink, 2.5), Qt::NoBrush, 16.0 * typeScale()));
}

void PlanPlot::activate(const Reading& reading)
{
    emit pointChosen(places()[static_cast<std::size_t>(reading.index)]);
}

PlanPlot::Reading PlanPlot::readingOf(int number) const
{
    const PlanMark& mark = markAt(places()[static_cast<std::size_t>(number)]);
    return {QPointF(mark.cost, mark.scored), mark.text, number};
}

std::optional<Plot::Reading> PlanPlot::readingAt(const QPointF& pixel) const
{
    const std::vector<PlanPlace> all = places();
    double nearest = nearPixels * nearPixels;
    std::optional<int> found;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const PlanMark& mark = markAt(all[i]);
        for (const double score : {mark.scored, mark.searched}) {
            const double dx = canvas()->xAxis->coordToPixel(mark.cost) - pixel.x();
            const double dy = canvas()->yAxis->coordToPixel(score) - pixel.y();
            if (dx * dx + dy * dy < nearest) {
                nearest = dx * dx + dy * dy;
                found = static_cast<int>(i);
            }
        }
    }
    return found ? std::optional(readingOf(*found)) : std::nullopt;
}

std::optional<Plot::Reading> PlanPlot::step(const std::optional<Reading>& from, int dx, int) const
{
    const int count = static_cast<int>(places().size());
    if (count == 0 || dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : 0, 0, count - 1));
}

QString PlanPlot::csv() const
{
    QString text = csvLine(
        {QStringLiteral("series"), QStringLiteral("cost"), QStringLiteral("search_score"), QStringLiteral("score")});
    for (std::size_t i = 0; i < planSeriesCount; ++i)
        for (const PlanMark& mark : picture_.series[i])
            text += csvLine(
                {QLatin1String(seriesKeys[i]), csvNumber(mark.cost), csvNumber(mark.searched), csvNumber(mark.scored)});
    return text;
}

QList<KeyHelp> PlanPlot::keyHelp() const
{
    if (std::ranges::all_of(picture_.series, [](const std::vector<PlanMark>& marks) { return marks.empty(); }))
        return {}; // nothing that keys could go to
    return Plot::keyHelp() + QList<KeyHelp>{{{Qt::Key_Return}, tr("Show the plan")}};
}

/// Controls and a table are above and beside it.
QSize PlanPlot::minimumSizeHint() const
{
    return QSize(260, 150) * typeScale();
}

} // namespace termscope
