// What a prepared layer makes of its activations: integers, or numbers of a number format, that its product takes, and
// how many terms each has.
#pragma once

#include "core/run/Operands.h"
#include "core/run/PreparedNetwork.h"
#include "core/terms/Kernels.h"

#include <vector>

namespace termscope {

class InputQuantizer {
public:
    /// `prepared` outlives it. Range: the type holds what its table keeps (Uint8: of
    /// values that are not negative; of a number format Bfloat16 or Float32).
    InputQuantizer(const PreparedLayer& prepared, OperandType operandType);

    OperandType type() const { return type_; }

    /// operands: `count` in the operand type; terms: `count`. Of a number format the values are consecutive inputs that
    /// begin where a block does. Thread-safe.
    void quantize(const float* values, std::size_t count, void* operands, std::uint8_t* terms) const;

    /// Tells a pass over images how to quantize. False where it cannot do so: see kernels::LanePass.
    bool tell(kernels::LanePass& pass) const;

private:
    void quantizeByEntries(const float* values, std::size_t count, void* operands, std::uint8_t* terms) const;
    void write(const float* values, std::size_t count, void* operands, std::uint8_t* terms) const;

    const PreparedLayer& prepared_;
    OperandType type_;
    std::optional<DataWriter> writer_;  ///< of a number format
    std::vector<std::uint16_t> packed_; ///< empty where the table does not fit (kernels::packedEntries)
    std::optional<kernels::PassTables> passTables_;
};

} // namespace termscope
