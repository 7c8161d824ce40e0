#include "hwmodel/simulate/Operands.h"

#include "core/terms/Reveal.h"

#include <limits>

namespace termscope {
namespace {

/// Appends the values of one kernel position of a line, cut into units that share `budget`; short groups are padded.
void addPosition(OperandSide& side, std::span<const std::int64_t> values, int unitSize, int budget, Encoding encoding)
{
    std::int64_t position = 0;
    for (const RevealedGroup& unit : revealGroups(values, unitSize, budget, encoding))
        for (const RevealedValue& value : unit.values) {
            for (std::size_t i = 0; i < value.terms.size(); ++i)
                if (value.kept[i])
                    side.terms.push_back({static_cast<std::uint8_t>(position % side.groupSize),
                                          static_cast<std::uint8_t>(value.terms[i].exponent),
                                          static_cast<std::int8_t>(value.terms[i].sign)});
            side.values.push_back(static_cast<std::int32_t>(value.revealed));
            side.starts.push_back(static_cast<std::uint32_t>(side.terms.size()));
            ++position;
        }
    for (; position < side.groups / side.positions * side.groupSize; ++position)
        side.starts.push_back(static_cast<std::uint32_t>(side.terms.size()));
}

void addLine(OperandSide& side, std::span<const std::int64_t> line, int unitSize, int budget, Encoding encoding)
{
    const auto length = static_cast<std::size_t>(side.depth / side.positions);
    for (std::size_t first = 0; first < line.size(); first += length)
        addPosition(side, line.subspan(first, length), unitSize, budget, encoding);
}

void addGroup(OperandSide& side, const GroupTerms& group)
{
    const auto before = static_cast<std::uint32_t>(side.terms.size());
    side.terms.insert(side.terms.end(), group.terms.begin(), group.terms.end());
    for (std::size_t i = 1; i < group.starts.size(); ++i)
        side.starts.push_back(before + group.starts[i]);
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
                                                            const std::vector<std::int64_t>& w, std::int64_t positions)
{
    if (positions < 1 || shape.k % positions != 0)
        return fail("kernel positions: expected a divisor of K = ", shape.k, ", found ", positions);
    constexpr std::int64_t mostValues = std::numeric_limits<std::uint32_t>::max() / 32; // no value has more terms
    if ((shape.m + shape.n) * shape.k > mostValues)
        return fail("operands: expected at most ", mostValues, " values, found ", (shape.m + shape.n) * shape.k);
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
    const std::int64_t groups = positions * ceilDivide(shape.k / positions, config.groupSize);
    operands->inputs = {shape.m, shape.k, config.groupSize, positions, groups, {}, {}, {0}};
    operands->weights = {shape.n, shape.k, config.groupSize, positions, groups, {}, {}, {0}};
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

std::shared_ptr<const ProductOperands> operandsOf(const ProductTerms& product, const TermMacConfig& config)
{
    const auto& [m, k, n] = product.shape;
    auto operands = std::make_shared<ProductOperands>();
    operands->shape = product.shape;
    operands->config = config;
    const std::int64_t groups = product.inputs.groups;
    const std::int64_t parts = product.positions * product.blocks; // groups cross neither
    operands->inputs = {m, k, config.groupSize, parts, groups, product.inputValues, {}, {0}};
    operands->weights = {n, k, config.groupSize, parts, groups, product.weightValues, {}, {0}};
    for (std::int64_t line = 0; line < m; ++line)
        for (std::int64_t group = 0; group < groups; ++group)
            addGroup(operands->inputs, inputGroup(product, line, group));
    for (std::int64_t line = 0; line < n; ++line)
        for (std::int64_t group = 0; group < groups; ++group)
            addGroup(operands->weights, weightGroup(product, line, group));
    return operands;
}

TermCounts termCounts(const OperandSide& side)
{
    TermCounts result{side.lines, side.groups, side.groupSize, {}};
    result.counts.reserve(side.starts.size() - 1);
    for (std::size_t i = 1; i < side.starts.size(); ++i)
        result.counts.push_back(static_cast<std::uint8_t>(side.starts[i] - side.starts[i - 1]));
    return result;
}

} // namespace termscope
