// The time of one fold's work: which item a cell is at, and which it has finished, when so many cycles have passed.
//
// Time comes in beats. With skew `step` a beat is a step of the whole array: there are T + R + C − 2, and in beat b
// cell (r, c) works at item b − r − c. With skew `clock` a beat is an item at cell (0, 0): there are T, cell (r, c)
// does r + c clocks later what cell (0, 0) does now, and R + C − 2 clocks follow the last beat. r + c is called the
// distance below.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace termscope {

class StepClock {
public:
    StepClock() = default;
    /// `uniform` cycles a beat; without it lengths are appended as they become known.
    StepClock(bool everyClock, std::int64_t stream, std::int64_t hops, std::optional<std::int64_t> uniform);

    bool everyClock() const { return everyClock_; }
    std::int64_t beats() const { return everyClock_ ? stream_ : stream_ + hops_; }
    bool
    needsLength(std::int64_t upTo) const; ///< of beat known(), to pass so many cycles and know the beat then under way
    std::int64_t known() const { return uniform_ ? beats() : static_cast<std::int64_t>(ends_.size()); }
    void append(std::int64_t length);

    std::int64_t elapsed() const { return elapsed_; }
    void elapse(std::int64_t cycles) { elapsed_ += cycles; }
    std::int64_t end(std::int64_t beat) const;              ///< range: beat < known()
    bool over() const;                                      ///< all cells have finished all items
    std::optional<std::int64_t> total() const;              ///< cycles of the fold's work, once all lengths are known
    std::int64_t beat() const { return endedBy(elapsed_); } ///< the one under way, beats() when none is
    std::int64_t lengthOf(std::int64_t beat) const { return end(beat) - (beat > 0 ? end(beat - 1) : 0); }

    /// Items a cell has finished after `elapsed`, 0…T.
    std::int64_t itemsDone(std::int64_t distance) const { return itemsDone(distance, elapsed_); }
    std::int64_t itemsDone(std::int64_t distance, std::int64_t elapsed) const;

    /// How many distances 0, 1, 2, … have finished an item.
    std::int64_t reach(std::int64_t item) const;

    struct Place {
        std::int64_t item = -1; ///< at work in the coming cycle; −1 none
        std::int64_t cycle = 0; ///< cycles it has been at work
    };
    Place place(std::int64_t distance) const;

private:
    std::int64_t endedBy(std::int64_t cycles) const; ///< beats that have ended

    bool everyClock_ = false;
    std::int64_t stream_ = 0;
    std::int64_t hops_ = 0;
    std::optional<std::int64_t> uniform_ = 1;
    std::vector<std::int64_t> ends_; ///< of the beats whose length is known, unless all are uniform
    std::int64_t elapsed_ = 0;
};

} // namespace termscope
