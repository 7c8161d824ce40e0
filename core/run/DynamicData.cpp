#include "core/run/DynamicData.h"

#include <algorithm>
#include <cmath>

namespace termscope {

namespace {

/// 8 bits without a sign over the values and zero.
struct DynamicLevels {
    float scale = 1.0F;
    float zero = 0.0F;
};

DynamicLevels levelsOf(std::span<const float> sample)
{
    float low = 0.0F;
    float high = 0.0F;
    for (const float value : sample) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    const float scale = high == low ? 1.0F : (high - low) / 255.0F;
    return {scale, std::clamp(std::nearbyint(-low / scale), 0.0F, 255.0F)};
}

} // namespace

float dynamicIntegers(std::span<const float> sample, std::span<float> integers)
{
    const auto [scale, zero] = levelsOf(sample);
    std::ranges::transform(sample, integers.begin(), [scale = scale, zero = zero](float value) {
        return std::clamp(std::nearbyint(value / scale) + zero, 0.0F, 255.0F) - zero;
    });
    return scale;
}

int dynamicZero(std::span<const float> sample)
{
    return static_cast<int>(levelsOf(sample).zero);
}

} // namespace termscope
