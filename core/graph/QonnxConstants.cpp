#include "core/graph/QonnxConstants.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/ops/QonnxQuantizers.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// The only axis along which a value of the weight's rank has more than one number; −1 for several, 0 for none.
std::int64_t onlyAxis(const Shape& shape, const Shape& weight)
{
    std::int64_t axis = 0;
    int found = 0;
    const std::size_t missing = weight.size() - shape.size();
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] > 1) {
            axis = static_cast<std::int64_t>(missing + i);
            ++found;
        }
    return found > 1 ? -1 : axis;
}

bool isWhole(float number)
{
    return std::abs(number) < 65536.0F && number == std::nearbyint(number);
}

/// One number, or one for each of `count` places.
std::vector<float> spread(const Value& value, std::size_t count)
{
    std::vector<float> numbers(count);
    for (std::size_t i = 0; i < count; ++i)
        numbers[i] = floatAt(value, value.size() == 1 ? 0 : i);
    return numbers;
}

/// Scales and zero points along one axis, as those of a DequantizeLinear. False where they lie otherwise, or a zero
/// point is no whole number.
bool addLevels(QuantizedConstant& found, const Value& scale, const Value* zero, const Shape& weight)
{
    const auto count = static_cast<std::size_t>(std::max(scale.size(), zero == nullptr ? 1 : zero->size()));
    const std::int64_t axis = onlyAxis(scale.size() == 1 && zero != nullptr ? zero->shape : scale.shape, weight);
    for (const Value* const value : {&scale, zero})
        if (value != nullptr && value->size() != 1
            && (at(value->size()) != count || onlyAxis(value->shape, weight) != axis))
            return false;
    found.axis = axis;
    const Shape shape = count == 1 ? Shape{} : Shape{static_cast<std::int64_t>(count)};
    found.scales = floatValue(shape, spread(scale, count));
    if (axis < 0)
        return false;
    if (zero == nullptr)
        return true;
    std::vector<std::int64_t> zeros;
    for (const float number : spread(*zero, count)) {
        if (!isWhole(number))
            return false;
        zeros.push_back(static_cast<std::int64_t>(number));
    }
    if (std::ranges::any_of(zeros, [](std::int64_t number) { return number != 0; }))
        found.zeros = integerValue(shape, std::move(zeros), ElementType::Int32);
    return true;
}

/// (q − z) · scale as q: exact, for the product of a small integer and a scale is rounded once.
ValuePtr integersOf(const Value& values, const Value& scale, const Value* zero)
{
    std::vector<std::int64_t> integers;
    integers.reserve(at(values.size()));
    const auto placeIn = [&](const Value& of, std::int64_t element) {
        std::int64_t place = 0;
        std::int64_t step = 1;
        for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
            const std::size_t own = of.shape.size() - 1 - axis;
            const std::int64_t size = values.shape[values.shape.size() - 1 - axis];
            place += of.shape[own] == 1 ? 0 : element % size * step;
            step *= of.shape[own];
            element /= size;
        }
        return at(place);
    };
    for (std::int64_t i = 0; i < values.size(); ++i) {
        const float z = zero == nullptr ? 0.0F : floatAt(*zero, placeIn(*zero, i));
        const float level = values.floats[at(i)] / scale.floats[placeIn(scale, i)];
        // Beyond 16 bits, which no range is given for, anything may do.
        constexpr float most = 0x1p40F;
        integers.push_back(std::isfinite(level + z)
                               ? static_cast<std::int64_t>(std::nearbyint(std::clamp(level + z, -most, most)))
                               : 0);
    }
    return integerValue(values.shape, std::move(integers), ElementType::Int32);
}

/// That of a Trunc's results.
std::optional<QuantRange> truncRange(const Node& node, std::span<const ValuePtr> levels, std::optional<bool> isSigned)
{
    const ValuePtr& last = levels.back();
    const auto range = last && last->size() == 1 ? quantRange(node, floatAt(*last, 0)) : std::nullopt;
    if (levels.size() == 5 || !range || !isSigned)
        return levels.size() == 5 ? range : std::nullopt;
    // What is not rounded down may come to one more.
    const std::int32_t count = 1 << range->bits;
    return *isSigned ? QuantRange{text("int", range->bits), range->bits, -count / 2, count / 2}
                     : QuantRange{text("uint", range->bits), range->bits, 0, count};
}

} // namespace

Result<QuantizedConstant> quantConstant(Call& call, const std::string& name, int value)
{
    const bool bipolar = call.node.op == bipolarOperator;
    const std::vector<ValuePtr> inputs = call.inputs;
    Result<Outputs> outputs = runOperator(call);
    if (!outputs)
        return tl::unexpected(outputs.error());
    QuantizedConstant found;
    found.name = name;
    found.value = value;
    found.values = outputs->front();
    const Value* const zero = bipolar ? nullptr : inputs[2].get();
    found.integers = integersOf(*found.values, *inputs[1], zero);
    const auto range = bipolar ? std::optional(QuantRange{"bipolar", 1, -1, 1})
                               : quantRange(call.node, floatAt(*inputs[3], 0));
    if (!addLevels(found, *inputs[1], zero, found.values->shape) || !range)
        return found;
    found.type = range->type;
    found.range = {range->lowest, range->highest};
    return found;
}

std::optional<GivenData> quantData(const Node& node, std::span<const ValuePtr> levels, std::optional<bool> isSigned)
{
    const auto number = [&](std::size_t index) -> std::optional<float> {
        if (index >= levels.size() || !levels[index] || levels[index]->size() != 1)
            return std::nullopt;
        return floatAt(*levels[index], 0);
    };
    const bool trunc = node.op == truncOperator;
    const std::optional<float> scale = number(trunc && levels.size() == 5 ? 3 : 0);
    if (!scale || !std::isfinite(*scale) || !(*scale > 0.0F))
        return std::nullopt;
    if (node.op == bipolarOperator)
        return GivenData{"bipolar", *scale, -1, 1, false};
    const std::optional<float> zero = number(1);
    const std::optional<float> bits = number(2);
    if (!zero || !isWhole(*zero) || !bits || (trunc && *zero != 0.0F))
        return std::nullopt;
    const auto range = trunc ? truncRange(node, levels, isSigned) : quantRange(node, *bits);
    if (!range)
        return std::nullopt;
    const auto shift = static_cast<std::int32_t>(*zero);
    return GivenData{range->type, *scale, range->lowest - shift, range->highest - shift, false};
}

} // namespace termscope
