// How an accuracy plot looks: its ranges, its colours, and where the labels of its points stand.
#include "widgets/plots/AccuracyPlot.h"

#include "widgets/plots/CurrentMarker.h"
#include "widgets/plots/Marks.h"
#include "widgets/plots/PointLabels.h"

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr double lineStep = 6.0;     ///< pixels between the places of a line that labels keep off
constexpr double zoomedPoints = 9.0; ///< percentage points shown below the best accuracy
constexpr double zoomedRatio = 1.3;  ///< of the largest perplexity shown to the best one

} // namespace

void AccuracyPlot::label()
{
    const auto add = [this](const AccuracyCurve& curve, PointLabels::Side side) {
        for (const AccuracyStop& stop : curve.stops)
            labels_->add(stop.place, stop.label, side);
    };
    labels_->clear();
    std::vector<const AccuracyCurve*> revealed;
    for (const Drawn& drawn : curves_) {
        const AccuracyCurve& curve = drawn.curve;
        if (curve.method == Method::Revealed && !curve.published && !curve.estimated && !curve.colour)
            revealed.push_back(&curve);
        else
            add(curve, PointLabels::Side::LowerRight);
    }
    // The first TR curve and the last carry their budgets; those between have the same ones.
    if (!revealed.empty())
        add(*revealed.front(), PointLabels::Side::UpperLeft);
    if (revealed.size() > 1)
        add(*revealed.back(), PointLabels::Side::LowerRight);
}

void AccuracyPlot::declutter()
{
    std::vector<QPointF> obstacles;
    std::vector<QPointF> points;
    for (const Drawn& drawn : curves_) {
        const std::vector<AccuracyStop>& stops = drawn.curve.stops;
        for (std::size_t index = 0; index < stops.size() && drawn.graph->visible(); ++index) {
            points.push_back(pixelOf(stops[index].place));
            const QPointF to = pixelOf(stops[index].place);
            const QPointF from = pixelOf(stops[index == 0 ? 0 : index - 1].place);
            const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
            const int steps = std::clamp(static_cast<int>(length / lineStep), 1, 200);
            for (int step = 1; step <= steps; ++step)
                obstacles.push_back(from + (to - from) * step / steps);
        }
    }
    std::vector<QRectF> taken;
    if (const std::optional<QRectF> text = marker_->textRect())
        taken.push_back(*text);
    labels_->declutter(std::move(taken), obstacles, points);
}

void AccuracyPlot::showAll()
{
    // Provisioned pairs reach from a fraction to the 49 of 8 bits; all else lies anywhere.
    const bool anywhere = axis_ != WorkAxis::Provisioned;
    double least = anywhere ? std::numeric_limits<double>::infinity() : 1.0;
    double most = anywhere ? 0.0 : 50.0;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = 0.0;
    const auto take = [&](const std::optional<double>& work, double score) {
        least = std::min(least, work.value_or(least));
        most = std::max(most, work.value_or(most));
        if (std::isinf(score))
            return;
        lowest = std::min(lowest, score);
        highest = std::max(highest, score);
    };
    for (const SweepRow& row : rows_)
        take(workOf(row, axis_), scoreOf(row));
    std::vector<AccuracyCurve> curves;
    for (const Drawn& drawn : curves_) {
        for (const AccuracyStop& stop : drawn.curve.stops)
            take(stop.place.x(), stop.place.y());
        curves.push_back(drawn.curve);
    }
    if (const std::optional<double> work = workOfCurrent())
        take(work, scoreOf(current_->row));
    if (most == 0.0) // no points yet
        least = most = 1.0;
    canvas()->xAxis->setRange(least / 1.25, most * 1.6);
    const std::optional<double> needed = leastInSight(curves, isText());
    if (isOfValues())
        showDecibels(lowest, highest);
    else if (isText())
        showScores(lowest, highest, needed);
    else
        showScores(highest, 0.0, needed);
    placeCurrent();
}

/// From none, where all is shown; else what lies between the least and the most.
void AccuracyPlot::showDecibels(double least, double most)
{
    constexpr double margin = 3.0;
    const double bottom = isFullRange() ? std::min(0.0, least) : least;
    canvas()->yAxis->setRange(std::min(bottom, most) - margin, most + margin);
}

/// `needed`: the range reaches to it, however far that is from the best.
void AccuracyPlot::showScores(double best, double worst, std::optional<double> needed)
{
    if (isText()) {
        const double zoomed = std::clamp(1.05 * worst, 1.05 * best, zoomedRatio * best);
        const double top = isFullRange() ? 1.05 * worst : std::max(zoomed, 1.05 * needed.value_or(0.0));
        canvas()->yAxis->setRange(best - 0.12 * (top - best), top);
    } else if (isFullRange()) {
        canvas()->yAxis->setRange(0.0, 104.0);
    } else {
        double bottom = std::max(0.0, std::floor(best) - zoomedPoints);
        if (needed && *needed < bottom)
            bottom = std::floor(*needed) - 0.04 * (best - *needed);
        canvas()->yAxis->setRange(bottom, std::min(100.4, std::floor(best) + 2.0));
    }
}

void AccuracyPlot::tint(const Theme& theme) const
{
    for (const Drawn& drawn : curves_) {
        const AccuracyCurve& curve = drawn.curve;
        QCPGraph* const graph = drawn.graph;
        const int number = curve.number;
        if (curve.level) {
            const bool given = curve.method == Method::Given;
            graph->setPen(linePen(given ? theme.quantized : theme.floats,
                                  curve.estimated ? 2
                                  : given         ? 2
                                                  : 1,
                                  curve.estimated ? 1.0 : 1.5));
            continue;
        }
        const bool revealed = curve.method == Method::Revealed;
        // Curves of several s share the hue of TR and differ in lightness, dashes and marks.
        const std::array shades{theme.revealed, mixed(theme.revealed, theme.ink, 0.5), theme.ink};
        const bool format = curve.method == Method::Format;
        const QColor color = curve.colour      ? pinColour(theme, *curve.colour)
                             : curve.published ? theme.published
                             : format          ? pinColour(theme, number % pinColours)
                             : curve.machine   ? mixed(theme.quantized, theme.ink, 0.2 * (number + 1))
                             : revealed        ? shades[static_cast<std::size_t>(number) % shades.size()]
                                               : theme.quantized;
        const int line = curve.published || curve.machine ? 2 : revealed ? (number == 0 ? 0 : number + 2) : 0;
        graph->setPen(linePen(color, curve.colour ? (revealed ? 3 : 4) : line, 1.6));
        const int mark = curve.colour              ? 2 + *curve.colour
                         : revealed                ? number
                         : format || curve.machine ? 2 + number + number / pinColours
                                                   : 1;
        graph->setScatterStyle(markFor(mark, color, theme.surface, 8, curve.published || curve.estimated));
    }
    labels_->tint(theme.mutedInk, font());
    rings_->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, strokePen(theme.ink, 2.5), Qt::NoBrush, 17.0 * typeScale()));
    marker_->tint(theme, headingFont(font()));
}

} // namespace termscope
