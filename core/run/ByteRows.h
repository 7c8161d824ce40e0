// Rows of signed bytes for a product of unsigned ones with a layer's weights as bytes, and what makes the outputs of its
// sums. Internal to core/run.
//
// Where the machine's products are exact for all bytes, 128 is added to each datum, and 128 times the sum of its weights
// taken off every result. (oneDNN takes signed data by the same way, but needs milliseconds to bring weights in order
// for that.) Where they are for positive data alone, a block is taken as it is, or not at all.
//
// Where few weights are beyond a byte, as 128 is, and none of their further bytes is other than 1 (ByteWeights.h), the
// further outputs are left out, and the data of these weights are added to the sums one by one.
#pragma once

#include "core/run/ByteWeights.h"

namespace termscope {

struct ByteRows {
    /// What is added to the sum of an output, 128 times: data of a run of `furtherInputs`, which ends where the next one
    /// begins.
    struct Further {
        std::int32_t output;
        std::int32_t end;
    };
    bool takesAll = false; ///< data of either sign
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::vector<float> scales; ///< by output (ByteWeights.h)
    std::int64_t furtherOutputs = 0;
    std::vector<std::uint16_t> to;        ///< by 16 outputs: those that one of them is added to, as bits; empty for none
    std::vector<Further> furtherSums;     ///< in their place, with:
    std::vector<std::int32_t> furtherInputs;
    std::vector<std::int32_t> ofAddition; ///< by output, of its further output too: what is taken off

    ByteRows() = default;
    ByteRows(const ByteWeights& weights, bool takesAll);

    /// Outputs of the product.
    std::int64_t stride() const { return outputs + furtherOutputs; }
    /// The weights that the first `stride()` rows of bytes stand for, [outputs, inputs].
    std::vector<float> weights(const std::int8_t* rows) const;

    /// Adds the further sums of one row of data to its sums.
    void addFurther(const std::int8_t* data, std::int32_t* sums) const;

    static bool isPositive(const void* data, std::int64_t count);
    static void shift(const void* data, std::int64_t count, std::uint8_t* shifted);
};

} // namespace termscope
