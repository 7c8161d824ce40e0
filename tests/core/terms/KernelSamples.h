// What the tests of kernels share: a row for each level of instructions, and values that show how they round.
#pragma once

#include "core/terms/Kernels.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace termscope::samples {

/// A row `level` for each set of kernels that this machine runs.
inline void kernelLevels()
{
    QTest::addColumn<int>("level");
    for (std::size_t i = 0; i < kernels::availableCount(); ++i)
        QTest::newRow(kernels::available(i).level) << static_cast<int>(i);
}

/// Values around every rounding threshold of a quantizer, extremes, and some at random.
inline std::vector<float> manyFloats(std::mt19937& random, float scale, std::int32_t largest)
{
    std::vector<float> values{0.0F,
                              -0.0F,
                              std::numeric_limits<float>::denorm_min(),
                              std::numeric_limits<float>::max(),
                              std::numeric_limits<float>::lowest(),
                              std::numeric_limits<float>::min()};
    // Exactly at the rounding thresholds, and one step to either side of them.
    for (std::int32_t m = 0; m <= std::min(largest, 300); ++m) {
        const float tie = (static_cast<float>(m) + 0.5F) * scale;
        for (const float value : {tie, std::nextafter(tie, 0.0F), std::nextafter(tie, 1e30F)}) {
            values.push_back(value);
            values.push_back(-value);
        }
    }
    std::normal_distribution<float> normal(0.0F, scale * static_cast<float>(largest) / 2.0F);
    for (int i = 0; i < 1000; ++i)
        values.push_back(normal(random));
    return values;
}

} // namespace termscope::samples
