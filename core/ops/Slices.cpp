// Values put together and taken apart along axes: Concat, Split, Slice.
#include "core/ops/Elements.h"
#include "core/ops/Families.h"

#include "core/base/Text.h"

#include <numeric>
#include <optional>

namespace termscope::ops {
namespace {

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
    auto result = newValueToFill(call[0].type, shape);
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
ValuePtr part(const ValuePtr& from, std::int64_t axis, std::int64_t first, std::int64_t count)
{
    Shape shape = from->shape;
    shape[at(axis)] = count;
    if (!from->known)
        return shapeOnly(from->type, std::move(shape));
    const Shape steps = stridesOf(from->shape);
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
        outputs.push_back(part(call.inputs[0], *axis, first, count));
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
    if (const auto axes = axesOf((*cuts)->axes, call[0].rank()); !axes)
        return tl::unexpected(axes.error());
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
    return only(picked(call.inputs[0], std::move(shape), steps, offset));
}

constexpr Operator slicesTable[] = {
    {"Concat", concat, 1, many, "i:axis"},
    {"Slice", slice, 1, 5, "I:axes I:ends I:starts"},
    {"Split", split, 1, 2, "i:axis i:num_outputs I:split"},
};

} // namespace

std::span<const Operator> slices()
{
    return slicesTable;
}

} // namespace termscope::ops
