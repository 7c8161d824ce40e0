// How long work still takes, from how it has gone on so far.
#pragma once

#include <deque>
#include <optional>
#include <string>

namespace termscope {

/// Knows no clock: whoever asks says what time it is, in seconds since the work began.
class TimeLeft {
public:
    /// `fraction` 0…1 of the work was done at `seconds`. Both only grow; a smaller fraction begins anew.
    void report(double fraction, double seconds);

    /// Seconds that are left at `seconds`; none while too little was done to tell. The pace is that of the last
    /// `window` seconds: what comes last often takes another time than what came first.
    std::optional<double> at(double seconds) const;

    static constexpr double window = 10.0;

private:
    struct Report {
        double fraction;
        double seconds;
    };

    std::deque<Report> reports_; ///< those of the window, and the one before them
};

enum class TimeUnit { Seconds, Minutes, Hours };

/// As people say it: 1…90 seconds, 2…90 minutes, 2… hours; never less than there is.
struct RoundTime {
    int amount = 0;
    TimeUnit unit = TimeUnit::Seconds;

    friend bool operator==(const RoundTime&, const RoundTime&) = default;
};

RoundTime rounded(double seconds);

/// "5 s", "3 min", "2 h".
std::string toText(const RoundTime& time);

} // namespace termscope
