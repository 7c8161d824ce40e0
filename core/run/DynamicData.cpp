#include "core/run/DynamicData.h"

#include <algorithm>
#include <cmath>

namespace termscope {

float dynamicIntegers(std::span<const float> sample, std::span<float> integers)
{
    float low = 0.0F;
    float high = 0.0F;
    for (const float value : sample) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    const float scale = high == low ? 1.0F : (high - low) / 255.0F;
    const float zero = std::clamp(std::nearbyint(-low / scale), 0.0F, 255.0F);
    std::ranges::transform(sample, integers.begin(), [&](float value) {
        return std::clamp(std::nearbyint(value / scale) + zero, 0.0F, 255.0F) - zero;
    });
    return scale;
}

} // namespace termscope
