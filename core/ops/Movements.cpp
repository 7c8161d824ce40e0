// Elements picked and put elsewhere: Transpose, Concat, Split, Slice, Pad, Gather, Expand, Tile, DepthToSpace.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <cstring>
#include <numeric>
#include <optional>

namespace termscope::ops {
namespace {

/// to[i] = from[offset + Σ index·steps] for all places of `shape`.
ValuePtr picked(const Value& from, Shape shape, const Shape& steps, std::int64_t offset = 0)
{
    auto result = newValue(from.type, std::move(shape));
    withElements(from, *result, [&](const auto& x, auto& y) {
        auto to = y.begin();
        walk(result->shape, std::array{steps}, [&](const auto& offsets) { *to++ = x[at(offset + offsets[0])]; });
    });
    return result;
}

Result<Outputs> transpose(Call& call)
{
    const auto rank = call[0].shape.size();
    std::vector<std::int64_t> order = call.node.integers("perm");
    if (!call.node.has("perm")) {
        order.resize(rank);
        std::iota(order.rbegin(), order.rend(), 0);
    }
    std::vector<std::int64_t> sorted = order;
    std::ranges::sort(sorted);
    for (std::size_t i = 0; i < std::max(sorted.size(), rank); ++i)
        if (sorted.size() != rank || sorted[i] != static_cast<std::int64_t>(i))
            return fail("expected perm to order ", rank, " axes, found [", listed(order), "]");
    const Shape from = stridesOf(call[0].shape);
    Shape shape;
    Shape steps;
    for (const std::int64_t axis : order) {
        shape.push_back(call[0].shape[at(axis)]);
        steps.push_back(from[at(axis)]);
    }
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    return only(picked(call[0], std::move(shape), steps));
}

Result<Outputs> concat(Call& call)
{
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    Shape shape = call[0].shape;
    shape[at(*axis)] = 0;
    for (std::size_t i = 0; i < call.count(); ++i) {
        if (!call.has(i))
            return fail("expected ", call.count(), " inputs, input ", i, " is missing");
        Shape other = call[i].shape;
        if (other.size() == shape.size()) {
            shape[at(*axis)] += other[at(*axis)];
            other[at(*axis)] = shape[at(*axis)];
        }
        if (other != shape || call[i].type != call[0].type)
            return fail("expected inputs of one type and, but for axis ", *axis, ", one shape, found ",
                        nameOf(call[0].type), " ", toText(call[0].shape), " and ", nameOf(call[i].type), " ",
                        toText(call[i].shape));
    }
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    auto result = newValue(call[0].type, shape);
    const std::int64_t rows = countOf(shape, 0, *axis);
    const std::int64_t width = rows == 0 ? 0 : result->size() / rows;
    std::int64_t start = 0;
    for (std::size_t i = 0; i < call.count(); ++i) {
        const std::int64_t length = rows == 0 ? 0 : call[i].size() / rows;
        withElements(call[i], *result, [&](const auto& x, auto& y) {
            for (std::int64_t row = 0; row < rows; ++row)
                std::copy_n(x.begin() + row * length, length, y.begin() + row * width + start);
        });
        start += length;
    }
    return only(std::move(result));
}

/// One part of a value along an axis.
ValuePtr part(const Value& from, std::int64_t axis, std::int64_t first, std::int64_t count)
{
    Shape shape = from.shape;
    shape[at(axis)] = count;
    if (!from.known)
        return shapeOnly(from.type, std::move(shape));
    const Shape steps = stridesOf(from.shape);
    return picked(from, std::move(shape), steps, first * steps[at(axis)]);
}

Result<Outputs> split(Call& call)
{
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const std::int64_t size = call[0].shape[at(*axis)];
    std::vector<std::int64_t> sizes = call.node.integers("split"); // an input from opset 13 on
    if (call.has(1)) {
        TERMSCOPE_TRY(expectIntegers(call, 1));
        if (!call[1].known)
            return Outputs{};
        sizes = call[1].integers;
    }
    const auto parts = static_cast<std::int64_t>(call.node.outputs.size());
    if (const std::int64_t asked = call.node.integer("num_outputs", parts); asked != parts)
        return fail("expected num_outputs as there are outputs, ", parts, ", found ", asked);
    if (sizes.empty() && !call.has(1)) {
        // From opset 18 on the last part may be smaller.
        const bool uneven = call.opset >= 18;
        if (parts == 0 || (size % parts != 0 && !uneven))
            return fail("expected an axis that ", parts, " outputs share evenly, found a size of ", size);
        const std::int64_t each = (size + parts - 1) / parts;
        for (std::int64_t i = 0; i < parts; ++i)
            sizes.push_back(std::clamp<std::int64_t>(size - i * each, 0, each));
    }
    std::int64_t total = 0;
    for (const std::int64_t count : sizes)
        total = count < 0 || count > size ? size + 1 : total + count;
    if (total != size || static_cast<std::int64_t>(sizes.size()) != parts)
        return fail("expected ", parts, " sizes that come to ", size, ", found [", listed(sizes), "]");
    Outputs outputs;
    std::int64_t first = 0;
    for (const std::int64_t count : sizes) {
        outputs.push_back(part(call[0], *axis, first, count));
        first += count;
    }
    return outputs;
}

/// Slice's starts, ends, axes and steps: inputs from opset 10 on, attributes before.
struct Cuts {
    std::vector<std::int64_t> starts, ends, axes, steps;
};

Result<std::optional<Cuts>> cutsOf(const Call& call)
{
    for (std::size_t i = 1; i < call.count(); ++i) {
        TERMSCOPE_TRY(expectIntegers(call, i));
        if (call.has(i) && !call[i].known)
            return std::nullopt;
    }
    const auto list = [&](std::size_t i, const char* key) {
        return call.has(i) ? call[i].integers : call.node.integers(key);
    };
    Cuts cuts{list(1, "starts"), list(2, "ends"), list(3, "axes"), list(4, "steps")};
    if (cuts.axes.empty() && !call.has(3)) {
        cuts.axes.resize(cuts.starts.size());
        std::iota(cuts.axes.begin(), cuts.axes.end(), 0);
    }
    if (cuts.steps.empty())
        cuts.steps.assign(cuts.starts.size(), 1);
    if (cuts.ends.size() != cuts.starts.size() || cuts.axes.size() != cuts.starts.size()
        || cuts.steps.size() != cuts.starts.size())
        return fail("expected as many ends, axes and steps as starts (", cuts.starts.size(), "), found ",
                    cuts.ends.size(), ", ", cuts.axes.size(), " and ", cuts.steps.size());
    return cuts;
}

Result<Outputs> slice(Call& call)
{
    const Result<std::optional<Cuts>> cuts = cutsOf(call);
    if (!cuts)
        return tl::unexpected(cuts.error());
    if (!*cuts)
        return Outputs{};
    Shape shape = call[0].shape;
    Shape steps = stridesOf(shape);
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < (*cuts)->starts.size(); ++i) {
        const Result<std::int64_t> axis = axisOf((*cuts)->axes[i], call[0].rank());
        if (!axis)
            return tl::unexpected(axis.error());
        const std::int64_t size = call[0].shape[at(*axis)];
        const std::int64_t step = (*cuts)->steps[i];
        if (step == 0)
            return fail("expected steps other than 0, found 0");
        const auto bound = [&](std::int64_t place, std::int64_t low, std::int64_t high) {
            return std::clamp(place < 0 && place >= -size ? place + size : place, low, high);
        };
        const std::int64_t start = step > 0 ? bound((*cuts)->starts[i], 0, size)
                                            : bound((*cuts)->starts[i], 0, size - 1);
        const std::int64_t end = step > 0 ? bound((*cuts)->ends[i], 0, size) : bound((*cuts)->ends[i], -1, size - 1);
        const std::int64_t distance = step > 0 ? end - start : start - end;
        const auto pace = step > 0 ? static_cast<std::uint64_t>(step)
                                   : std::uint64_t{0} - static_cast<std::uint64_t>(step);
        const std::int64_t count = distance <= 0 || size == 0
                                       ? 0
                                       : static_cast<std::int64_t>((static_cast<std::uint64_t>(distance) - 1) / pace)
                                             + 1;
        shape[at(*axis)] = count;
        offset += count == 0 ? 0 : start * steps[at(*axis)];
        steps[at(*axis)] = count <= 1 ? 0 : steps[at(*axis)] * step;
    }
    if (!call[0].known)
        return only(shapeOnly(call[0].type, std::move(shape)));
    return only(picked(call[0], std::move(shape), steps, offset));
}

/// The place inside an axis of `size` from which a padded place takes its element; −1 for the constant.
std::int64_t padSource(std::int64_t place, std::int64_t size, const std::string& mode)
{
    if (place >= 0 && place < size)
        return place;
    if (mode == "edge")
        return place < 0 ? 0 : size - 1;
    if (mode == "wrap")
        return ((place % size) + size) % size;
    if (mode != "reflect" || size == 1)
        return mode == "reflect" ? 0 : -1;
    const std::int64_t period = 2 * (size - 1);
    const std::int64_t folded = ((place % period) + period) % period;
    return std::min(folded, period - folded);
}

Result<std::optional<std::vector<std::int64_t>>> padsOf(const Call& call)
{
    const auto rank = call[0].shape.size();
    std::vector<std::int64_t> given = call.node.integers("pads"); // an input from opset 11 on
    std::vector<std::int64_t> axes;
    if (call.has(1)) {
        TERMSCOPE_TRY(expectIntegers(call, 1));
        TERMSCOPE_TRY(expectIntegers(call, 3));
        if (!call[1].known || (call.has(3) && !call[3].known))
            return std::nullopt;
        given = call[1].integers;
        if (call.has(3))
            axes = call[3].integers;
    }
    if (axes.empty()) {
        axes.resize(rank);
        std::iota(axes.begin(), axes.end(), 0);
    }
    constexpr std::int64_t most = std::int64_t{1} << 31;
    const auto inRange = [](std::int64_t pad) { return pad > -most && pad < most; };
    if (given.size() != 2 * axes.size() || !std::ranges::all_of(given, inRange))
        return fail("expected ", 2 * axes.size(), " pads below 2^31, found ", given.size(), ": [", listed(given), "]");
    std::vector<std::int64_t> pads(2 * rank, 0);
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const Result<std::int64_t> axis = axisOf(axes[i], call[0].rank());
        if (!axis)
            return tl::unexpected(axis.error());
        pads[at(*axis)] = given[i];
        pads[rank + at(*axis)] = given[axes.size() + i];
    }
    return pads;
}

Result<Outputs> pad(Call& call)
{
    const Result<std::optional<std::vector<std::int64_t>>> given = padsOf(call);
    if (!given)
        return tl::unexpected(given.error());
    if (!*given)
        return Outputs{};
    const std::vector<std::int64_t>& pads = **given;
    const std::string mode = call.node.text("mode", "constant");
    if (mode != "constant" && mode != "edge" && mode != "reflect" && mode != "wrap")
        return fail("expected mode constant, edge, reflect or wrap, found ", mode);
    const auto rank = call[0].shape.size();
    Shape shape = call[0].shape;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        if (mode != "constant" && shape[axis] == 0)
            return fail("expected an input with elements, found the shape ", toText(call[0].shape));
        shape[axis] += pads[axis] + pads[rank + axis];
        if (shape[axis] < 0)
            return fail("expected pads that leave something, found [", listed(pads), "] on the shape ",
                        toText(call[0].shape));
    }
    TERMSCOPE_TRY(checkSize(shape));
    if (call.has(2) && (call[2].size() != 1 || call[2].type != call[0].type))
        return fail("expected one ", nameOf(call[0].type), " to pad with, found ", nameOf(call[2].type), " of shape ",
                    toText(call[2].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    // Offsets along each axis; −1 marks the constant.
    const Shape steps = stridesOf(call[0].shape);
    std::vector<std::vector<std::int64_t>> sources(rank);
    for (std::size_t axis = 0; axis < rank; ++axis)
        for (std::int64_t place = 0; place < shape[axis]; ++place) {
            const std::int64_t source = padSource(place - pads[axis], call[0].shape[axis], mode);
            sources[axis].push_back(source < 0 ? -1 : source * steps[axis]);
        }
    auto result = newValue(call[0].type, shape);
    const float constant = call.has(2) && call[2].floating() ? call[2].floats[0] : call.node.number("value", 0.0F);
    const std::int64_t integer = call.has(2) && !call[2].floating() ? call[2].integers[0] : 0;
    // Row by row: what lies before the last axis is looked up once for each.
    const std::vector<std::int64_t> alone{0};
    const std::vector<std::int64_t>& along = rank == 0 ? alone : sources[rank - 1];
    Shape index(rank, 0);
    for (std::size_t place = 0; place < at(result->size());) {
        std::int64_t row = 0;
        for (std::size_t axis = 0; axis + 1 < rank && row >= 0; ++axis)
            row = sources[axis][at(index[axis])] < 0 ? -1 : row + sources[axis][at(index[axis])];
        for (const std::int64_t step : along) {
            const bool inside = row >= 0 && step >= 0;
            if (result->floating())
                result->floats[place] = inside ? call[0].floats[at(row + step)] : constant;
            else
                result->integers[place] = inside ? call[0].integers[at(row + step)] : integer;
            ++place;
        }
        for (std::size_t axis = rank == 0 ? 0 : rank - 1; axis-- > 0;) {
            if (++index[axis] < shape[axis])
                break;
            index[axis] = 0;
        }
    }
    return only(std::move(result));
}

Result<Outputs> gather(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const Shape& from = call[0].shape;
    const std::int64_t size = from[at(*axis)];
    Shape shape(from.begin(), from.begin() + *axis);
    shape.insert(shape.end(), call[1].shape.begin(), call[1].shape.end());
    shape.insert(shape.end(), from.begin() + *axis + 1, from.end());
    TERMSCOPE_TRY(checkSize(shape));
    if (call[1].known)
        for (const std::int64_t index : call[1].integers)
            if (index < -size || index >= size)
                return fail("expected indices from ", -size, " to ", size - 1, ", found ", index);
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    const std::int64_t rows = countOf(from, 0, *axis);
    const std::int64_t length = countOf(from, *axis + 1, call[0].rank());
    auto result = newValue(call[0].type, std::move(shape));
    withElements(call[0], *result, [&](const auto& x, auto& y) {
        auto to = y.begin();
        for (std::int64_t row = 0; row < rows; ++row)
            for (const std::int64_t index : call[1].integers)
                to = std::copy_n(x.begin() + (row * size + (index < 0 ? index + size : index)) * length, length, to);
    });
    return only(std::move(result));
}

Result<Outputs> gatherElements(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const Value& from = call[0];
    const Value& indices = call[1];
    bool fits = indices.rank() == from.rank();
    for (std::size_t i = 0; fits && i < from.shape.size(); ++i)
        fits = i == at(*axis) || indices.shape[i] <= from.shape[i];
    if (!fits)
        return fail("expected indices within the shape ", toText(from.shape), ", found the shape ",
                    toText(indices.shape));
    const std::int64_t size = from.shape[at(*axis)];
    if (indices.known)
        for (const std::int64_t index : indices.integers)
            if (index < -size || index >= size)
                return fail("expected indices from ", -size, " to ", size - 1, ", found ", index);
    if (!call.known())
        return only(shapeOnly(from.type, indices.shape));
    auto result = newValue(from.type, indices.shape);
    Shape steps = stridesOf(from.shape);
    const std::int64_t step = std::exchange(steps[at(*axis)], 0);
    withElements(from, *result, [&](const auto& x, auto& y) {
        std::size_t place = 0;
        walk(indices.shape, std::array{steps}, [&](const auto& offsets) {
            const std::int64_t index = indices.integers[place];
            y[place++] = x[at(offsets[0] + (index < 0 ? index + size : index) * step)];
        });
    });
    return only(std::move(result));
}

Result<Outputs> expand(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    if (!call[1].known)
        return Outputs{};
    TERMSCOPE_TRY(checkSize(call[1].integers));
    const Result<Shape> wide = broadcastShape(call[0].shape, call[1].integers);
    if (!wide)
        return tl::unexpected(wide.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, *wide));
    return only(picked(call[0], *wide, broadcastStrides(call[0].shape, *wide)));
}

Result<Outputs> tile(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    if (!call[1].known)
        return Outputs{};
    const std::vector<std::int64_t>& repeats = call[1].integers;
    if (repeats.size() != call[0].shape.size() || std::ranges::any_of(repeats, [](std::int64_t n) { return n < 0; }))
        return fail("expected ", call[0].rank(), " repeats from 0, found [", listed(repeats), "]");
    // Axes of twice the rank: (repeat, size) for each; the repeats step nowhere.
    const Shape own = stridesOf(call[0].shape);
    Shape shape;
    Shape pairs;
    Shape steps;
    for (std::size_t axis = 0; axis < repeats.size(); ++axis) {
        std::int64_t size = 0;
        if (__builtin_mul_overflow(repeats[axis], call[0].shape[axis], &size))
            return fail("expected an output that can be held, found repeats [", listed(repeats), "]");
        shape.push_back(size);
        pairs.insert(pairs.end(), {repeats[axis], call[0].shape[axis]});
        steps.insert(steps.end(), {0, own[axis]});
    }
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    auto result = std::make_shared<Value>(*picked(call[0], pairs, steps));
    result->shape = std::move(shape);
    return only(std::move(result));
}

/// [n, c, h, w] as six axes, put in another order.
Result<Outputs> blocks(Call& call, const Shape& six, const std::array<std::size_t, 6>& order, Shape shape)
{
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    const Shape own = stridesOf(six);
    Shape turned;
    Shape steps;
    for (const std::size_t axis : order) {
        turned.push_back(six[axis]);
        steps.push_back(own[axis]);
    }
    auto result = std::make_shared<Value>(*picked(call[0], turned, steps));
    result->shape = std::move(shape);
    return only(std::move(result));
}

Result<Outputs> depthToSpace(Call& call)
{
    const std::int64_t b = call.node.integer("blocksize", 0);
    const Shape& x = call[0].shape;
    if (x.size() != 4 || b < 1 || b > 65536 || x[1] % (b * b) != 0)
        return fail("expected four axes and channels that blocks of ", b, "×", b, " divide, found the shape ",
                    toText(x));
    const std::int64_t c = x[1] / (b * b);
    const Shape shape{x[0], c, x[2] * b, x[3] * b};
    if (call.node.text("mode", "DCR") == "CRD")
        return blocks(call, {x[0], c, b, b, x[2], x[3]}, {0, 1, 4, 2, 5, 3}, shape);
    return blocks(call, {x[0], b, b, c, x[2], x[3]}, {0, 3, 4, 1, 5, 2}, shape);
}

Result<Outputs> spaceToDepth(Call& call)
{
    const std::int64_t b = call.node.integer("blocksize", 0);
    const Shape& x = call[0].shape;
    if (x.size() != 4 || b < 1 || x[2] % b != 0 || x[3] % b != 0)
        return fail("expected four axes and an image that blocks of ", b, "×", b, " divide, found the shape ",
                    toText(x));
    return blocks(call, {x[0], x[1], x[2] / b, b, x[3] / b, b}, {0, 3, 5, 1, 2, 4},
                  {x[0], x[1] * b * b, x[2] / b, x[3] / b});
}

constexpr Operator movementsTable[] = {
    {"Concat", concat, 1, many, "i:axis"},
    {"DepthToSpace", depthToSpace, 1, 1, "i:blocksize s:mode"},
    {"Expand", expand, 2, 2},
    {"Gather", gather, 2, 2, "i:axis"},
    {"GatherElements", gatherElements, 2, 2, "i:axis"},
    {"Pad", pad, 1, 4, "s:mode I:pads f:value"},
    {"Slice", slice, 1, 5, "I:axes I:ends I:starts"},
    {"SpaceToDepth", spaceToDepth, 1, 1, "i:blocksize"},
    {"Split", split, 1, 2, "i:axis i:num_outputs I:split"},
    {"Tile", tile, 2, 2},
    {"Transpose", transpose, 1, 1, "I:perm"},
};

} // namespace

std::span<const Operator> movements()
{
    return movementsTable;
}

} // namespace termscope::ops
