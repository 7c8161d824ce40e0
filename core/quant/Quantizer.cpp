#include "core/quant/Quantizer.h"

#include "core/base/Translatable.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr std::array rules{
    QuantizerInfo{Quantizer::Symmetric, "symmetric", TERMSCOPE_TRANSLATABLE("core", "Symmetric")},
    QuantizerInfo{Quantizer::Reference2020, "reference2020", TERMSCOPE_TRANSLATABLE("core", "Reference 2020")},
};

/// What the largest magnitude of the values is divided by.
std::int32_t divisorOf(int bits, Quantizer quantizer)
{
    switch (quantizer) {
    case Quantizer::Symmetric: return largestMagnitude(bits, quantizer);
    case Quantizer::Reference2020: return std::int32_t{1} << (bits - 1);
    }
    return 1;
}

/// Counts the values that are no finite numbers.
class NotFinite {
public:
    NotFinite& add(std::span<const float> values)
    {
        // The largest magnitude as an integer tells of both kinds: a loop that runs at the speed of memory.
        std::int32_t largest = 0;
        for (const float value : values)
            largest = std::max(largest, std::bit_cast<std::int32_t>(value) & 0x7FFFFFFF);
        if (largest < 0x7F800000)
            return *this;
        for (const float value : values) {
            notNumbers_ += std::isnan(value) ? 1 : 0;
            infinities_ += std::isinf(value) ? 1 : 0;
        }
        return *this;
    }

    Result<void> verdict(const std::string& name, std::size_t count) const
    {
        if (notNumbers_ + infinities_ > 0)
            return fail(name, ": expected finite values, found ", notNumbers_, " not a number and ", infinities_,
                        " infinite of ", count);
        return {};
    }

private:
    std::size_t notNumbers_ = 0;
    std::size_t infinities_ = 0;
};

} // namespace

std::span<const QuantizerInfo> quantizers()
{
    return rules;
}

std::string_view quantizerHelp()
{
    return TERMSCOPE_TRANSLATABLE("core", "Symmetric: scale = max|x| / (2^(b-1) - 1). Reference 2020: "
                                          "the rule of the code published with the paper.");
}

std::string_view nameOf(Quantizer quantizer)
{
    return rules[static_cast<std::size_t>(quantizer)].name;
}

std::optional<Quantizer> quantizerFromName(std::string_view name)
{
    const auto found = std::ranges::find(rules, name, &QuantizerInfo::name);
    return found == rules.end() ? std::nullopt : std::optional(found->quantizer);
}

std::int32_t largestMagnitude(int bits, Quantizer quantizer)
{
    switch (quantizer) {
    case Quantizer::Symmetric: return (std::int32_t{1} << (bits - 1)) - 1;
    case Quantizer::Reference2020: return (std::int32_t{1} << bits) - 1;
    }
    return 0;
}

float scaleFor(float clip, int bits, Quantizer quantizer)
{
    if (clip == 0.0F)
        return 1.0F;
    // A clip so small that the scale would vanish is kept representable.
    return std::max(clip / static_cast<float>(divisorOf(bits, quantizer)), std::numeric_limits<float>::denorm_min());
}

float largestAbsolute(std::span<const float> values)
{
    // Sixteen maxima that need not wait for one another.
    std::array<float, 16> largest{};
    std::size_t i = 0;
    for (; i + largest.size() <= values.size(); i += largest.size())
        for (std::size_t lane = 0; lane < largest.size(); ++lane)
            largest[lane] = std::max(largest[lane], std::abs(values[i + lane]));
    for (; i < values.size(); ++i)
        largest[0] = std::max(largest[0], std::abs(values[i]));
    return *std::ranges::max_element(largest);
}

float largestAbsoluteByParts(const SharedFloats& values)
{
    float largest = 0.0F;
    values.visitParts([&](std::span<const float> part) { largest = std::max(largest, largestAbsolute(part)); });
    return largest;
}

Result<void> checkFinite(std::span<const float> values, const std::string& name)
{
    return NotFinite().add(values).verdict(name, values.size());
}

Result<void> checkFiniteByParts(const SharedFloats& values, const std::string& name)
{
    NotFinite found;
    values.visitParts([&](std::span<const float> part) { found.add(part); });
    return found.verdict(name, values.size());
}

std::int32_t quantize(float value, float scale, std::int32_t largest)
{
    const float rounded = std::floor(std::abs(value) / scale + 0.5F);
    const auto magnitude = rounded < static_cast<float>(largest) ? static_cast<std::int32_t>(rounded) : largest;
    return value < 0.0F ? -magnitude : magnitude;
}

} // namespace termscope
