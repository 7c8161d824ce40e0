// Formats whose elements are floating-point numbers of few bits, and MXINT8.
#include "core/quant/FormatQuantizers.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace termscope {
namespace {

/// ⌊log2 |value|⌋; of 0 and what is smaller than every normal number −127.
int exponentOf(float value)
{
    return static_cast<int>(std::bit_cast<std::uint32_t>(value) >> 23 & 0xFFU) - 127;
}

/// 2^exponent, of a normal number.
float powerOf(int exponent)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(exponent + 127) << 23);
}

/// The distance of the element's numbers around a value.
float stepAround(float value, const FloatElement& element)
{
    return powerOf(std::max(exponentOf(value), element.lowestExponent) - element.fractionBits);
}

/// Terms of an element's number: those of its significand, a whole number below 2^(fractionBits + 1).
std::uint8_t termsOfElement(float value, const FloatElement& element, const TermTable& table)
{
    const float significand = std::abs(value) / stepAround(value, element);
    return table[static_cast<std::size_t>(significand)];
}

FormattedWeights emptyLike(const WeightsInRows& weights)
{
    FormattedWeights formatted;
    formatted.values.resize(weights.values.size());
    formatted.terms.resize(weights.values.size());
    formatted.scales = {1.0F};
    return formatted;
}

/// Calls block(first, count) for every block of every row, on all cores.
template <class Block>
void forBlocks(const WeightsInRows& weights, std::int64_t size, Block block)
{
#pragma omp parallel for schedule(static)
    for (std::int64_t row = 0; row < weights.rows; ++row)
        for (std::int64_t first = 0; first < weights.columns; first += size)
            block(static_cast<std::size_t>(row * weights.columns + first),
                  static_cast<std::size_t>(std::min(size, weights.columns - first)));
}

/// MX v1.0, section 6.3: X = 2^(⌊log2 max|v|⌋ − the largest exponent of the element), within E8M0.
int sharedExponent(std::span<const float> block, const FloatElement& element)
{
    const float largest = largestAbsolute(block);
    const int exponent = largest == 0.0F ? -127 : std::ilogb(largest);
    return std::clamp(exponent - element.highestExponent, -127, 127);
}

} // namespace

float roundToElement(float value, const FloatElement& element)
{
    const float step = stepAround(value, element);
    const float rounded = std::nearbyint(value / step) * step; // half to even
    return std::clamp(rounded, -element.largest, element.largest);
}

FormattedWeights quantizeMx(const WeightFormat& format, const WeightsInRows& weights, const FloatElement& element)
{
    const TermTable table = termsOfMagnitudes(weights.encoding);
    FormattedWeights formatted = emptyLike(weights);
    forBlocks(weights, format.block, [&](std::size_t first, std::size_t count) {
        const std::span<const float> block = weights.values.subspan(first, count);
        const int exponent = sharedExponent(block, element);
        const float up = std::ldexp(1.0F, exponent);
        const float down = std::ldexp(1.0F, -exponent);
        for (std::size_t i = 0; i < count; ++i) {
            const float number = roundToElement(block[i] * down, element);
            formatted.values[first + i] = number * up;
            formatted.terms[first + i] = termsOfElement(number, element, table);
        }
    });
    return formatted;
}

/// The tensor's scale puts the largest scale of a block at E4M3's largest number.
FormattedWeights quantizeNvFp4(const WeightFormat& format, const WeightsInRows& weights)
{
    const TermTable table = termsOfMagnitudes(weights.encoding);
    FormattedWeights formatted = emptyLike(weights);
    const float largest = largestAbsolute(weights.values);
    const float whole = largest == 0.0F ? 1.0F : largest / (elementE2M1.largest * elementE4M3.largest);
    formatted.scales = {whole};
    forBlocks(weights, format.block, [&](std::size_t first, std::size_t count) {
        const std::span<const float> block = weights.values.subspan(first, count);
        const float own = roundToElement(largestAbsolute(block) / elementE2M1.largest / whole, elementE4M3);
        for (std::size_t i = 0; i < count; ++i) {
            const float number = own == 0.0F ? 0.0F : roundToElement(block[i] / (own * whole), elementE2M1);
            formatted.values[first + i] = number * own;
            formatted.terms[first + i] = termsOfElement(number, elementE2M1, table);
        }
    });
    return formatted;
}

FormattedWeights quantizeFp8(const WeightFormat& format, const WeightsInRows& weights)
{
    WeightsInRows own = weights;
    own.perChannel = format.scale == ScaleOf::Channel;
    const TermTable table = termsOfMagnitudes(weights.encoding);
    FormattedWeights formatted = emptyLike(weights);
    const std::int64_t parts = partsOf(own);
    const std::size_t length = parts == 0 ? 0 : weights.values.size() / static_cast<std::size_t>(parts);
    std::vector<float> scales(static_cast<std::size_t>(parts), 1.0F);
#pragma omp parallel for schedule(static)
    for (std::int64_t part = 0; part < parts; ++part) {
        const std::size_t first = static_cast<std::size_t>(part) * length;
        const float largest = largestAbsolute(weights.values.subspan(first, length));
        const float scale = largest == 0.0F ? 1.0F : largest / elementE4M3.largest;
        scales[static_cast<std::size_t>(part)] = scale;
        for (std::size_t i = first; i < first + length; ++i) {
            formatted.values[i] = roundToElement(weights.values[i] / scale, elementE4M3);
            formatted.terms[i] = termsOfElement(formatted.values[i], elementE4M3, table);
        }
    }
    formatted.scales = scalesOfRows(own, scales);
    return formatted;
}

} // namespace termscope
