// Formats whose elements are floating-point numbers of few bits, and MXINT8.
#include "core/quant/FormatQuantizers.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace termscope {
namespace {

/// ⌊log2 |value|⌋, 128 of infinity; of 0 and what is smaller than every normal number −127.
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

/// Terms of an element's number: those of its significand, a whole number below 2^(fractionBits + 1). Not a number has
/// those of the table's end.
std::uint8_t termsOfElement(float value, const FloatElement& element, const TermTable& table)
{
    const float significand = std::abs(value) / stepAround(value, element);
    return significand < 256.0F ? table[static_cast<std::size_t>(significand)] : table.back();
}

FormattedWeights emptyLike(const WeightsInRows& weights)
{
    FormattedWeights formatted;
    formatted.values.resize(weights.values.size());
    formatted.terms.resize(weights.values.size());
    formatted.scales = {1.0F};
    return formatted;
}

NumbersOfBlock partOf(FormattedWeights& formatted, const WeightsInRows& weights, std::size_t first, std::size_t count)
{
    return {weights.values.subspan(first, count), formatted.values.data() + first, formatted.terms.data() + first};
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
    return std::clamp(exponentOf(largestAbsolute(block)) - element.highestExponent, -127, 127);
}

} // namespace

float roundToElement(float value, const FloatElement& element)
{
    // What is added leaves no bits for a fraction: the sum is rounded half to even, on any vector of floats.
    constexpr float wholeNumbers = 0x1.8p23F;
    const float step = stepAround(value, element);
    const float rounded = (value / step + wholeNumbers - wholeNumbers) * step;
    return std::clamp(rounded, -element.largest, element.largest);
}

void writeMxBlock(const NumbersOfBlock& block, const FloatElement& element, const TermTable& table)
{
    const int exponent = sharedExponent(block.values, element);
    const float up = std::ldexp(1.0F, exponent);
    const float down = std::ldexp(1.0F, -exponent);
    for (std::size_t i = 0; i < block.values.size(); ++i) {
        const float number = roundToElement(block.values[i] * down, element);
        block.numbers[i] = number * up;
        block.terms[i] = termsOfElement(number, element, table);
    }
}

void writeNvFp4Block(const NumbersOfBlock& block, float whole, const TermTable& table)
{
    const float own = roundToElement(largestAbsolute(block.values) / elementE2M1.largest / whole, elementE4M3);
    for (std::size_t i = 0; i < block.values.size(); ++i) {
        const float number = own == 0.0F ? 0.0F : roundToElement(block.values[i] / (own * whole), elementE2M1);
        block.numbers[i] = number * own;
        block.terms[i] = termsOfElement(number, elementE2M1, table);
    }
}

void writeFp8(const NumbersOfBlock& block, float scale, const TermTable& table)
{
    for (std::size_t i = 0; i < block.values.size(); ++i) {
        block.numbers[i] = roundToElement(block.values[i] / scale, elementE4M3);
        block.terms[i] = termsOfElement(block.numbers[i], elementE4M3, table);
    }
}

float wholeScaleOfNvFp4(float largest)
{
    return largest == 0.0F ? 1.0F : largest / (elementE2M1.largest * elementE4M3.largest);
}

float scaleOfFp8(float largest)
{
    return largest == 0.0F ? 1.0F : largest / elementE4M3.largest;
}

FormattedWeights quantizeMx(const WeightFormat& format, const WeightsInRows& weights)
{
    const TermTable table = termsOfMagnitudes(weights.encoding);
    FormattedWeights formatted = emptyLike(weights);
    forBlocks(weights, format.block, [&](std::size_t first, std::size_t count) {
        writeMxBlock(partOf(formatted, weights, first, count), *format.element, table);
    });
    return formatted;
}

FormattedWeights quantizeNvFp4(const WeightFormat& format, const WeightsInRows& weights)
{
    const TermTable table = termsOfMagnitudes(weights.encoding);
    FormattedWeights formatted = emptyLike(weights);
    const float whole = wholeScaleOfNvFp4(largestAbsolute(weights.values));
    formatted.scales = {whole};
    forBlocks(weights, format.block, [&](std::size_t first, std::size_t count) {
        writeNvFp4Block(partOf(formatted, weights, first, count), whole, table);
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
        const NumbersOfBlock block = partOf(formatted, weights, static_cast<std::size_t>(part) * length, length);
        const float scale = scaleOfFp8(largestAbsolute(block.values));
        scales[static_cast<std::size_t>(part)] = scale;
        writeFp8(block, scale, table);
    }
    formatted.scales = scalesOfRows(own, scales);
    return formatted;
}

} // namespace termscope
