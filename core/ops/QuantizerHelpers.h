// What operators on quantized values have in common. Internal to core/ops.
#pragma once

#include "core/ops/Helpers.h"

#include <string>
#include <utility>
#include <vector>

namespace termscope::ops {

/// Scale and zero point of a value, as inputs of an operator: one of each, or one for each place of an axis.
struct Quantization {
    const Value* scale = nullptr;
    const Value* zero = nullptr; ///< null: 0

    float scaleAt(std::int64_t place) const { return scale->floats[scale->size() == 1 ? 0 : at(place)]; }
    std::int64_t zeroAt(std::int64_t place) const
    {
        return zero == nullptr ? 0 : zero->integers[zero->size() == 1 ? 0 : at(place)];
    }
    /// What integers it makes: those of its zero point; uint8 without one.
    ElementType type() const { return zero == nullptr ? ElementType::UInt8 : zero->type; }
};

/// The inputs `scale` and `scale` + 1 of a call. Error: no floating-point scale, no integers as zero point, sizes that
/// do not fit each other or `places` (1 for one of each).
Result<Quantization> quantizationAt(const Call& call, std::size_t scale, std::int64_t places = 1);

/// What the signs of scales may be: blocks of some quantizers have their extreme value, of either sign, as one end.
enum class ScaleSigns { Positive, NotNegative, Any };

/// Error: a known scale is not finite, or has another sign.
Result<void> checkScales(const Value& scales, ScaleSigns signs);

/// x / scale, rounded half to even, plus the zero point, saturated. NaN gives the zero point.
std::int64_t quantized(float x, float scale, std::int64_t zero, std::pair<std::int64_t, std::int64_t> range);

/// Inputs of a call dequantized, put through another operator, and the result quantized. Each of `inputs` is followed
/// by its scale and zero point among the call's inputs; so are those of the result.
struct ThroughFloats {
    std::string op;
    std::vector<Attribute> attributes = {};
    std::vector<std::size_t> inputs; ///< where each begins among the call's inputs
    std::size_t result = 0;          ///< where the result's scale is
};
Result<Outputs> throughFloats(Call& call, const ThroughFloats& through);

} // namespace termscope::ops
