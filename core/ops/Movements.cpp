// All elements put elsewhere: Transpose, Expand, Tile, DepthToSpace, SpaceToDepth.
#include "core/ops/Elements.h"
#include "core/ops/Families.h"

#include "core/base/Text.h"

#include <numeric>

namespace termscope::ops {
namespace {

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
    return only(picked(call.inputs[0], std::move(shape), steps));
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
    return only(picked(call.inputs[0], *wide, broadcastStrides(call[0].shape, *wide)));
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
    return only(inShape(picked(call.inputs[0], pairs, steps), std::move(shape)));
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
    return only(inShape(picked(call.inputs[0], turned, steps), std::move(shape)));
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
    {"DepthToSpace", depthToSpace, 1, 1, "i:blocksize s:mode"},
    {"Expand", expand, 2, 2},
    {"SpaceToDepth", spaceToDepth, 1, 1, "i:blocksize"},
    {"Tile", tile, 2, 2},
    {"Transpose", transpose, 1, 1, "I:perm"},
};

} // namespace

std::span<const Operator> movements()
{
    return movementsTable;
}

} // namespace termscope::ops
