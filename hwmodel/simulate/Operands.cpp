#include "hwmodel/simulate/Operands.h"

#include "core/terms/Reveal.h"

#include <limits>

namespace termscope {
namespace {

void addLine(OperandSide& side, const std::vector<std::int64_t>& line, int revealSize, int budget, Encoding encoding)
{
    const auto groups = revealGroups(line, revealSize, budget, encoding);
    std::int64_t position = 0;
    for (const RevealedGroup& group : groups)
        for (const RevealedValue& value : group.values) {
            for (std::size_t i = 0; i < value.terms.size(); ++i)
                if (value.kept[i])
                    side.terms.push_back({static_cast<std::uint8_t>(position % side.groupSize),
                                          static_cast<std::uint8_t>(value.terms[i].exponent),
                                          static_cast<std::int8_t>(value.terms[i].sign)});
            side.values.push_back(static_cast<std::int32_t>(value.revealed));
            side.starts.push_back(static_cast<std::uint32_t>(side.terms.size()));
            ++position;
        }
    for (; position < side.groups * side.groupSize; ++position)
        side.starts.push_back(static_cast<std::uint32_t>(side.terms.size()));
}

Result<void> checkValues(const char* name, const std::vector<std::int64_t>& values, std::int64_t expected, int bits)
{
    if (static_cast<std::int64_t>(values.size()) != expected)
        return fail(name, ": expected ", expected, " values, found ", values.size());
    const std::int64_t largest = (std::int64_t{1} << (bits - 1)) - 1;
    for (const std::int64_t value : values)
        if (value > largest || value < -largest)
            return fail(name, ": expected integers from ", -largest, " to ", largest, ", found ", value);
    return {};
}

} // namespace

Result<std::shared_ptr<const ProductOperands>> makeOperands(const GemmShape& shape, const TermMacConfig& config,
                                                            const std::vector<std::int64_t>& x,
                                                            const std::vector<std::int64_t>& w)
{
    if (const auto checked = checkValues("x", x, shape.m * shape.k, config.dataBits); !checked)
        return tl::unexpected(checked.error());
    if (const auto checked = checkValues("w", w, shape.k * shape.n, config.weightBits); !checked)
        return tl::unexpected(checked.error());
    const bool revealed = config.mode == TermMode::Revealed;
    const Encoding encoding = revealed ? Encoding::Hese : Encoding::Binary;
    constexpr int all = std::numeric_limits<int>::max();
    auto operands = std::make_shared<ProductOperands>();
    operands->shape = shape;
    operands->config = config;
    const std::int64_t groups = (shape.k + config.groupSize - 1) / config.groupSize;
    operands->inputs = {shape.m, shape.k, config.groupSize, groups, {}, {}, {0}};
    operands->weights = {shape.n, shape.k, config.groupSize, groups, {}, {}, {0}};
    std::vector<std::int64_t> line(static_cast<std::size_t>(shape.k));
    for (std::int64_t m = 0; m < shape.m; ++m) {
        line.assign(x.begin() + m * shape.k, x.begin() + (m + 1) * shape.k);
        addLine(operands->inputs, line, 1, revealed ? config.dataTerms : all, encoding);
    }
    for (std::int64_t n = 0; n < shape.n; ++n) {
        for (std::int64_t k = 0; k < shape.k; ++k)
            line[static_cast<std::size_t>(k)] = w[static_cast<std::size_t>(k * shape.n + n)];
        addLine(operands->weights, line, config.groupSize, revealed ? config.budget : all, encoding);
    }
    return operands;
}

} // namespace termscope
