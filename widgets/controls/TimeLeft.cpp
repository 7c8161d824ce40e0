#include "widgets/controls/TimeLeft.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// Before this much of the work and this long a time, a pace is a guess.
constexpr double leastFraction = 0.01;
constexpr double leastSeconds = 0.5;

} // namespace

void TimeLeft::report(double fraction, double seconds)
{
    if (!reports_.empty() && fraction < reports_.back().fraction)
        reports_.clear();
    reports_.push_back({fraction, seconds});
    while (reports_.size() > 2 && reports_[1].seconds <= seconds - window)
        reports_.pop_front();
}

std::optional<double> TimeLeft::at(double seconds) const
{
    if (reports_.size() < 2)
        return {};
    const Report& first = reports_.front();
    const Report& last = reports_.back();
    const double done = last.fraction - first.fraction;
    const double took = last.seconds - first.seconds;
    if (done < leastFraction || took < leastSeconds)
        return {};
    // Counted from the last report on: a step that takes long does not make the end come nearer.
    return std::max(0.0, (1.0 - last.fraction) * took / done - (seconds - last.seconds));
}

QString timeLeftText(std::optional<double> seconds)
{
    constexpr double minute = 60.0;
    constexpr double hour = 3600.0;
    if (!seconds)
        return {};
    const auto whole = [](double number) { return static_cast<int>(std::min(std::ceil(number), 1e9)); };
    const char* const context = "TimeLeft";
    if (*seconds < 1.5 * minute)
        return QCoreApplication::translate(context, "about %1 s left").arg(std::max(whole(*seconds), 1));
    if (*seconds < 1.5 * hour)
        return QCoreApplication::translate(context, "about %1 min left").arg(whole(*seconds / minute));
    return QCoreApplication::translate(context, "about %1 h left").arg(whole(*seconds / hour));
}

} // namespace termscope
