#include "core/ops/RoundToLevels.h"

namespace termscope::ops {

void roundToLevels(std::span<const float> values, float scale, float lowest, float highest, float* result)
{
    // Added to it, a number below 2^22 loses its fraction, halves to even; a loop that every compiler vectorizes.
    constexpr float shift = 12582912.0F;
    const float* const from = values.data();
    for (std::size_t i = 0; i < values.size(); ++i) {
        float level = from[i] / scale;
        level = level == level ? level : 0.0F;
        level = level > lowest ? level : lowest;
        level = level < highest ? level : highest;
        result[i] = ((level + shift) - shift) * scale;
    }
}

} // namespace termscope::ops
