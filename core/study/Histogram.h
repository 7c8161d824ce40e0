// Counts in equal bins.
#pragma once

#include <vector>

namespace termscope {

/// Counts in equal bins over [low, high].
struct Histogram {
    double low = 0.0;
    double high = 0.0;
    std::vector<double> counts;

    double binWidth() const { return counts.empty() ? 0.0 : (high - low) / static_cast<double>(counts.size()); }
};

} // namespace termscope
