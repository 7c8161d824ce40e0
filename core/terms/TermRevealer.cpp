#include "core/terms/TermRevealer.h"

#include "core/terms/Kernels.h"
#include "core/terms/SignedDigits.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace termscope {
namespace {

using kernels::chunk;

/// Largest magnitude whose digits fit a byte in every encoding.
constexpr std::int32_t byteLargest = 127;

int slotFor(int groupSize)
{
    return static_cast<int>(std::bit_ceil(static_cast<unsigned>(groupSize)));
}

/// The values of one pass through the byte kernels: groups laid out at slots of a power of two, empty places zero.
struct Pass {
    alignas(64) std::array<std::int8_t, chunk> quantized;
    alignas(64) std::array<std::int16_t, chunk> revealed;
    alignas(64) std::array<std::uint8_t, chunk> kept;
};

/// How a row is cut into passes.
class Layout {
public:
    explicit Layout(int groupSize)
        : group_(static_cast<std::size_t>(groupSize)), slot_(static_cast<std::size_t>(slotFor(groupSize)))
    {
    }

    std::size_t slot() const { return slot_; }
    bool isDense() const { return slot_ == group_; }
    /// Values of the row that one pass takes.
    std::size_t valuesPerPass() const { return chunk / slot_ * group_; }
    /// Places of the pass that `count` values fill, rounded up to what the kernels take.
    std::size_t places(std::size_t count) const
    {
        const std::size_t used = isDense() ? count : (count + group_ - 1) / group_ * slot_;
        return (used + 63) / 64 * 64;
    }

    template <class T>
    void spread(const T* values, std::size_t count, T* places) const
    {
        std::fill_n(places, this->places(count), T{});
        for (std::size_t first = 0, place = 0; first < count; first += group_, place += slot_)
            std::copy_n(values + first, std::min(group_, count - first), places + place);
    }

    template <class T, class Target>
    void gather(const T* places, std::size_t count, Target* values) const
    {
        for (std::size_t first = 0, place = 0; first < count; first += group_, place += slot_)
            std::copy_n(places + place, std::min(group_, count - first), values + first);
    }

private:
    std::size_t group_;
    std::size_t slot_;
};

/// Fills the pass with `count` values by way of `narrow(target)`, in the layout's places.
template <class Narrow>
void fill(Pass& pass, const Layout& layout, std::size_t count, Narrow narrow)
{
    if (layout.isDense()) {
        narrow(pass.quantized.data());
        std::fill(pass.quantized.begin() + static_cast<std::ptrdiff_t>(count),
                  pass.quantized.begin() + static_cast<std::ptrdiff_t>(layout.places(count)), std::int8_t{0});
        return;
    }
    std::array<std::int8_t, chunk> dense;
    narrow(dense.data());
    layout.spread(dense.data(), count, pass.quantized.data());
}

void revealPass(const RevealConfig& config, const Layout& layout, std::size_t count, Pass& pass, bool wantsKept)
{
    kernels::best().revealBytes(pass.quantized.data(), layout.places(count), config.encoding,
                                static_cast<int>(layout.slot()), config.budget, pass.revealed.data(),
                                wantsKept ? pass.kept.data() : nullptr);
}

void revealRowBytes(const RevealConfig& config, std::span<const std::int32_t> row, std::span<std::int32_t> revealed,
                    std::span<std::uint8_t> keptTerms)
{
    const Layout layout(config.groupSize);
    Pass pass;
    for (std::size_t first = 0; first < row.size(); first += layout.valuesPerPass()) {
        const std::size_t count = std::min(layout.valuesPerPass(), row.size() - first);
        fill(pass, layout, count, [&](std::int8_t* target) {
            std::transform(row.data() + first, row.data() + first + count, target,
                           [](std::int32_t value) { return static_cast<std::int8_t>(value); });
        });
        revealPass(config, layout, count, pass, !keptTerms.empty());
        layout.gather(pass.revealed.data(), count, revealed.data() + first);
        if (!keptTerms.empty())
            layout.gather(pass.kept.data(), count, keptTerms.data() + first);
    }
}

/// One group of values too wide for bytes: the waterline walks down in 32-bit words.
void revealWideGroup(const RevealConfig& config, std::span<const std::int32_t> values, std::span<std::int32_t> revealed,
                     std::span<std::uint8_t> keptTerms)
{
    std::array<SignedDigits<std::uint32_t>, 64> digits;
    std::array<std::uint32_t, 64> kept{};
    std::uint32_t all = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        digits[i] = signedDigits(static_cast<std::uint32_t>(std::abs(values[i])), config.encoding);
        all |= digits[i].all();
    }
    int left = config.budget;
    for (; all != 0 && left > 0; all &= ~std::bit_floor(all)) {
        const std::uint32_t exponent = std::bit_floor(all);
        for (std::size_t i = 0; i < values.size() && left > 0; ++i) {
            const std::uint32_t term = digits[i].all() & exponent;
            kept[i] |= term;
            left -= term != 0 ? 1 : 0;
        }
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto magnitude = static_cast<std::int32_t>((digits[i].positive & kept[i])
                                                         - (digits[i].negative & kept[i]));
        revealed[i] = values[i] < 0 ? -magnitude : magnitude;
        if (!keptTerms.empty())
            keptTerms[i] = static_cast<std::uint8_t>(std::popcount(kept[i]));
    }
}

} // namespace

void revealRow(const RevealConfig& config, std::span<const std::int32_t> row, std::span<std::int32_t> revealed,
               std::span<std::uint8_t> keptTerms)
{
    if (config.largest <= byteLargest) {
        revealRowBytes(config, row, revealed, keptTerms);
        return;
    }
    const auto group = static_cast<std::size_t>(config.groupSize);
    for (std::size_t first = 0; first < row.size(); first += group) {
        const std::size_t count = std::min(group, row.size() - first);
        revealWideGroup(config, row.subspan(first, count), revealed.subspan(first, count),
                        keptTerms.empty() ? keptTerms : keptTerms.subspan(first, count));
    }
}

void revealFloatRow(const RevealConfig& config, std::span<const float> row, float scale, std::span<float> revealed)
{
    const kernels::KernelSet& kernel = kernels::best();
    const Layout layout(config.groupSize);
    if (config.largest <= byteLargest) {
        const std::size_t whole = layout.isDense() ? row.size() / 64 * 64 : 0;
        kernel.revealFloats(row.data(), whole, scale, config.largest, config.encoding, static_cast<int>(layout.slot()),
                            config.budget, revealed.data());
        Pass pass;
        std::array<std::int16_t, chunk> dense;
        for (std::size_t first = whole; first < row.size(); first += layout.valuesPerPass()) {
            const std::size_t count = std::min(layout.valuesPerPass(), row.size() - first);
            fill(pass, layout, count, [&](std::int8_t* target) {
                kernel.quantizeBytes(row.data() + first, count, scale, config.largest, target);
            });
            revealPass(config, layout, count, pass, false);
            const std::int16_t* values = pass.revealed.data();
            if (!layout.isDense()) {
                layout.gather(values, count, dense.data());
                values = dense.data();
            }
            kernel.scaleToFloat(values, count, scale, revealed.data() + first);
        }
        return;
    }
    std::array<std::int32_t, chunk> integers;
    const std::size_t step = chunk / static_cast<std::size_t>(config.groupSize)
                             * static_cast<std::size_t>(config.groupSize);
    for (std::size_t first = 0; first < row.size(); first += step) {
        const std::span<std::int32_t> part(integers.data(), std::min(step, row.size() - first));
        kernel.quantize(row.data() + first, part.size(), scale, config.largest, part.data());
        revealRow(config, part, part);
        std::transform(part.begin(), part.end(), revealed.data() + first,
                       [scale](std::int32_t value) { return static_cast<float>(value) * scale; });
    }
}

void countTerms(Encoding encoding, std::span<const std::int32_t> values, std::span<std::uint8_t> terms)
{
    kernels::best().countTerms(values.data(), values.size(), encoding, terms.data());
}

} // namespace termscope
