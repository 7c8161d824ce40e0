// Weights that a file holds as integers with scales: what "quantized as given" runs on.
//
// w = (q − z) · scale (+ offset). What is stored as q counts as q − z everywhere: a zero point never makes a term.
#pragma once

#include "core/files/Floats.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

/// Integers that are read where a file has them. Thread-safe as any constant.
class StoredIntegers {
public:
    virtual ~StoredIntegers() = default;
    virtual std::size_t size() const = 0;
    /// The values `first`, `first` + 1, … Range: first + values.size() ≤ size().
    virtual void read(std::size_t first, std::span<std::int32_t> values) const = 0;
};
using StoredIntegersPtr = std::shared_ptr<const StoredIntegers>;

/// Integers in memory, in as few bytes each as hold them all.
StoredIntegersPtr storedIntegers(std::vector<std::int32_t> values);

/// The integers of one layer, with what makes weights of them. Immutable.
struct GivenWeights {
    std::string type;           ///< as the file calls a stored value: "int8", "uint4", "Q4_0"
    StoredIntegersPtr integers; ///< q − z, in the order of WeightLayer::weight
    SharedFloats scales;        ///< one; one per output; or, in blocks, [outputs, blocks of a row]
    SharedFloats offsets;       ///< as scales: added to every weight, outside the dot product; empty for none
    StoredIntegersPtr zeros;    ///< z: one, one per output, or [outputs, blocks of a row]; null where all are 0
    std::int64_t block = 0;     ///< consecutive values of a row [fan-in] that share a scale; 0: no blocks
    std::int32_t lowest = 0;    ///< q_min − z, the smallest over all zero points
    std::int32_t highest = 0;   ///< q_max − z, the largest

    /// z of a value of an output; `row`: values of an output.
    std::int32_t zeroAt(std::int64_t output, std::int64_t column, std::int64_t row) const;
    /// Of `count` scales or zero points the one that belongs to a value of an output; `row`: values of an output.
    std::size_t placeOf(std::size_t count, std::int64_t output, std::int64_t column, std::int64_t row) const;
    /// z of every place of scales and zero points, in their order; empty where all are 0.
    std::vector<std::int32_t> allZeros() const;

    /// m = ⌈log2 max(|lowest|, |highest|)⌉: int8 7, uint8 with z = 0 8.
    int magnitudeBits() const;
    /// The largest magnitude that the type allows.
    std::int32_t largest() const;
    /// For the layer list: "int8 per channel", "uint4 in blocks of 32".
    std::string storedAs() const;
};
using GivenWeightsPtr = std::shared_ptr<const GivenWeights>;

/// The weights of `count` outputs from `first` on, of a layer with `outputs`. It shares the integers.
GivenWeightsPtr outputsOf(const GivenWeightsPtr& given, std::int64_t first, std::int64_t count, std::int64_t outputs);

/// The same integers for weights that are `factors` [outputs] times as large.
GivenWeightsPtr scaled(const GivenWeights& given, std::span<const float> factors);

/// How a file quantizes the data that enter a layer, one scale for the whole tensor: x = x_q − z, data = x · scale.
struct GivenData {
    std::string type; ///< as the file calls a stored value: "uint8"
    float scale = 1.0F;
    std::int32_t lowest = 0;  ///< q_min − z; of dynamic data over all zero points
    std::int32_t highest = 0; ///< q_max − z
    /// Scale and zero point are made from the values of one sample when it is run, as DynamicQuantizeLinear does:
    /// 8 bits without a sign over the range from the smallest value to the largest, zero included.
    bool dynamic = false;
    std::int32_t zero = 0; ///< z; of dynamic data 0, since each sample has its own

    int magnitudeBits() const;
    std::int32_t largest() const;
    friend bool operator==(const GivenData&, const GivenData&) = default;
};

} // namespace termscope
