// Elements chosen by what they hold: TopK, NonZero, Unique, Compress, and ReverseSequence, OneHot, GatherND by indices.
#include "core/ops/Families.h"
#include "core/ops/Elements.h"

#include "core/base/Text.h"

#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace termscope::ops {
namespace {

/// NaN comes after every number; −0 and 0 are alike.
template <class T>
bool isLess(T a, T b)
{
    if constexpr (std::is_floating_point_v<T>)
        return a < b || (!std::isnan(a) && std::isnan(b));
    else
        return a < b;
}

/// How many to take: an input from opset 10 on, an attribute before. None where the input is not known.
Result<std::optional<std::int64_t>> countAsked(const Call& call)
{
    if (!call.has(1)) {
        if (!call.node.has("k"))
            return fail("expected a number of elements to take, found none");
        return std::optional(call.node.integer("k", 0));
    }
    if (!call[1].known)
        return std::optional<std::int64_t>();
    const Result<std::int64_t> count = singleInteger(call, 1);
    if (!count)
        return tl::unexpected(count.error());
    return std::optional(*count);
}

Result<Outputs> topK(Call& call)
{
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", -1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const auto count = countAsked(call);
    if (!count)
        return tl::unexpected(count.error());
    if (!*count)
        return Outputs{};
    const std::int64_t size = call[0].shape[at(*axis)];
    const std::int64_t k = **count;
    if (k < 0 || k > size)
        return fail("expected from 0 to ", size, " elements to take, found ", k);
    Shape shape = call[0].shape;
    shape[at(*axis)] = k;
    if (!call.known())
        return Outputs{shapeOnly(call[0].type, shape), shapeOnly(ElementType::Int64, shape)};
    const bool largest = call.node.integer("largest", 1) != 0;
    auto values = newValue(call[0].type, shape);
    auto places = newValue(ElementType::Int64, shape);
    const std::int64_t step = countOf(shape, *axis + 1, call[0].rank());
    const std::int64_t runs = size == 0 ? 0 : call[0].size() / size;
    std::vector<std::int64_t> order(at(size));
    withElements(call[0], *values, [&](const auto& x, auto& y) {
        for (std::int64_t run = 0; run < runs; ++run) {
            const std::int64_t from = run / step * size * step + run % step;
            const std::int64_t to = run / step * k * step + run % step;
            std::iota(order.begin(), order.end(), 0);
            const auto comesFirst = [&](std::int64_t i, std::int64_t j) {
                const auto a = x[at(from + i * step)];
                const auto b = x[at(from + j * step)];
                const bool first = largest ? isLess(b, a) : isLess(a, b);
                const bool second = largest ? isLess(a, b) : isLess(b, a);
                return first || (!second && i < j);
            };
            std::partial_sort(order.begin(), order.begin() + k, order.end(), comesFirst);
            for (std::int64_t i = 0; i < k; ++i) {
                y[at(to + i * step)] = x[at(from + order[at(i)] * step)];
                places->integers[at(to + i * step)] = order[at(i)];
            }
        }
    });
    return Outputs{std::move(values), std::move(places)};
}

/// The places of what is not 0, a column for each.
Result<Outputs> nonZero(Call& call)
{
    if (!call.known())
        return Outputs{};
    const Value& x = call[0];
    std::vector<std::int64_t> found;
    for (std::int64_t i = 0; i < x.size(); ++i)
        if (x.floating() ? x.floats[at(i)] != 0.0F : x.integers[at(i)] != 0)
            found.push_back(i);
    const auto count = static_cast<std::int64_t>(found.size());
    const Shape shape{x.rank(), count};
    TERMSCOPE_TRY(checkSize(shape));
    auto result = newValue(ElementType::Int64, shape);
    const Shape steps = stridesOf(x.shape);
    for (std::int64_t axis = 0; axis < x.rank(); ++axis)
        for (std::int64_t i = 0; i < count; ++i)
            result->integers[at(axis * count + i)] = found[at(i)] / steps[at(axis)] % x.shape[at(axis)];
    return only(std::move(result));
}

/// Slices along an axis of which a truth value says that they stay; without an axis, elements.
Result<Outputs> compress(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    if (call[1].rank() != 1)
        return fail("expected a row of truth values, found the shape ", toText(call[1].shape));
    const bool flat = !call.node.has("axis");
    const Shape from = flat ? Shape{call[0].size()} : call[0].shape;
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), static_cast<std::int64_t>(from.size()));
    if (!axis)
        return tl::unexpected(axis.error());
    const std::int64_t size = from[at(*axis)];
    if (call[1].size() > size)
        return fail("expected at most ", size, " truth values, found ", call[1].size());
    if (!call.known())
        return Outputs{};
    std::vector<std::int64_t> kept;
    for (std::int64_t i = 0; i < call[1].size(); ++i)
        if (call[1].integers[at(i)] != 0)
            kept.push_back(i);
    Shape shape = from;
    shape[at(*axis)] = static_cast<std::int64_t>(kept.size());
    auto result = newValue(call[0].type, shape);
    const std::int64_t length = countOf(from, *axis + 1, static_cast<std::int64_t>(from.size()));
    const std::int64_t rows = countOf(from, 0, *axis);
    withElements(call[0], *result, [&](const auto& x, auto& y) {
        auto to = y.begin();
        for (std::int64_t row = 0; row < rows; ++row)
            for (const std::int64_t place : kept)
                to = std::copy_n(x.begin() + (row * size + place) * length, length, to);
    });
    return only(std::move(result));
}

/// The slices of a value along an axis: size of the axis, elements before and after.
struct Slices {
    std::int64_t size = 0, outer = 1, inner = 1;

    std::int64_t place(std::int64_t slice, std::int64_t element) const
    {
        return (element / inner * size + slice) * inner + element % inner;
    }
};

Result<Outputs> unique(Call& call)
{
    const bool flat = !call.node.has("axis");
    const Shape from = flat ? Shape{call[0].size()} : call[0].shape;
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), static_cast<std::int64_t>(from.size()));
    if (!axis)
        return tl::unexpected(axis.error());
    if (!call.known())
        return Outputs{};
    const Slices slices{from[at(*axis)], countOf(from, 0, *axis),
                        countOf(from, *axis + 1, static_cast<std::int64_t>(from.size()))};
    std::vector<std::int64_t> first; // the slice with which each kind comes first
    std::vector<std::int64_t> kind(at(slices.size));
    std::vector<std::int64_t> counts;
    const auto gather = [&](const auto& x) {
        const auto before = [&](std::int64_t a, std::int64_t b) {
            for (std::int64_t e = 0; e < slices.outer * slices.inner; ++e) {
                const auto p = x[at(slices.place(a, e))];
                const auto q = x[at(slices.place(b, e))];
                if (isLess(p, q) || isLess(q, p))
                    return isLess(p, q);
            }
            return false;
        };
        std::map<std::int64_t, std::int64_t, decltype(before)> kinds(before);
        for (std::int64_t slice = 0; slice < slices.size; ++slice) {
            const auto [entry, isNew] = kinds.emplace(slice, static_cast<std::int64_t>(first.size()));
            if (isNew) {
                first.push_back(slice);
                counts.push_back(0);
            }
            kind[at(slice)] = entry->second;
            ++counts[at(entry->second)];
        }
        if (call.node.integer("sorted", 1) == 0)
            return;
        std::vector<std::int64_t> rank(first.size());
        std::vector<std::int64_t> sortedFirst, sortedCounts;
        for (const auto& [slice, number] : kinds) {
            rank[at(number)] = static_cast<std::int64_t>(sortedFirst.size());
            sortedFirst.push_back(slice);
            sortedCounts.push_back(counts[at(number)]);
        }
        for (std::int64_t& number : kind)
            number = rank[at(number)];
        first = std::move(sortedFirst);
        counts = std::move(sortedCounts);
    };
    if (call[0].floating())
        gather(call[0].floats);
    else
        gather(call[0].integers);
    Shape shape = from;
    shape[at(*axis)] = static_cast<std::int64_t>(first.size());
    auto result = newValue(call[0].type, shape);
    const Slices to{shape[at(*axis)], slices.outer, slices.inner};
    withElements(call[0], *result, [&](const auto& x, auto& y) {
        for (std::int64_t i = 0; i < to.size; ++i)
            for (std::int64_t e = 0; e < to.outer * to.inner; ++e)
                y[at(to.place(i, e))] = x[at(slices.place(first[at(i)], e))];
    });
    const auto row = [](std::vector<std::int64_t> list) {
        const auto count = static_cast<std::int64_t>(list.size());
        return integerValue({count}, std::move(list));
    };
    Outputs outputs{std::move(result), row(std::move(first)), row(std::move(kind)), row(std::move(counts))};
    outputs.resize(std::clamp<std::size_t>(call.node.outputs.size(), 1, 4));
    return outputs;
}

/// A row of one value that differs at the place that each index names.
Result<Outputs> oneHot(Call& call)
{
    if (call[2].size() != 2)
        return fail("expected two values, off and on, found the shape ", toText(call[2].shape));
    if (call[1].size() != 1)
        return fail("expected one depth, found the shape ", toText(call[1].shape));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", -1), call[0].rank() + 1);
    if (!axis)
        return tl::unexpected(axis.error());
    if (!call[1].known)
        return Outputs{};
    const double asked = numberAt(call[1], 0);
    if (!(asked >= 0.0 && asked < 2147483648.0))
        return fail("expected a depth from 0 on below 2^31, found ", asked);
    const auto depth = static_cast<std::int64_t>(asked);
    Shape shape = call[0].shape;
    shape.insert(shape.begin() + *axis, depth);
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[2].type, std::move(shape)));
    auto result = newValue(call[2].type, std::move(shape));
    const std::int64_t inner = countOf(call[0].shape, *axis, call[0].rank());
    withElements(call[2], *result, [&](const auto& values, auto& to) {
        std::fill(to.begin(), to.end(), values[0]);
        for (std::int64_t i = 0; i < call[0].size(); ++i) {
            const double index = numberAt(call[0], i);
            if (!(index >= -static_cast<double>(depth) && index < static_cast<double>(depth)))
                continue;
            const auto place = static_cast<std::int64_t>(index) + (index < 0.0 ? depth : 0);
            if (place < depth)
                to[at((i / inner * depth + place) * inner + i % inner)] = values[1];
        }
    });
    return only(std::move(result));
}

/// Slices that the last axis of the indices names, one for each place before it.
Result<Outputs> gatherND(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const Shape& from = call[0].shape;
    const Shape& indices = call[1].shape;
    const std::int64_t batch = call.node.integer("batch_dims", 0);
    const std::int64_t length = indices.empty() ? 0 : indices.back();
    if (indices.empty() || batch < 0 || batch >= std::min(call[0].rank(), call[1].rank()) || length < 1
        || batch + length > call[0].rank() || !std::equal(from.begin(), from.begin() + batch, indices.begin()))
        return fail("expected indices that reach into the shape ", toText(from), " behind ", batch,
                    " axes that both have, found the shape ", toText(indices));
    Shape shape(indices.begin(), indices.end() - 1);
    shape.insert(shape.end(), from.begin() + batch + length, from.end());
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    const Shape steps = stridesOf(from);
    const std::int64_t slice = countOf(from, batch + length, call[0].rank());
    const std::int64_t count = elementCount(indices) / length;
    const std::int64_t perBatch = countOf(indices, batch, call[1].rank() - 1);
    std::vector<std::int64_t> offsets;
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t offset = i / std::max<std::int64_t>(1, perBatch) * countOf(from, batch, call[0].rank());
        for (std::int64_t axis = 0; axis < length; ++axis) {
            const Result<std::int64_t> place = indexOf(call[1].integers[at(i * length + axis)], from[at(batch + axis)]);
            if (!place)
                return tl::unexpected(place.error());
            offset += *place * steps[at(batch + axis)];
        }
        offsets.push_back(offset);
    }
    auto result = newValue(call[0].type, std::move(shape));
    withElements(call[0], *result, [&](const auto& x, auto& y) {
        auto to = y.begin();
        for (const std::int64_t offset : offsets)
            to = std::copy_n(x.begin() + offset, slice, to);
    });
    return only(std::move(result));
}

/// The first elements of each sequence turned around, as many as its length says.
Result<Outputs> reverseSequence(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const std::int64_t time = call.node.integer("time_axis", 0);
    const std::int64_t batch = call.node.integer("batch_axis", 1);
    if (call[0].rank() < 2 || std::min(time, batch) != 0 || std::max(time, batch) != 1)
        return fail("expected axes 0 and 1 as time and batch, found ", time, " and ", batch, " of the shape ",
                    toText(call[0].shape));
    const std::int64_t steps = call[0].shape[at(time)];
    const std::int64_t samples = call[0].shape[at(batch)];
    if (call[1].shape != Shape{samples})
        return fail("expected ", samples, " lengths, found the shape ", toText(call[1].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    for (const std::int64_t length : call[1].integers)
        if (length < 0 || length > steps)
            return fail("expected lengths from 0 to ", steps, ", found ", length);
    const std::int64_t inner = countOf(call[0].shape, 2, call[0].rank());
    const auto place = [&](std::int64_t t, std::int64_t b) {
        return (time == 0 ? t * samples + b : b * steps + t) * inner;
    };
    auto result = newValue(call[0].type, call[0].shape);
    withElements(call[0], *result, [&](const auto& x, auto& y) {
        for (std::int64_t b = 0; b < samples; ++b)
            for (std::int64_t t = 0; t < steps; ++t) {
                const std::int64_t length = call[1].integers[at(b)];
                std::copy_n(x.begin() + place(t < length ? length - 1 - t : t, b), inner, y.begin() + place(t, b));
            }
    });
    return only(std::move(result));
}

constexpr Operator selectionsTable[] = {
    {"Compress", compress, 2, 2, "i:axis"},
    {"GatherND", gatherND, 2, 2, "i:batch_dims"},
    {"NonZero", nonZero, 1, 1},
    {"OneHot", oneHot, 3, 3, "i:axis"},
    {"ReverseSequence", reverseSequence, 2, 2, "i:batch_axis i:time_axis"},
    {"TopK", topK, 1, 2, "i:axis i:k i:largest -:sorted"},
    {"Unique", unique, 1, 1, "i:axis i:sorted"},
};

} // namespace

std::span<const Operator> selections()
{
    return selectionsTable;
}

} // namespace termscope::ops
