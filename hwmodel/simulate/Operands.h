// The operands of a matrix product as a systolic array takes them: revealed integers, and their kept terms in groups.
#pragma once

#include "core/base/Error.h"
#include "hwmodel/ArrayConfig.h"
#include "hwmodel/operands/ProductTerms.h"
#include "hwmodel/timing/AdaptiveTiming.h"
#include "hwmodel/tmac/TermGroup.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace termscope {

/// One side: lines (rows of inputs, columns of weights) of `depth` values along K. Each of the `positions` kernel
/// positions of a line is cut into groups by itself.
struct OperandSide {
    std::int64_t lines = 0;
    std::int64_t depth = 0; ///< K
    int groupSize = 1;      ///< g
    std::int64_t positions = 1;
    std::int64_t groups = 0;          ///< positions·⌈K/positions/g⌉ of a line
    std::vector<std::int32_t> values; ///< revealed, [lines, depth]
    std::vector<GroupTerm> terms;
    std::vector<std::uint32_t> starts; ///< of the values of each group, short ones padded: lines·groups·g + 1

    std::int32_t value(std::int64_t line, std::int64_t k) const { return values[at(line * depth + k)]; }
    const std::int32_t* line(std::int64_t index) const { return values.data() + index * depth; }
    TermGroup group(std::int64_t line, std::int64_t index) const
    {
        return {terms.data(), &starts[at((line * groups + index) * groupSize)], groupSize};
    }

    /// Where the values of a line's group begin along K; `groups` gives K. Values of neighbouring groups are
    /// neighbours.
    std::int64_t firstValue(std::int64_t group) const
    {
        const std::int64_t perPosition = groups / positions;
        const std::int64_t inPosition = std::min(group % perPosition * groupSize, depth / positions);
        return group / perPosition * (depth / positions) + inPosition;
    }

private:
    static std::size_t at(std::int64_t index) { return static_cast<std::size_t>(index); }
};

/// Terms of all values, in groups.
TermCounts termCounts(const OperandSide& side);

struct ProductOperands {
    GemmShape shape;
    TermMacConfig config;
    OperandSide inputs;  ///< M lines; TR: each value keeps its s largest HESE terms, QT: all binary ones
    OperandSide weights; ///< N lines; TR: each group keeps its k largest HESE terms, QT: all binary ones
};

/// x is [M, K], w is [K, N], row by row; K holds `positions` kernel positions one after the other. Errors: |value|
/// above 2^(bits−1) − 1, sizes that do not fit the shape, a K that is no multiple of `positions`, more than 2^32 terms.
Result<std::shared_ptr<const ProductOperands>> makeOperands(const GemmShape& shape, const TermMacConfig& config,
                                                            const std::vector<std::int64_t>& x,
                                                            const std::vector<std::int64_t>& w,
                                                            std::int64_t positions = 1);

/// Of a layer's product, or a random one, as revealing has left it. Range: a configuration of the product's mode and
/// group size; values that its bits hold. Cost: all values are encoded.
std::shared_ptr<const ProductOperands> operandsOf(const ProductTerms& product, const TermMacConfig& config);

} // namespace termscope
