// The points of an accuracy plot, under the mouse and by keys.
#include "widgets/plots/AccuracyPlot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double pointReach = 14.0; ///< pixels from which a point is taken

} // namespace

void AccuracyPlot::readingChanged(const std::optional<Reading>& reading)
{
    const AccuracyStop* stop = reading ? stopAt(reading->index) : nullptr;
    if (stop != nullptr && stop->settings) {
        const Settings settings = *stop->settings;
        emit pointHovered(settings);
    } else {
        emit hoverLeft();
    }
}

const AccuracyStop* AccuracyPlot::stopAt(int index) const
{
    for (const Drawn& drawn : curves_) {
        const auto count = static_cast<int>(drawn.curve.stops.size());
        if (index < count)
            return &drawn.curve.stops[static_cast<std::size_t>(index)];
        index -= count;
    }
    return nullptr;
}

AccuracyPlot::Reading AccuracyPlot::readingOf(int index) const
{
    const AccuracyStop* stop = stopAt(index);
    QString text = stop->text;
    if (stop->settings)
        text += tr("\nClick to take this setting.");
    return {stop->place, text, index};
}

std::optional<Plot::Reading> AccuracyPlot::readingAt(const QPointF& pixel) const
{
    std::optional<int> nearest;
    double distance = pointReach * typeScale();
    int index = 0;
    for (const Drawn& drawn : curves_) {
        for (const AccuracyStop& stop : drawn.curve.stops) {
            const QPointF place = pixelOf(stop.place);
            const double away = std::hypot(place.x() - pixel.x(), place.y() - pixel.y());
            if (drawn.graph->visible() && away < distance) {
                distance = away;
                nearest = index;
            }
            ++index;
        }
    }
    return nearest ? std::optional(readingOf(*nearest)) : std::nullopt;
}

std::optional<Plot::Reading> AccuracyPlot::step(const std::optional<Reading>& from, int dx, int dy) const
{
    std::vector<std::pair<int, int>> ranges; // first and last index of every curve with points
    int index = 0;
    for (const Drawn& drawn : curves_) {
        const auto count = static_cast<int>(drawn.curve.stops.size());
        if (count > 0 && drawn.graph->visible())
            ranges.emplace_back(index, index + count - 1);
        index += count;
    }
    if (ranges.empty())
        return std::nullopt;
    if (!from)
        return readingOf(ranges.back().first);
    for (std::size_t curve = 0; curve < ranges.size(); ++curve) {
        const auto [first, last] = ranges[curve];
        if (from->index < first || from->index > last)
            continue;
        if (dy == 0)
            return readingOf(std::clamp(from->index + dx, first, last));
        const std::size_t next = (curve + (dy > 0 ? 1 : ranges.size() - 1)) % ranges.size();
        return readingOf(std::clamp(ranges[next].first + from->index - first, ranges[next].first, ranges[next].second));
    }
    return readingOf(ranges.front().first);
}

void AccuracyPlot::activate(const Reading& reading)
{
    const AccuracyStop* stop = stopAt(reading.index);
    if (stop != nullptr && stop->settings) {
        const Settings settings = *stop->settings; // the answer to the signal may replace the rows
        emit pointActivated(settings);
    }
}

QList<KeyHelp> AccuracyPlot::keyHelp() const
{
    return Plot::keyHelp()
           + QList<KeyHelp>{{{Qt::Key_Up, Qt::Key_Down}, tr("Move the cursor from curve to curve")},
                            {{Qt::Key_Return}, tr("Set what the point was computed with")}};
}

} // namespace termscope
