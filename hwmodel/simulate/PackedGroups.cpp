#include "hwmodel/simulate/PackedGroups.h"

#include <bit>
#include <cstring>

namespace termscope {
namespace {

constexpr int digitBits = 8; // of a word, for each digit; and of a PairSum, for each count
constexpr std::uint32_t mostInCount = 127;

bool hasSmallExponents(const OperandSide& side)
{
    return std::ranges::all_of(side.terms, [](const GroupTerm& term) { return term.exponent < 64 / digitBits; });
}

/// Terms of the group that has most.
std::uint32_t mostTerms(const OperandSide& side)
{
    std::uint32_t most = 0;
    const auto size = static_cast<std::size_t>(side.groupSize);
    for (std::size_t first = 0; first + size < side.starts.size(); first += size)
        most = std::max(most, side.starts[first + size] - side.starts[first]);
    return most;
}

GroupWords<std::int64_t> digitWords(const OperandSide& side, bool unitAfterUnit)
{
    GroupWords<std::int64_t> words(side.lines, side.groups, side.groupSize, unitAfterUnit);
    const std::uint32_t* start = side.starts.data();
    for (std::int64_t line = 0; line < side.lines; ++line)
        for (std::int64_t group = 0; group < side.groups; ++group) {
            std::int64_t* const values = words.group({line, group});
            for (int v = 0; v < side.groupSize; ++v, ++start)
                for (std::uint32_t i = start[0]; i < start[1]; ++i)
                    values[v] += side.terms[i].sign * (std::int64_t{1} << (digitBits * side.terms[i].exponent));
        }
    return words;
}

GroupWords<std::uint64_t> countWords(const TermCounts& side, int lanes, bool reversed, bool unitAfterUnit)
{
    GroupWords<std::uint64_t> words(side.lines, side.groups, ceilDivide(side.groupSize, lanes), unitAfterUnit);
    const std::uint8_t* count = side.counts.data();
    for (std::int64_t line = 0; line < side.lines; ++line)
        for (std::int64_t group = 0; group < side.groups; ++group) {
            std::uint64_t* const values = words.group({line, group});
            for (int v = 0; v < side.groupSize; ++v, ++count) {
                const int lane = reversed ? lanes - 1 - v % lanes : v % lanes;
                values[v / lanes] |= std::uint64_t{*count} << (64 / lanes * lane);
            }
        }
    return words;
}

} // namespace

std::optional<PackedDigits> PackedDigits::of(const ProductOperands& operands, bool unitAfterUnit)
{
    const OperandSide& inputs = operands.inputs;
    const OperandSide& weights = operands.weights;
    // A term has at most one partner for each sum of exponents: its value has no exponent twice.
    const std::uint32_t most = std::max(1U, std::min(mostTerms(inputs), mostTerms(weights)));
    if (most > mostInCount || !hasSmallExponents(inputs) || !hasSmallExponents(weights))
        return std::nullopt;
    return PackedDigits{digitWords(inputs, unitAfterUnit), digitWords(weights, unitAfterUnit),
                        static_cast<int>(mostInCount / most)};
}

void addCounts(PairSum sum, std::int32_t* counts)
{
    static_assert(std::endian::native == std::endian::little && sizeof(PairSum) == pairSumCounts);
    // With 128 added to each, no count borrows from the next.
    constexpr std::uint64_t bias = 0x8080808080808080U;
    __extension__ typedef unsigned __int128 Bits;
    const Bits biased = static_cast<Bits>(sum) + (static_cast<Bits>(bias) << 64 | bias);
    std::uint8_t bytes[pairSumCounts];
    std::memcpy(bytes, &biased, sizeof bytes);
    for (std::size_t i = 0; i < pairSumCounts; ++i)
        counts[i] += bytes[i] - 128;
}

PackedCounts PackedCounts::of(const TermCounts& west, const TermCounts& column, bool unitAfterUnit)
{
    const auto most = [](const TermCounts& side) { return side.counts.empty() ? 0 : std::ranges::max(side.counts); };
    const int lanes = 8 * most(west) * most(column) <= 255 ? 8 : 4;
    return {countWords(west, lanes, false, unitAfterUnit), countWords(column, lanes, true, unitAfterUnit),
            64 - 64 / lanes};
}

std::uint64_t PackedCounts::longest(const CellRow<std::uint64_t>& row) const
{
    const std::int64_t words = west.words();
    const std::uint64_t* a = row.west;
    const std::uint64_t* b = row.column;
    std::uint64_t most = 0;
    for (int c = row.first; c <= row.last; ++c, a += row.westStep, b += row.columnStep) {
        std::uint64_t pairs = 0;
        for (std::int64_t i = 0; i < words; ++i)
            pairs += (a[i] * b[i]) >> shift;
        most = std::max(most, pairs);
    }
    return most;
}

} // namespace termscope
