#include "core/run/InputQuantizer.h"

#include "core/terms/Kernels.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

/// The packed form of a table that is the same for both signs, of values that bfloat16 holds; empty for any other.
std::vector<std::uint16_t> packedTable(const ActivationTable& table)
{
    std::vector<std::uint16_t> packed(kernels::packedEntries, 0);
    if (table.largest >= static_cast<std::int32_t>(packed.size()))
        return {};
    for (std::int32_t magnitude = 0; magnitude <= table.largest; ++magnitude) {
        const kernels::ActivationEntry& entry = table.at(magnitude);
        const kernels::ActivationEntry& mirrored = table.at(-magnitude);
        const bool fits = entry.value >= 0.0F && entry.value <= 256.0F && (entry.value == 0.0F || entry.value >= 1.0F);
        if (!fits || mirrored.value != -entry.value || mirrored.terms != entry.terms || entry.terms > 15)
            return {};
        const int bits = entry.value == 0.0F ? 0 : entry.bfloat16 - 0x3F7F;
        packed[static_cast<std::size_t>(magnitude)] = static_cast<std::uint16_t>(entry.terms << 12 | bits);
    }
    return packed;
}

} // namespace

InputQuantizer::InputQuantizer(const PreparedLayer& prepared, OperandType operandType)
    : prepared_(prepared), type_(operandType), packed_(packedTable(prepared.table))
{
}

void InputQuantizer::quantize(const float* values, std::size_t count, void* operands, std::uint8_t* terms) const
{
    const kernels::KernelSet& kernel = kernels::best();
    const ActivationTable& table = prepared_.table;
    const bool narrow = type_ == OperandType::Bfloat16;
    if (!packed_.empty() && narrow) {
        kernel.lookUpPacked(values, count, prepared_.dataScale, table.largest, packed_.data(),
                            static_cast<std::uint16_t*>(operands), terms);
        return;
    }
    if (!packed_.empty()) {
        kernel.lookUpPackedFloat(values, count, prepared_.dataScale, table.largest, packed_.data(),
                                 static_cast<float*>(operands), terms);
        return;
    }
    std::array<std::uint32_t, 512> wide;
    for (std::size_t first = 0; first < count; first += wide.size()) {
        const std::size_t size = std::min(count - first, wide.size());
        wide.fill(0);
        if (narrow)
            kernel.lookUpBfloat16(values + first, size, prepared_.dataScale, table.largest, table.entries.data(),
                                  static_cast<std::uint16_t*>(operands) + first, wide.data());
        else
            kernel.lookUpFloat(values + first, size, prepared_.dataScale, table.largest, table.entries.data(),
                               static_cast<float*>(operands) + first, wide.data());
        std::transform(wide.begin(), wide.begin() + static_cast<std::ptrdiff_t>(size), terms + first,
                       [](std::uint32_t sum) { return static_cast<std::uint8_t>(sum); });
    }
}

} // namespace termscope
