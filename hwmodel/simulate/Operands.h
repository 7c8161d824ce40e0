// The operands of a matrix product as a systolic array takes them: revealed integers, and their kept terms in groups.
#pragma once

#include "core/base/Error.h"
#include "hwmodel/ArrayConfig.h"
#include "hwmodel/tmac/TermGroup.h"

#include <memory>
#include <vector>

namespace termscope {

/// One side: lines (rows of inputs, columns of weights) of `depth` values along K, cut into groups.
struct OperandSide {
    std::int64_t lines = 0;
    std::int64_t depth = 0;  ///< K
    int groupSize = 1;       ///< g
    std::int64_t groups = 0; ///< ⌈K/g⌉ of a line
    std::vector<std::int32_t> values;   ///< revealed, [lines, depth]
    std::vector<GroupTerm> terms;
    std::vector<std::uint32_t> starts;  ///< of the values of each group, the last one padded: lines·groups·g + 1

    std::int32_t value(std::int64_t line, std::int64_t k) const { return values[std::size_t(line * depth + k)]; }
    TermGroup group(std::int64_t id) const { return {terms.data(), &starts[std::size_t(id * groupSize)], groupSize}; }
};

struct ProductOperands {
    GemmShape shape;
    TermMacConfig config;
    OperandSide inputs;  ///< M lines; TR: each value keeps its s largest HESE terms, QT: all binary ones
    OperandSide weights; ///< N lines; TR: each group keeps its k largest HESE terms, QT: all binary ones
};

/// x is [M, K], w is [K, N], row by row. Errors: |value| above 2^(bits−1) − 1, sizes that do not fit the shape.
Result<std::shared_ptr<const ProductOperands>> makeOperands(const GemmShape& shape, const TermMacConfig& config,
                                                            const std::vector<std::int64_t>& x,
                                                            const std::vector<std::int64_t>& w);

} // namespace termscope
