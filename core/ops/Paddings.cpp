// Pad.
#include "core/ops/Elements.h"
#include "core/ops/Families.h"

#include "core/base/Text.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace termscope::ops {
namespace {

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

/// One row of the result: elements `along` of the row that begins at `row`, and the constant where either is −1.
template <class Element>
void padRow(const Element* from, std::int64_t row, const std::vector<std::int64_t>& along, Element constant,
            Element* to)
{
    if (row < 0) {
        std::fill_n(to, along.size(), constant);
        return;
    }
    for (std::size_t i = 0; i < along.size(); ++i)
        to[i] = along[i] >= 0 ? from[row + along[i]] : constant;
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
    if (std::ranges::all_of(pads, [](std::int64_t count) { return count == 0; }))
        return only(call.inputs[0]);
    // Offsets along each axis; −1 marks the constant.
    const Shape steps = stridesOf(call[0].shape);
    std::vector<std::vector<std::int64_t>> sources(rank);
    for (std::size_t axis = 0; axis < rank; ++axis)
        for (std::int64_t place = 0; place < shape[axis]; ++place) {
            const std::int64_t source = padSource(place - pads[axis], call[0].shape[axis], mode);
            sources[axis].push_back(source < 0 ? -1 : source * steps[axis]);
        }
    auto result = newValueToFill(call[0].type, shape);
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
        if (result->floating())
            padRow(call[0].floats.data(), row, along, constant, result->floats.data() + place);
        else
            padRow(call[0].integers.data(), row, along, integer, result->integers.data() + place);
        place += along.size();
        for (std::size_t axis = rank == 0 ? 0 : rank - 1; axis-- > 0;) {
            if (++index[axis] < shape[axis])
                break;
            index[axis] = 0;
        }
    }
    return only(std::move(result));
}

constexpr Operator paddingsTable[] = {{"Pad", pad, 1, 4, "s:mode I:pads f:value"}};

} // namespace

std::span<const Operator> paddings()
{
    return paddingsTable;
}

} // namespace termscope::ops
