#include "core/base/TimeLeft.h"

#include "core/base/Error.h"

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

RoundTime rounded(double seconds)
{
    constexpr double minute = 60.0;
    constexpr double hour = 3600.0;
    const auto whole = [](double number) { return static_cast<int>(std::min(std::ceil(number), 1e9)); };
    if (seconds <= 1.5 * minute)
        return {std::max(whole(seconds), 1), TimeUnit::Seconds};
    if (seconds <= 1.5 * hour)
        return {whole(seconds / minute), TimeUnit::Minutes};
    return {whole(seconds / hour), TimeUnit::Hours};
}

std::string toText(const RoundTime& time)
{
    switch (time.unit) {
    case TimeUnit::Seconds: return text(time.amount, " s");
    case TimeUnit::Minutes: return text(time.amount, " min");
    case TimeUnit::Hours: break;
    }
    return text(time.amount, " h");
}

} // namespace termscope
