// Pieces of images: CenterCropPad, Col2Im, MaxUnpool.
#include "core/ops/Families.h"
#include "core/ops/Elements.h"

#include "core/base/Text.h"

#include <numeric>

namespace termscope::ops {
namespace {

/// The axes that a shape is of: all, or those that the node names, in its order.
Result<std::vector<std::int64_t>> shapedAxes(const Call& call)
{
    std::vector<std::int64_t> axes(call[0].shape.size());
    std::iota(axes.begin(), axes.end(), 0);
    if (!call.node.has("axes"))
        return axes;
    const std::vector<std::int64_t> given = call.node.integers("axes");
    if (const auto once = axesOf(given, call[0].rank()); !once)
        return tl::unexpected(once.error());
    axes.clear();
    for (const std::int64_t axis : given)
        axes.push_back(axis < 0 ? axis + call[0].rank() : axis);
    return axes;
}

/// Cut off or padded by zeros on both sides alike; of an odd number the smaller half comes first.
Result<Outputs> centerCropPad(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const Result<std::vector<std::int64_t>> axes = shapedAxes(call);
    if (!axes)
        return tl::unexpected(axes.error());
    if (!call[1].known)
        return Outputs{};
    if (call[1].integers.size() != axes->size())
        return fail("expected ", axes->size(), " sizes, found ", call[1].integers.size());
    Shape shape = call[0].shape;
    for (std::size_t i = 0; i < axes->size(); ++i)
        shape[at((*axes)[i])] = call[1].integers[i];
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    auto result = newValue(call[0].type, shape);
    const Shape from = stridesOf(call[0].shape);
    const Shape to = stridesOf(shape);
    Shape common;
    std::int64_t first = 0;
    std::int64_t target = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        const std::int64_t more = call[0].shape[axis] - shape[axis];
        common.push_back(std::min(call[0].shape[axis], shape[axis]));
        first += more > 0 ? more / 2 * from[axis] : 0;
        target += more < 0 ? -more / 2 * to[axis] : 0;
    }
    withElements(call[0], *result, [&](const auto& x, auto& y) {
        walk(common, std::array{from, to},
             [&](const auto& offsets) { y[at(target + offsets[1])] = x[at(first + offsets[0])]; });
    });
    return only(std::move(result));
}

struct Blocks {
    Shape image, block, strides, dilations, before, after, places;
};

Result<Blocks> blocksOf(const Call& call)
{
    Blocks blocks{call[1].integers, call[2].integers, {}, {}, {}, {}, {}};
    const std::size_t axes = blocks.image.size();
    const auto inRange = [](const Shape& list, std::int64_t least) {
        return std::ranges::all_of(list, [&](std::int64_t n) { return n >= least && n < (std::int64_t{1} << 24); });
    };
    const auto list = [&](std::string_view key, std::size_t count, std::int64_t otherwise) {
        return call.node.has(key) ? call.node.integers(key) : Shape(count, otherwise);
    };
    blocks.strides = list("strides", axes, 1);
    blocks.dilations = list("dilations", axes, 1);
    const Shape pads = list("pads", 2 * axes, 0);
    if (axes == 0 || blocks.block.size() != axes || blocks.strides.size() != axes || blocks.dilations.size() != axes
        || pads.size() != 2 * axes || !inRange(blocks.image, 1) || !inRange(blocks.block, 1)
        || !inRange(blocks.strides, 1) || !inRange(blocks.dilations, 1) || !inRange(pads, 0))
        return fail("expected an image, blocks, strides, dilations and pads of as many axes below 2^24, found [",
                    listed(blocks.image), "] and [", listed(blocks.block), "]");
    blocks.before.assign(pads.begin(), pads.begin() + static_cast<std::ptrdiff_t>(axes));
    blocks.after.assign(pads.begin() + static_cast<std::ptrdiff_t>(axes), pads.end());
    for (std::size_t i = 0; i < axes; ++i) {
        const std::int64_t room = blocks.image[i] + blocks.before[i] + blocks.after[i]
                                  - blocks.dilations[i] * (blocks.block[i] - 1) - 1;
        if (room < 0)
            return fail("expected blocks that fit the image, found [", listed(blocks.block), "] in [",
                        listed(blocks.image), "]");
        blocks.places.push_back(room / blocks.strides[i] + 1);
    }
    return blocks;
}

/// Blocks added to where they were cut out.
Result<Outputs> columnsToImage(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectIntegers(call, 1));
    TERMSCOPE_TRY(expectIntegers(call, 2));
    if (!call[1].known || !call[2].known)
        return Outputs{};
    const Result<Blocks> blocks = blocksOf(call);
    if (!blocks)
        return tl::unexpected(blocks.error());
    const auto taps = checkedElementCount(blocks->block);
    const auto places = checkedElementCount(blocks->places);
    const Shape& x = call[0].shape;
    if (!taps || !places || x.size() != 3 || x[1] % *taps != 0 || x[2] != *places)
        return fail("expected columns of batch, channels × block and places, found the shape ", toText(x));
    const std::int64_t channels = x[1] / *taps;
    Shape shape{x[0], channels};
    shape.insert(shape.end(), blocks->image.begin(), blocks->image.end());
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    auto result = newValue(call[0].type, shape);
    const Shape tapSteps = stridesOf(blocks->block);
    const Shape placeSteps = stridesOf(blocks->places);
    const Shape steps = stridesOf(blocks->image);
    const std::int64_t pixels = elementCount(blocks->image);
    for (std::int64_t i = 0; i < call[0].size(); ++i) {
        const std::int64_t place = i % *places;
        const std::int64_t tap = i / *places % *taps;
        std::int64_t offset = 0;
        bool inside = true;
        for (std::size_t axis = 0; axis < steps.size(); ++axis) {
            const std::int64_t at = place / placeSteps[axis] % blocks->places[axis] * blocks->strides[axis]
                                    - blocks->before[axis]
                                    + tap / tapSteps[axis] % blocks->block[axis] * blocks->dilations[axis];
            inside = inside && at >= 0 && at < blocks->image[axis];
            offset += at * steps[axis];
        }
        if (inside)
            result->floats[at(i / *places / *taps * pixels + offset)] += call[0].floats[at(i)];
    }
    roundAll(*result);
    return only(std::move(result));
}

/// The shape that a pool of this kernel would have read.
Result<Shape> unpooledShape(const Call& call)
{
    const Shape& shape = call[0].shape;
    const std::size_t axes = shape.size() < 3 ? 0 : shape.size() - 2;
    const Shape kernel = call.node.integers("kernel_shape");
    const Shape strides = call.node.has("strides") ? call.node.integers("strides") : Shape(axes, 1);
    const Shape pads = call.node.has("pads") ? call.node.integers("pads") : Shape(2 * axes, 0);
    const auto small = [](const Shape& list) {
        return std::ranges::all_of(list, [](std::int64_t n) { return n >= 0 && n < (std::int64_t{1} << 24); });
    };
    if (axes == 0 || kernel.size() != axes || strides.size() != axes || pads.size() != 2 * axes || !small(kernel)
        || !small(strides) || !small(pads) || !small(shape))
        return fail("expected a kernel, strides and pads for each axis after batch and channels, found [",
                    listed(kernel), "] for the shape ", toText(shape));
    Shape result{shape[0], shape[1]};
    for (std::size_t i = 0; i < axes; ++i)
        result.push_back((shape[i + 2] - 1) * strides[i] - pads[i] - pads[axes + i] + kernel[i]);
    return result;
}

/// What a pool picked, back at the places that it picked from; zeros elsewhere.
Result<Outputs> maxUnpool(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    TERMSCOPE_TRY(expectIntegers(call, 2));
    if (call[1].shape != call[0].shape)
        return fail("expected a place for each element, found ", toText(call[0].shape), " and ", toText(call[1].shape));
    if (call.has(2) && !call[2].known)
        return Outputs{};
    const Result<Shape> inferred = unpooledShape(call);
    if (!inferred)
        return tl::unexpected(inferred.error());
    const Shape shape = call.has(2) ? Shape(call[2].integers) : *inferred;
    TERMSCOPE_TRY(checkSize(shape));
    TERMSCOPE_TRY(checkSize(*inferred));
    if (shape.size() != inferred->size())
        return fail("expected an output of ", inferred->size(), " axes, found [", listed(shape), "]");
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    auto result = newValue(call[0].type, shape);
    const std::int64_t most = elementCount(*inferred);
    const Shape from = stridesOf(*inferred);
    const Shape to = stridesOf(shape);
    for (std::int64_t i = 0; i < call[0].size(); ++i) {
        // Places count in the image that the pool read, whatever the output's size.
        const std::int64_t place = call[1].integers[at(i)];
        if (place < 0 || place >= most)
            return fail("expected places from 0 to ", most - 1, ", found ", place);
        std::int64_t target = 0;
        bool inside = true;
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            const std::int64_t along = place / from[axis] % (*inferred)[axis];
            inside = inside && along < shape[axis];
            target += along * to[axis];
        }
        if (inside && result->floating())
            result->floats[at(target)] = call[0].floats[at(i)];
        else if (inside)
            result->integers[at(target)] = call[0].integers[at(i)];
    }
    return only(std::move(result));
}

constexpr Operator patchesTable[] = {
    {"CenterCropPad", centerCropPad, 2, 2, "I:axes"},
    {"Col2Im", columnsToImage, 3, 3, "I:dilations I:pads I:strides"},
    {"MaxUnpool", maxUnpool, 2, 3, "I:kernel_shape I:pads I:strides"},
};

} // namespace

std::span<const Operator> patches()
{
    return patchesTable;
}

} // namespace termscope::ops
