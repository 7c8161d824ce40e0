#include "hwmodel/tmac/TermMac.h"

#include "hwmodel/tmac/CoefficientVector.h"

#include <algorithm>

namespace termscope {
namespace {

/// Moves past weight terms whose value has no data terms.
PairCursor settled(const TermGroup& weights, const TermGroup& data, PairCursor cursor)
{
    const auto queue = weights.all();
    while (cursor.weight < queue.size() && data.count(queue[cursor.weight].value) == 0)
        ++cursor.weight;
    return cursor;
}

} // namespace

PairCursor firstPair(const TermGroup& weights, const TermGroup& data)
{
    return settled(weights, data, {});
}

std::optional<CellPair> pairAt(const TermGroup& weights, const TermGroup& data, PairCursor cursor)
{
    const auto queue = weights.all();
    if (cursor.weight >= queue.size())
        return std::nullopt;
    const GroupTerm weight = queue[cursor.weight];
    return CellPair{weight, data.of(weight.value)[cursor.data]};
}

bool countPair(const TermGroup& weights, const TermGroup& data, PairCursor& cursor,
               std::span<std::int32_t> coefficients)
{
    const auto pair = pairAt(weights, data, cursor);
    if (!pair)
        return false;
    coefficients[static_cast<std::size_t>(pair->exponent())] += pair->sign();
    if (++cursor.data == data.count(pair->weight.value)) {
        cursor.data = 0;
        ++cursor.weight;
        cursor = settled(weights, data, cursor);
    }
    return true;
}

void addGroup(const TermGroup& weights, const TermGroup& data, std::span<std::int32_t> coefficients)
{
    for (int value = 0; value < weights.size; ++value) {
        const auto partners = data.of(value);
        for (const GroupTerm weight : weights.of(value))
            for (const GroupTerm partner : partners)
                coefficients[std::size_t{weight.exponent} + partner.exponent] += weight.sign * partner.sign;
    }
}

void TermMac::load(const TermGroup& weights, const TermGroup& data)
{
    weights_ = weights;
    data_ = data;
    cursor_ = firstPair(weights, data);
    pairsDone_ = 0;
    loaded_ = true;
}

bool TermMac::step()
{
    if (!loaded_ || !countPair(weights_, data_, cursor_, coefficients_))
        return false;
    ++pairsDone_;
    return true;
}

void TermMac::clear()
{
    std::ranges::fill(coefficients_, 0);
}

std::optional<CellPair> TermMac::current() const
{
    return loaded_ ? pairAt(weights_, data_, cursor_) : std::nullopt;
}

std::int64_t TermMac::value() const
{
    return coefficientSum(coefficients_);
}

} // namespace termscope
