#include "core/quant/Calibration.h"

#include "core/terms/TermRevealer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr int candidateCount = 2048;

/// Σ n, Σ n·c and Σ n·c² over the first so many bins, so that the squared error of any run of bins against one value
/// costs three differences.
class Moments {
public:
    explicit Moments(const MagnitudeHistogram& seen) : rows_(MagnitudeHistogram::binCount + 1)
    {
        for (int bin = 0; bin < MagnitudeHistogram::binCount; ++bin) {
            const auto index = static_cast<std::size_t>(bin);
            const auto count = static_cast<double>(seen.counts[index]);
            const double centre = seen.centre(bin);
            rows_[index + 1] = {rows_[index].count + count, rows_[index].first + count * centre,
                                rows_[index].second + count * centre * centre};
        }
    }

    /// Squared error of bins begin…end−1 when all of them become `value`.
    double error(int begin, int end, double value) const
    {
        const Row& a = rows_[static_cast<std::size_t>(begin)];
        const Row& b = rows_[static_cast<std::size_t>(end)];
        return (b.second - a.second) - 2.0 * value * (b.first - a.first) + value * value * (b.count - a.count);
    }

private:
    struct Row {
        double count = 0.0;
        double first = 0.0;
        double second = 0.0;
    };
    std::vector<Row> rows_;
};

/// What each quantized magnitude 0…largest becomes with s terms.
std::vector<std::int32_t> truncatedMagnitudes(const CalibrationConfig& config, std::int32_t largest)
{
    std::vector<std::int32_t> magnitudes(static_cast<std::size_t>(largest) + 1);
    for (std::size_t i = 0; i < magnitudes.size(); ++i)
        magnitudes[i] = static_cast<std::int32_t>(i);
    if (config.dataTerms > 0)
        revealRow({config.encoding, largest, 1, config.dataTerms}, magnitudes, magnitudes);
    return magnitudes;
}

/// First bin whose centre rounds to at least `magnitude`.
int firstBin(const MagnitudeHistogram& seen, double scale, std::int32_t magnitude)
{
    const double threshold = (magnitude - 0.5) * scale;
    const double bin = std::ceil(threshold / seen.largest * MagnitudeHistogram::binCount - 0.5);
    return static_cast<int>(std::clamp(bin, 0.0, static_cast<double>(MagnitudeHistogram::binCount)));
}

/// For more levels than bins: bin after bin.
double squaredErrorByBin(const MagnitudeHistogram& seen, const Moments& moments, float scale,
                         const std::vector<std::int32_t>& magnitudes)
{
    double error = 0.0;
    const auto last = static_cast<double>(magnitudes.size() - 1);
    for (int bin = 0; bin < MagnitudeHistogram::binCount; ++bin) {
        const auto level = static_cast<std::size_t>(std::min(std::floor(seen.centre(bin) / scale + 0.5), last));
        error += moments.error(bin, bin + 1, static_cast<double>(magnitudes[level]) * scale);
    }
    return error;
}

double squaredError(const MagnitudeHistogram& seen, const Moments& moments, float scale,
                    const std::vector<std::int32_t>& magnitudes)
{
    if (magnitudes.size() > MagnitudeHistogram::binCount)
        return squaredErrorByBin(seen, moments, scale, magnitudes);
    double error = 0.0;
    int begin = 0;
    for (std::size_t m = 0; m < magnitudes.size() && begin < MagnitudeHistogram::binCount; ++m) {
        const bool isLast = m + 1 == magnitudes.size();
        const int end = isLast ? MagnitudeHistogram::binCount : firstBin(seen, scale, static_cast<std::int32_t>(m) + 1);
        error += moments.error(begin, end, static_cast<double>(magnitudes[m]) * scale);
        begin = end;
    }
    return error;
}

} // namespace

std::string_view nameOf(Calibration calibration)
{
    return calibration == Calibration::Max ? "max" : "mse";
}

std::optional<Calibration> calibrationFromName(std::string_view name)
{
    for (const Calibration calibration : {Calibration::Max, Calibration::Mse})
        if (name == nameOf(calibration))
            return calibration;
    return std::nullopt;
}

void addMagnitudes(MagnitudeHistogram& histogram, std::span<const float> values)
{
    if (histogram.largest == 0.0F)
        return;
    const double binsPerUnit = MagnitudeHistogram::binCount / static_cast<double>(histogram.largest);
    // Half of what a Relu gives is 0, in no order: bins of their own that nobody reads take zeros without a branch, and
    // several of them, so that one need not wait for the other.
    constexpr std::size_t zeroBins = 8;
    constexpr std::size_t atOnce = 512;
    constexpr std::int32_t lastBin = MagnitudeHistogram::binCount - 1;
    histogram.counts.resize(MagnitudeHistogram::binCount + zeroBins, 0);
    std::array<std::int32_t, atOnce> bins;
    for (std::size_t first = 0; first < values.size(); first += atOnce) {
        const std::size_t size = std::min(atOnce, values.size() - first);
        const float* const x = values.data() + first;
        for (std::size_t i = 0; i < size; ++i)
            bins[i] = static_cast<std::int32_t>(std::abs(x[i]) * binsPerUnit);
        for (std::size_t i = 0; i < size; ++i) {
            const auto zero = MagnitudeHistogram::binCount + static_cast<std::int32_t>(i % zeroBins);
            const bool isZero = (std::bit_cast<std::uint32_t>(x[i]) << 1) == 0;
            bins[i] = isZero ? zero : std::min(bins[i], lastBin);
        }
        for (std::size_t i = 0; i < size; ++i)
            ++histogram.counts[static_cast<std::size_t>(bins[i])];
    }
    histogram.counts.resize(MagnitudeHistogram::binCount);
}

MagnitudeHistogram magnitudeHistogram(std::span<const float> values)
{
    MagnitudeHistogram histogram{largestAbsolute(values), std::vector<std::uint64_t>(MagnitudeHistogram::binCount, 0)};
    addMagnitudes(histogram, values);
    return histogram;
}

float calibratedScale(const MagnitudeHistogram& seen, const CalibrationConfig& config)
{
    if (seen.largest == 0.0F || config.calibration == Calibration::Max)
        return scaleFor(seen.largest, config.bits, config.quantizer);
    const Moments moments(seen);
    const auto magnitudes = truncatedMagnitudes(config, largestMagnitude(config.bits, config.quantizer));
    float best = 1.0F;
    double bestError = std::numeric_limits<double>::infinity();
    for (int i = 1; i <= candidateCount; ++i) {
        const float clip = seen.largest * static_cast<float>(i) / candidateCount;
        const float scale = scaleFor(clip, config.bits, config.quantizer);
        const double error = squaredError(seen, moments, scale, magnitudes);
        if (error < bestError) {
            bestError = error;
            best = scale;
        }
    }
    return best;
}

} // namespace termscope
