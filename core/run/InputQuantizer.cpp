#include "core/run/InputQuantizer.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

/// The packed form of a table that is the same for both signs, of values that bfloat16 (or a byte) holds; empty for any
/// other.
std::vector<std::uint16_t> packedTable(const ActivationTable& table, OperandType type)
{
    const bool bytes = widthOf(type) == 1;
    const float most = type == OperandType::Int8 ? 127.0F : bytes ? 255.0F : 256.0F;
    std::vector<std::uint16_t> packed(kernels::packedEntries, 0);
    if (table.largest >= static_cast<std::int32_t>(packed.size()))
        return {};
    for (std::int32_t magnitude = 0; magnitude <= table.largest; ++magnitude) {
        const kernels::ActivationEntry& entry = table.at(magnitude);
        const kernels::ActivationEntry& mirrored = table.at(-magnitude);
        const bool fits = entry.value >= 0.0F && entry.value <= most && (entry.value == 0.0F || entry.value >= 1.0F);
        if (!fits || mirrored.value != -entry.value || mirrored.terms != entry.terms || entry.terms > 15)
            return {};
        const int bits = bytes ? static_cast<int>(entry.value) : entry.value == 0.0F ? 0 : entry.bfloat16 - 0x3F7F;
        packed[static_cast<std::size_t>(magnitude)] = static_cast<std::uint16_t>(entry.terms << (bytes ? 8 : 12)
                                                                                 | bits);
    }
    return packed;
}

/// For a pass over images. Range: a table that has a packed form, of magnitudes of at most 127.
kernels::PassTables passTablesOf(const ActivationTable& table)
{
    std::vector<std::uint8_t> kept;
    std::vector<std::uint8_t> terms;
    for (std::int32_t magnitude = 0; magnitude <= table.largest; ++magnitude) {
        kept.push_back(static_cast<std::uint8_t>(table.at(magnitude).value));
        terms.push_back(static_cast<std::uint8_t>(table.at(magnitude).terms));
    }
    return kernels::passTables(kept, terms);
}

/// Scales whose reciprocals are normal numbers too.
bool canInvert(float scale)
{
    return scale > 1e-30F && scale < 1e30F;
}

} // namespace

InputQuantizer::InputQuantizer(const PreparedLayer& prepared, OperandType operandType)
    : prepared_(prepared), type_(operandType), packed_(packedTable(prepared.table, operandType))
{
    if (prepared.dataForm)
        writer_.emplace(*prepared.dataForm, prepared.dataScale);
    if (widthOf(type_) == 1 && !writer_ && !packed_.empty() && prepared.table.largest <= 127 && canInvert(prepared.dataScale))
        passTables_ = passTablesOf(prepared.table);
}

void InputQuantizer::quantize(const float* values, std::size_t count, void* operands, std::uint8_t* terms) const
{
    if (writer_) {
        write(values, count, operands, terms);
        return;
    }
    if (packed_.empty()) {
        quantizeByEntries(values, count, operands, terms);
        return;
    }
    const kernels::KernelSet& kernel = kernels::best();
    const std::int32_t largest = prepared_.table.largest;
    if (widthOf(type_) == 1)
        kernel.lookUpPackedByte(values, count, prepared_.dataScale, largest, packed_.data(),
                                static_cast<std::int8_t*>(operands), terms);
    else if (type_ == OperandType::Bfloat16)
        kernel.lookUpPacked(values, count, prepared_.dataScale, largest, packed_.data(),
                            static_cast<std::uint16_t*>(operands), terms);
    else
        kernel.lookUpPackedFloat(values, count, prepared_.dataScale, largest, packed_.data(),
                                 static_cast<float*>(operands), terms);
}

bool InputQuantizer::tell(kernels::LanePass& pass) const
{
    if (!passTables_)
        return false;
    pass.dataScale = prepared_.dataScale;
    pass.largest = prepared_.table.largest;
    pass.tables = &*passTables_;
    return true;
}

/// In a number format, whose numbers bfloat16 holds.
void InputQuantizer::write(const float* values, std::size_t count, void* operands, std::uint8_t* terms) const
{
    if (type_ == OperandType::Float32) {
        writer_->write({values, count}, static_cast<float*>(operands), terms);
        return;
    }
    std::array<float, 512> numbers; // whole blocks of every format
    for (std::size_t first = 0; first < count; first += numbers.size()) {
        const std::size_t size = std::min(count - first, numbers.size());
        writer_->write({values + first, size}, numbers.data(), terms + first);
        std::transform(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(size),
                       static_cast<std::uint16_t*>(operands) + first, bfloat16Bits);
    }
}

/// Where the table has no packed form.
void InputQuantizer::quantizeByEntries(const float* values, std::size_t count, void* operands,
                                       std::uint8_t* terms) const
{
    const kernels::KernelSet& kernel = kernels::best();
    const ActivationTable& table = prepared_.table;
    std::array<std::uint32_t, 512> wide;
    std::array<float, wide.size()> kept;
    for (std::size_t first = 0; first < count; first += wide.size()) {
        const std::size_t size = std::min(count - first, wide.size());
        wide.fill(0);
        if (type_ == OperandType::Bfloat16) {
            kernel.lookUpBfloat16(values + first, size, prepared_.dataScale, table.largest, table.entries.data(),
                                  static_cast<std::uint16_t*>(operands) + first, wide.data());
        } else {
            float* const floats = widthOf(type_) == 1 ? kept.data() : static_cast<float*>(operands) + first;
            kernel.lookUpFloat(values + first, size, prepared_.dataScale, table.largest, table.entries.data(), floats,
                               wide.data());
            if (widthOf(type_) == 1)
                std::transform(floats, floats + size, static_cast<std::uint8_t*>(operands) + first,
                               [](float value) { return static_cast<std::uint8_t>(static_cast<std::int32_t>(value)); });
        }
        std::transform(wide.begin(), wide.begin() + static_cast<std::ptrdiff_t>(size), terms + first,
                       [](std::uint32_t sum) { return static_cast<std::uint8_t>(sum); });
    }
}

} // namespace termscope
