// Scales of activations, from the values that calibration samples produce at a layer's input.
//
//   max   the scale at which the largest magnitude seen is q_max
//   mse   of 2048 equally spaced clips up to the largest magnitude seen, the one with the smallest squared error of
//         the quantized and s-term-truncated data, over an 8192-bin histogram of the magnitudes (bin centres)
#pragma once

#include "core/quant/Quantizer.h"
#include "core/terms/Encoding.h"

namespace termscope {

enum class Calibration { Max, Mse };

/// "max", "mse".
std::string_view nameOf(Calibration calibration);
std::optional<Calibration> calibrationFromName(std::string_view name);

/// Counts of |x| in equal bins over [0, largest]; zeros are counted apart, as they are exact at every scale.
struct MagnitudeHistogram {
    static constexpr int binCount = 8192;

    float largest = 0.0F;
    std::vector<std::uint64_t> counts; ///< binCount of them, exact zeros left out

    double centre(int bin) const { return (bin + 0.5) * largest / binCount; }
};

/// Counts more values into a histogram with its `largest` and its bins; none of them may be larger.
void addMagnitudes(MagnitudeHistogram& histogram, std::span<const float> values);

MagnitudeHistogram magnitudeHistogram(std::span<const float> values);

struct CalibrationConfig {
    Calibration calibration = Calibration::Mse;
    int bits = 8;
    Quantizer quantizer = Quantizer::Symmetric;
    Encoding encoding = Encoding::Hese;
    int dataTerms = 0; ///< s; 0 keeps all terms
};

/// The activation scale (1 when nothing but zeros was seen).
float calibratedScale(const MagnitudeHistogram& seen, const CalibrationConfig& config);

} // namespace termscope
