// MaxPool, AveragePool, LpPool and the global pools, over any number of spatial axes.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"
#include "core/ops/LargestOfWindows.h"

#include <cmath>
#include <limits>

namespace termscope::ops {
namespace {

struct Range {
    std::int64_t first = 0, end = 0; ///< kernel places whose element is inside
};

/// The kernel places along one axis that lie inside the input, for the window at `place`.
Range insideOf(const SlidingWindow& window, std::size_t axis, std::int64_t place)
{
    const std::int64_t start = place * window.strides[axis] - window.before[axis];
    const std::int64_t step = window.dilations[axis];
    const std::int64_t first = start >= 0 ? 0 : (-start + step - 1) / step;
    const std::int64_t room = window.inputs[axis] - start;
    const std::int64_t end = room <= 0 ? 0 : std::min(window.kernel[axis], (room + step - 1) / step);
    return {first, std::max(first, end)};
}

/// Calls visit(window number, ranges inside) for every window.
template <class Visit>
void visitWindows(const SlidingWindow& window, Visit visit)
{
    Shape place(window.axes(), 0);
    std::vector<Range> ranges(window.axes());
    for (std::int64_t w = 0; w < window.positions(); ++w) {
        for (std::size_t i = 0; i < window.axes(); ++i)
            ranges[i] = insideOf(window, i, place[i]);
        visit(w, place, ranges);
        for (std::size_t i = window.axes(); i-- > 0;) {
            if (++place[i] < window.outputs[i])
                break;
            place[i] = 0;
        }
    }
}

/// Calls visit(offset) for the elements of a window that are inside.
template <class Visit>
void visitElements(const SlidingWindow& window, const Shape& steps, const Shape& place,
                   const std::vector<Range>& ranges, Visit visit)
{
    Shape tap(window.axes());
    for (std::size_t i = 0; i < window.axes(); ++i) {
        if (ranges[i].first == ranges[i].end)
            return;
        tap[i] = ranges[i].first;
    }
    while (true) {
        std::int64_t offset = 0;
        for (std::size_t i = 0; i < window.axes(); ++i)
            offset += (place[i] * window.strides[i] - window.before[i] + tap[i] * window.dilations[i]) * steps[i];
        visit(offset);
        std::size_t i = window.axes();
        while (i > 0 && ++tap[i - 1] == ranges[i - 1].end) {
            tap[i - 1] = ranges[i - 1].first;
            --i;
        }
        if (i == 0)
            return;
    }
}

struct Pooled {
    SlidingWindow window;
    Shape shape;
    std::int64_t planes = 0; ///< batch · channels
    std::int64_t pixels = 0; ///< of one plane
};

Result<Pooled> pooledShape(const Call& call)
{
    const Shape& shape = call[0].shape;
    if (shape.size() < 3)
        return fail("expected an input of batch, channels and space, found the shape ", toText(shape));
    Result<SlidingWindow> window = windowOf(call.node, {}, {shape.begin() + 2, shape.end()});
    if (!window)
        return tl::unexpected(window.error());
    Pooled pooled;
    pooled.shape = window->imageShape(shape[0], shape[1]);
    TERMSCOPE_TRY(checkSize(pooled.shape));
    pooled.planes = shape[0] * shape[1];
    pooled.pixels = elementCount(window->inputs);
    pooled.window = std::move(*window);
    return pooled;
}

template <class Elements>
void pickLargest(const Pooled& pooled, const Elements& from, Elements& to, std::vector<std::int64_t>* places,
                 bool columnMajor)
{
    using T = std::decay_t<decltype(from[0])>;
    const SlidingWindow& window = pooled.window;
    const Shape steps = stridesOf(window.inputs);
    const T lowest = std::numeric_limits<T>::lowest();
    for (std::int64_t plane = 0; plane < pooled.planes; ++plane) {
        const T* x = from.data() + plane * pooled.pixels;
        visitWindows(window, [&](std::int64_t w, const Shape& place, const std::vector<Range>& ranges) {
            T best = lowest;
            std::int64_t found = 0;
            visitElements(window, steps, place, ranges, [&](std::int64_t offset) {
                if (x[offset] > best || std::isnan(static_cast<double>(x[offset]))) {
                    best = x[offset];
                    found = offset;
                }
            });
            to[at(plane * window.positions() + w)] = best;
            if (places == nullptr)
                return;
            if (columnMajor) { // the index counts the first spatial axis fastest
                std::int64_t turned = 0;
                std::int64_t step = 1;
                for (std::size_t i = 0; i < window.axes(); ++i) {
                    turned += found / steps[i] % window.inputs[i] * step;
                    step *= window.inputs[i];
                }
                found = turned;
            }
            (*places)[at(plane * window.positions() + w)] = plane * pooled.pixels + found;
        });
    }
}

Result<Outputs> maxPool(Call& call)
{
    const Result<Pooled> pooled = pooledShape(call);
    if (!pooled)
        return tl::unexpected(pooled.error());
    const bool indices = call.node.outputs.size() > 1;
    Outputs outputs;
    if (!call.known()) {
        outputs.push_back(shapeOnly(call[0].type, pooled->shape));
        if (indices)
            outputs.push_back(shapeOnly(ElementType::Int64, pooled->shape));
        return outputs;
    }
    auto result = newValue(call[0].type, pooled->shape);
    if (!indices && result->floating()) {
        largestOfWindows(pooled->window, pooled->planes, call[0].floats.data(), result->floats.data());
        return only(std::move(result));
    }
    auto places = indices ? newValue(ElementType::Int64, pooled->shape) : nullptr;
    const bool columnMajor = call.node.integer("storage_order", 0) != 0;
    std::vector<std::int64_t>* const to = places ? &places->integers : nullptr;
    if (result->floating())
        pickLargest(*pooled, call[0].floats, result->floats, to, columnMajor);
    else
        pickLargest(*pooled, call[0].integers, result->integers, to, columnMajor);
    outputs.push_back(std::move(result));
    if (places)
        outputs.push_back(std::move(places));
    return outputs;
}

/// Number of window places within the input and its padding: what count_include_pad divides by.
std::int64_t paddedCount(const SlidingWindow& window, const Shape& place)
{
    std::int64_t count = 1;
    for (std::size_t i = 0; i < window.axes(); ++i) {
        const std::int64_t start = place[i] * window.strides[i] - window.before[i];
        const std::int64_t room = window.inputs[i] + window.after[i] - start;
        count *= std::min(window.kernel[i], (room + window.dilations[i] - 1) / window.dilations[i]);
    }
    return count;
}

Result<Outputs> averagePool(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Result<Pooled> pooled = pooledShape(call);
    if (!pooled)
        return tl::unexpected(pooled.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, pooled->shape));
    const SlidingWindow& window = pooled->window;
    const Shape steps = stridesOf(window.inputs);
    const bool includePad = call.node.integer("count_include_pad", 0) != 0;
    auto result = newValue(call[0].type, pooled->shape);
    for (std::int64_t plane = 0; plane < pooled->planes; ++plane) {
        const float* x = call[0].floats.data() + plane * pooled->pixels;
        visitWindows(window, [&](std::int64_t w, const Shape& place, const std::vector<Range>& ranges) {
            double sum = 0.0;
            std::int64_t count = 0;
            visitElements(window, steps, place, ranges, [&](std::int64_t offset) {
                sum += x[offset];
                ++count;
            });
            if (includePad)
                count = paddedCount(window, place);
            result->floats[at(plane * window.positions() + w)] =
                count == 0 ? 0.0F : static_cast<float>(sum / static_cast<double>(count));
        });
    }
    return only(std::move(result));
}

Result<Outputs> lpPool(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Result<Pooled> pooled = pooledShape(call);
    if (!pooled)
        return tl::unexpected(pooled.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, pooled->shape));
    const double p = static_cast<double>(call.node.integer("p", 2));
    const SlidingWindow& window = pooled->window;
    const Shape steps = stridesOf(window.inputs);
    auto result = newValue(call[0].type, pooled->shape);
    for (std::int64_t plane = 0; plane < pooled->planes; ++plane) {
        const float* x = call[0].floats.data() + plane * pooled->pixels;
        visitWindows(window, [&](std::int64_t w, const Shape& place, const std::vector<Range>& ranges) {
            double sum = 0.0;
            visitElements(window, steps, place, ranges,
                          [&](std::int64_t offset) { sum += std::pow(std::abs(static_cast<double>(x[offset])), p); });
            result->floats[at(plane * window.positions() + w)] = static_cast<float>(std::pow(sum, 1.0 / p));
        });
    }
    return only(std::move(result));
}

template <bool Largest>
Result<Outputs> globalPool(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    Shape shape = call[0].shape;
    if (shape.size() < 3 || call[0].size() == 0)
        return fail("expected an input of batch, channels and space with elements, found the shape ", toText(shape));
    std::fill(shape.begin() + 2, shape.end(), 1);
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    auto result = newValue(call[0].type, std::move(shape));
    const std::int64_t planes = result->size();
    const std::int64_t pixels = call[0].size() / planes;
    for (std::int64_t plane = 0; plane < planes; ++plane) {
        const std::span<const float> x(call[0].floats.data() + plane * pixels, at(pixels));
        if constexpr (Largest) {
            result->floats[at(plane)] = *std::ranges::max_element(x);
        } else {
            double sum = 0.0;
            for (const float value : x)
                sum += value;
            result->floats[at(plane)] = static_cast<float>(sum / static_cast<double>(pixels));
        }
    }
    return only(std::move(result));
}

/// (Σ |x|^p)^(1/p) over all of space.
Result<Outputs> globalLpPool(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    Shape shape = call[0].shape;
    const std::int64_t p = call.node.integer("p", 2);
    if (shape.size() < 3 || call[0].size() == 0 || p < 1)
        return fail("expected an input of batch, channels and space with elements and p from 1, found the shape ",
                    toText(shape), " and ", p);
    std::fill(shape.begin() + 2, shape.end(), 1);
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    auto result = newValue(call[0].type, std::move(shape));
    const std::int64_t pixels = call[0].size() / result->size();
    for (std::int64_t plane = 0; plane < result->size(); ++plane) {
        double sum = 0.0;
        for (std::int64_t i = 0; i < pixels; ++i)
            sum += std::pow(std::abs(call[0].floats[at(plane * pixels + i)]), static_cast<double>(p));
        result->floats[at(plane)] = static_cast<float>(std::pow(sum, 1.0 / static_cast<double>(p)));
    }
    roundAll(*result);
    return only(std::move(result));
}

constexpr Operator poolsTable[] = {
    {"AveragePool", averagePool, 1, 1,
     "s:auto_pad i:ceil_mode I:dilations I:kernel_shape I:pads I:strides i:count_include_pad"},
    {"GlobalAveragePool", globalPool<false>, 1, 1},
    {"GlobalLpPool", globalLpPool, 1, 1, "i:p"},
    {"GlobalMaxPool", globalPool<true>, 1, 1},
    {"LpPool", lpPool, 1, 1, "s:auto_pad i:ceil_mode I:dilations I:kernel_shape I:pads I:strides i:p"},
    {"MaxPool", maxPool, 1, 1, "s:auto_pad i:ceil_mode I:dilations I:kernel_shape I:pads I:strides i:storage_order"},
};

} // namespace

std::span<const Operator> pools()
{
    return poolsTable;
}

} // namespace termscope::ops
