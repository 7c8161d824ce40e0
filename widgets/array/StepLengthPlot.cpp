#include "widgets/array/StepLengthPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <qcustomplot.h>

#include <QAction>

#include <algorithm>
#include <cmath>
#include <utility>

namespace termscope {
namespace {

constexpr double laneWidth = 2.2; // of TR; the rival has 1
constexpr int lengthCurves = 3;
constexpr int occupancyCurves = 2;
constexpr std::size_t mostSteps = 20000; // points of a curve
const QString marksLayer = QStringLiteral("marks");

std::vector<float> inPercent(const std::vector<float>& shares)
{
    std::vector<float> percent;
    for (const float share : shares)
        percent.push_back(100.0F * share);
    return percent;
}

} // namespace

StepLengthPlot::StepLengthPlot(StepReading reading, QWidget* parent)
    : Plot(reading == StepReading::Length ? tr("Step lengths") : tr("Occupancy"), parent), reading_(reading)
{
    const bool length = reading_ == StepReading::Length;
    setAxisTitles(length ? tr("step") : tr("cycle"), length ? tr("cycles") : tr("share of the array (%)"));
    setPlaceholder(tr("No product is mapped."));
    for (int i = 0; i < 2 * (length ? lengthCurves : occupancyCurves); ++i) {
        QCPGraph* graph = canvas()->addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graphs_.push_back(graph);
    }
    if (length) {
        canvas()->yAxis->setScaleType(QCPAxis::stLogarithmic);
        canvas()->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog));
        canvas()->yAxis->setNumberFormat(QStringLiteral("f"));
        canvas()->yAxis->setNumberPrecision(0);
    }
    allFolds_ = addOption(tr("all folds"), tr("Show the whole run in place of the TR array's fold under way."), false);
    connect(allFolds_, &QAction::toggled, this, [this] {
        resetView();
        replot();
    });
    canvas()->setPlottingHint(QCP::phFastPolylines, true); // wide lines of a noisy curve take seconds otherwise
    canvas()->addLayer(marksLayer);
    canvas()->layer(marksLayer)->setMode(QCPLayer::lmBuffered);
    for (QCPItemStraightLine*& mark : marks_) {
        mark = new QCPItemStraightLine(canvas());
        mark->setLayer(marksLayer);
        mark->setVisible(false);
    }
    retint();
}

std::vector<std::pair<QString, std::vector<float>>> StepLengthPlot::curvesOf(const Lane& lane) const
{
    const StepSeries& steps = lane.steps;
    if (reading_ == StepReading::Occupancy)
        return {{tr("%1: with operands").arg(lane.name), inPercent(steps.active)},
                {tr("%1: doing work").arg(lane.name), inPercent(steps.busy)}};
    return {{tr("%1: provisioned").arg(lane.name),
             std::vector<float>(steps.longest.size(), static_cast<float>(steps.provisioned))},
            {tr("%1: slowest cell").arg(lane.name), steps.longest},
            {tr("%1: mean").arg(lane.name), steps.mean}};
}

void StepLengthPlot::setLanes(const Lane& rival, const Lane& revealed)
{
    lanes_ = {rival, revealed};
    std::size_t number = 0;
    for (const Lane& lane : lanes_) {
        for (const auto& [name, values] : curvesOf(lane)) {
            QVector<double> keys;
            QVector<double> heights;
            for (std::size_t step = 0; step < std::min(values.size(), mostSteps); ++step) {
                keys << keyOf(lane, step);
                // A logarithmic axis has no place for steps without work.
                heights << (reading_ == StepReading::Length && values[step] <= 0.0F
                                ? qQNaN()
                                : static_cast<double>(values[step]));
            }
            graphs_[number]->setName(name);
            graphs_[number]->setData(keys, heights, true);
            ++number;
        }
    }
    const std::int64_t shown = std::min<std::int64_t>(longestSeries(), static_cast<std::int64_t>(mostSteps));
    const std::int64_t all = std::max(rival.steps.allSteps, revealed.steps.allSteps);
    setCaption(shown < all ? tr("The first %1 of %2 steps.").arg(countText(shown), countText(all)) : QString());
    setEmpty(false);
    refresh();
}

void StepLengthPlot::clear()
{
    lanes_ = {};
    setEmpty(true);
}

void StepLengthPlot::setCurrent(std::int64_t rival, std::int64_t revealed, std::int64_t cycle)
{
    const std::array steps{rival, revealed};
    for (std::size_t lane = 0; lane < marks_.size(); ++lane) {
        const auto step = static_cast<std::size_t>(steps[lane]);
        const bool shown = steps[lane] >= 0 && step < lanes_[lane].steps.longest.size();
        const double at = reading_ == StepReading::Occupancy ? static_cast<double>(cycle)
                                                             : static_cast<double>(step) + 0.5;
        marks_[lane]->setVisible(shown);
        marks_[lane]->point1->setCoords(at, 1.0);
        marks_[lane]->point2->setCoords(at, 2.0);
    }
    const std::int64_t perFold = std::max<std::int64_t>(lanes_[1].steps.stepsPerFold, 1);
    if (revealed >= 0 && std::exchange(fold_, revealed / perFold) != fold_ && !allFolds_->isChecked()) {
        fit();
        replot();
    } else {
        replotLayer(marksLayer);
    }
}

/// Lengths stand over steps; occupancy, which one clock has to tell, over cycles.
double StepLengthPlot::keyOf(const Lane& lane, std::size_t step) const
{
    return reading_ == StepReading::Length ? static_cast<double>(step) : lane.steps.start[step];
}

/// The fold of the TR array, or everything.
std::pair<double, double> StepLengthPlot::keyRange() const
{
    double first = 0.0;
    double last = 1.0;
    for (const Lane& lane : lanes_)
        if (const std::size_t shown = std::min(lane.steps.longest.size(), mostSteps); shown > 0)
            last = std::max(last, keyOf(lane, shown - 1));
    const StepSeries& steps = lanes_[1].steps;
    const auto start = static_cast<std::size_t>(fold_ * steps.stepsPerFold);
    if (!allFolds_->isChecked() && start < std::min(steps.longest.size(), mostSteps)) {
        const std::size_t end = std::min(start + static_cast<std::size_t>(steps.stepsPerFold), steps.longest.size());
        first = keyOf(lanes_[1], start);
        last = keyOf(lanes_[1], end - 1)
               + (reading_ == StepReading::Length ? 1.0 : static_cast<double>(steps.length[end - 1]));
    }
    return {first, last};
}

int StepLengthPlot::longestSeries() const
{
    return static_cast<int>(std::max(lanes_[0].steps.longest.size(), lanes_[1].steps.longest.size()));
}

void StepLengthPlot::showAll()
{
    if (longestSeries() == 0)
        return;
    const auto [first, last] = keyRange();
    canvas()->xAxis->setRange(first, last);
    if (reading_ == StepReading::Occupancy) {
        canvas()->yAxis->setRange(0.0, 105.0);
        return;
    }
    double highest = 1.0;
    for (const Lane& lane : lanes_) {
        highest = std::max(highest, static_cast<double>(lane.steps.provisioned));
        if (!lane.steps.longest.empty())
            highest = std::max(highest, static_cast<double>(*std::ranges::max_element(lane.steps.longest)));
    }
    canvas()->yAxis->setRange(0.7, highest * 1.5);
}

void StepLengthPlot::tint(const Theme& theme) const
{
    const auto curves = static_cast<int>(graphs_.size()) / 2;
    const std::array colors{theme.quantized, theme.revealed};
    for (int lane = 0; lane < 2; ++lane) {
        const QColor& color = colors[static_cast<std::size_t>(lane)];
        for (int curve = 0; curve < curves; ++curve) {
            QCPGraph* graph = graphs_[static_cast<std::size_t>(lane * curves + curve)];
            // Provisioned dashed, the slowest cell solid, the mean dotted; TR is the thicker one.
            const int dash = reading_ == StepReading::Length ? std::array{1, 0, 2}[static_cast<std::size_t>(curve)]
                                                             : 1 - curve;
            graph->setPen(linePen(color, dash, lane == 0 ? 1.0 : laneWidth));
            graph->setAntialiased(false);
        }
        marks_[static_cast<std::size_t>(lane)]->setPen(strokePen(color));
    }
}

StepLengthPlot::Reading StepLengthPlot::readingOf(int step) const
{
    QString text = reading_ == StepReading::Length ? tr("step %1").arg(countText(step))
                                                   : tr("TR's step %1").arg(countText(step));
    double highest = 1.0;
    for (const Lane& lane : lanes_) {
        if (reading_ == StepReading::Occupancy && &lane != &lanes_[1])
            continue; // the other array is at another step in this cycle
        for (const auto& [name, values] : curvesOf(lane)) {
            if (static_cast<std::size_t>(step) >= values.size())
                continue;
            const auto value = static_cast<double>(values[static_cast<std::size_t>(step)]);
            highest = std::max(highest, value);
            text += QStringLiteral("\n%1: %2").arg(name).arg(numberText(value, 'g', 4));
        }
    }
    const Lane& keyed = static_cast<std::size_t>(step) < lanes_[1].steps.longest.size() ? lanes_[1] : lanes_[0];
    return {QPointF(keyOf(keyed, static_cast<std::size_t>(step)), highest), text, step};
}

std::optional<Plot::Reading> StepLengthPlot::readingAt(const QPointF& pixel) const
{
    const double key = canvas()->xAxis->pixelToCoord(pixel.x());
    if (reading_ == StepReading::Length)
        return key < 0.0 || key >= longestSeries() ? std::nullopt : std::optional(readingOf(static_cast<int>(key)));
    const std::vector<double>& starts = lanes_[1].steps.start;
    const auto after = std::ranges::upper_bound(starts, key);
    return after == starts.begin() ? std::nullopt
                                   : std::optional(readingOf(static_cast<int>(after - starts.begin()) - 1));
}

std::optional<Plot::Reading> StepLengthPlot::step(const std::optional<Reading>& from, int dx, int) const
{
    if (longestSeries() == 0 || dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : 0, 0, longestSeries() - 1));
}

void StepLengthPlot::activate(const Reading& reading)
{
    const auto at = static_cast<std::size_t>(reading.index);
    // Where only one lane has the step, it is meant.
    emit stepChosen(at < lanes_[1].steps.longest.size() ? 1 : 0, reading.index);
}

QList<KeyHelp> StepLengthPlot::keyHelp() const
{
    return Plot::keyHelp() + QList<KeyHelp>{{{Qt::Key_Return}, tr("Take the clock to the step")}};
}

QString StepLengthPlot::csv() const
{
    QString text = QStringLiteral(
        "lane,step,provisioned_cycles,slowest_cell_cycles,mean_pairs,scheduled_cycles,active_percent,busy_percent\n");
    for (const Lane& lane : lanes_)
        for (std::size_t step = 0; step < lane.steps.longest.size(); ++step)
            text += csvLine({lane.name, QString::number(step), QString::number(lane.steps.provisioned),
                             csvNumber(lane.steps.longest[step]), csvNumber(lane.steps.mean[step]),
                             csvNumber(lane.steps.length[step]), csvNumber(100.0F * lane.steps.active[step]),
                             csvNumber(100.0F * lane.steps.busy[step])});
    return text;
}

} // namespace termscope
