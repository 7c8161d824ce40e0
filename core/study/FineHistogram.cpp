#include "core/study/FineHistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace termscope {
namespace {

constexpr std::size_t magnitudeBuckets = std::size_t{1} << 15; // 8 bits of exponent and 7 of the mantissa
constexpr int shift = 16;

/// Buckets in the order of the values: below `magnitudeBuckets` those of negative ones.
std::size_t bucketOf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value + 0.0F); // −0 becomes 0
    const std::size_t magnitude = (bits & 0x7fffffffU) >> shift;
    return (bits >> 31U) != 0 ? magnitudeBuckets - 1 - magnitude : magnitudeBuckets + magnitude;
}

/// Where the magnitudes of a bucket begin.
double edge(std::size_t magnitude)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(magnitude << shift));
}

struct BucketEdges {
    double low;
    double high;
};

BucketEdges edgesOf(std::size_t bucket)
{
    if (bucket >= magnitudeBuckets)
        return {edge(bucket - magnitudeBuckets), edge(bucket - magnitudeBuckets + 1)};
    return {-edge(magnitudeBuckets - bucket), -edge(magnitudeBuckets - 1 - bucket)};
}

} // namespace

void FineHistogram::make()
{
    if (!counts_.empty())
        return;
    counts_.assign(2 * magnitudeBuckets, 0.0);
    if (kind_ == Kind::Levels)
        sums_.assign(2 * magnitudeBuckets, 0.0);
}

void FineHistogram::add(std::span<const float> values)
{
    make();
    for (const float value : values)
        ++counts_[bucketOf(value)];
    if (kind_ == Kind::Levels)
        for (const float value : values)
            sums_[bucketOf(value)] += value;
    total_ += static_cast<double>(values.size());
}

void FineHistogram::add(float value, double times)
{
    make();
    const std::size_t bucket = bucketOf(value);
    counts_[bucket] += times;
    if (kind_ == Kind::Levels)
        sums_[bucket] += times * value;
    total_ += times;
}

Histogram FineHistogram::binned(double low, double high, int bins) const
{
    Histogram histogram{low, high, std::vector<double>(static_cast<std::size_t>(bins), 0.0)};
    if (counts_.empty())
        return histogram;
    const double width = histogram.binWidth();
    const auto add = [&](double value, double times) {
        const double bin = std::floor((value - low) / width);
        if (value >= low && value <= high)
            histogram.counts[static_cast<std::size_t>(std::clamp(bin, 0.0, bins - 1.0))] += times;
    };
    const std::size_t first = bucketOf(static_cast<float>(low));
    const std::size_t last = std::min(bucketOf(static_cast<float>(high)), counts_.size() - 1);
    for (std::size_t bucket = first; bucket <= last; ++bucket) {
        const double times = counts_[bucket];
        if (times == 0.0)
            continue;
        if (kind_ == Kind::Levels) {
            add(sums_[bucket] / times, times);
            continue;
        }
        // Evenly over the bucket, and so over the bins that it covers.
        const BucketEdges own = edgesOf(bucket);
        const double from = std::max(own.low, low);
        const double to = std::min(own.high, high);
        if (bucket == magnitudeBuckets || own.high - own.low < 1e-3 * width) {
            add(bucket == magnitudeBuckets ? 0.0 : 0.5 * (own.low + own.high), times);
            continue;
        }
        const auto lastBin = static_cast<std::size_t>(bins - 1);
        const auto begin = static_cast<std::size_t>(std::clamp(std::floor((from - low) / width), 0.0, bins - 1.0));
        for (std::size_t bin = begin; bin <= lastBin; ++bin) {
            const double left = std::max(from, low + static_cast<double>(bin) * width);
            const double right = std::min(to, low + static_cast<double>(bin + 1) * width);
            if (right <= left)
                break;
            histogram.counts[bin] += times * (right - left) / (own.high - own.low);
        }
    }
    return histogram;
}

double FineHistogram::beyond(double low, double high) const
{
    double sum = 0.0;
    for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
        const BucketEdges own = edgesOf(bucket);
        if (own.high < low || own.low > high)
            sum += counts_[bucket];
    }
    return sum;
}

double FineHistogram::zeros() const
{
    return counts_.empty() ? 0.0 : counts_[magnitudeBuckets];
}

double FineHistogram::magnitudeQuantile(double share, bool zeros) const
{
    if (counts_.empty())
        return 0.0;
    const double all = zeros ? total_ : total_ - this->zeros();
    double sum = 0.0;
    for (std::size_t magnitude = zeros ? 0 : 1; magnitude < magnitudeBuckets; ++magnitude) {
        sum += counts_[magnitudeBuckets + magnitude] + counts_[magnitudeBuckets - 1 - magnitude];
        if (sum > 0.0 && sum >= share * all)
            return magnitude == 0 ? 0.0 : 0.5 * (edge(magnitude) + edge(magnitude + 1));
    }
    return 0.0;
}

Bins levelledBins(double low, double high, double step, int about)
{
    // An odd number of levels to a bin, or of bins to a level: edges are half way between levels then.
    const auto odd = [](double number) { return 2.0 * std::floor(0.5 * number) + 1.0; };
    double width = (high - low) / about;
    if (step > 0.0)
        width = width >= step ? step * odd(width / step) : step / odd(step / width - 1.0);
    const double first = (std::floor(low / width - 0.5) + 0.5) * width;
    const double count = std::ceil((high - first) / width);
    return {first, first + count * width, static_cast<int>(std::clamp(count, 1.0, 8.0 * about))};
}

double typicalReach(const FineHistogram& values, double largest)
{
    constexpr double mostShare = 0.99;
    constexpr double within = 6.0; // of what most do not exceed: normal values reach 2, those of trained layers 2 to 5
    const double most = values.magnitudeQuantile(mostShare);
    if (!(largest > 0.0))
        return 1.0;
    return most > 0.0 && largest > within * most ? 2.0 * most : largest;
}

} // namespace termscope
