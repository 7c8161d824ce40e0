// Counts of values that can be binned anew for any range, and read for quantiles, without the values.
//
// One count for all float32 that agree in sign, exponent and the first seven bits of the mantissa: wherever a bucket
// lies, it is at most 1/128 of its values wide. So the few largest of a million weights and the crowd around zero are
// both there, whatever the one is to the other.
#pragma once

#include "core/study/Histogram.h"

#include <cstdint>
#include <span>

namespace termscope {

class FineHistogram {
public:
    /// Values that lie anywhere, or on levels: what is at one place is not spread over its bucket.
    enum class Kind { Continuous, Levels };

    explicit FineHistogram(Kind kind = Kind::Continuous) : kind_(kind) {}

    /// Range: finite values.
    void add(std::span<const float> values);
    void add(float value, double times);

    double total() const { return total_; }
    bool empty() const { return total_ == 0.0; }

    /// Equal bins over [low, high]; values beyond are left out. Cost: the buckets, 65,536 at most. Range: low < high.
    Histogram binned(double low, double high, int bins) const;
    /// Values below `low` or above `high`.
    double beyond(double low, double high) const;
    /// The magnitude that `share` 0…1 of the values do not exceed, to 1/128 of itself; 0 for none. `zeros`: whether
    /// those that are 0 count.
    double magnitudeQuantile(double share, bool zeros = true) const;
    /// How many values are 0.
    double zeros() const;

private:
    void make();

    Kind kind_;
    std::vector<double> counts_; ///< by bucket, in the order of the values; empty while there are none
    std::vector<double> sums_;   ///< of the values of a bucket, where they are levels
    double total_ = 0.0;
};

/// Equal bins.
struct Bins {
    double low = 0.0;
    double high = 0.0;
    int count = 0;
};

/// About `about` bins over [low, high], or somewhat more than that, in which levels `step` apart lie evenly, as 0 does
/// in the middle of one; `step` 0: there are no levels. Anything else would show as a comb that is not in the data.
Bins levelledBins(double low, double high, double step, int about);

/// ± the range that shows what most values are like: all of them where the largest is within reach of the others, else
/// twice what 99 of 100 do not exceed. 1 for zeros alone.
double typicalReach(const FineHistogram& values, double largest);

} // namespace termscope
