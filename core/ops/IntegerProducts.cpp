// Products of integers, summed exactly: MatMulInteger, ConvInteger, QLinearMatMul, QLinearConv, QGemm.
#include "core/ops/ConvolutionSizes.h"
#include "core/ops/Families.h"
#include "core/ops/QuantizerHelpers.h"

#include "core/base/Text.h"

namespace termscope::ops {
namespace {

/// Along which axis of a matrix, or a stack of them, zero points differ.
enum class Along { Rows, Columns };

/// x − z as int64, which no sum here overflows. Error: zero points that are neither one nor one for each row (column).
Result<ValuePtr> shifted(const Value& x, const Value* zero, Along along)
{
    auto result = std::make_shared<Value>(x);
    result->type = ElementType::Int64;
    if (zero == nullptr || !x.known || !zero->known)
        return result;
    const std::int64_t columns = x.rank() == 0 ? 1 : x.shape.back();
    const std::int64_t rows = x.rank() < 2 ? 1 : x.shape[at(x.rank() - 2)];
    const std::int64_t places = along == Along::Rows ? rows : columns;
    if (zero->size() != 1 && zero->size() != places && zero->size() * columns != x.size())
        return fail("expected one zero point or ", places, ", found the shape ", toText(zero->shape));
    for (std::int64_t i = 0; i < x.size(); ++i) {
        const std::int64_t place = along == Along::Columns  ? i % columns
                                   : zero->size() == places ? i / columns % rows
                                                            : i / columns;
        result->integers[at(i)] -= zero->integers[zero->size() == 1 ? 0 : at(place)];
    }
    return result;
}

Result<ValuePtr> integerMatMul(Call& call, std::size_t a, std::size_t b, const Value* zeroA, const Value* zeroB)
{
    TERMSCOPE_TRY(expectIntegers(call, a));
    TERMSCOPE_TRY(expectIntegers(call, b));
    const Result<ValuePtr> left = shifted(call[a], zeroA, Along::Rows);
    const Result<ValuePtr> right = left ? shifted(call[b], zeroB, Along::Columns) : left;
    if (!right)
        return right;
    const Node node{call.node.name, "MatMul", {}, {}, {}, {}};
    Call product{node, call.opset, {*left, *right}};
    for (ValuePtr& input : product.inputs)
        if (!call.known())
            input = shapeOnly(ElementType::Int64, input->shape);
    Result<Outputs> outputs = runOperator(product);
    if (!outputs)
        return tl::unexpected(outputs.error());
    return outputs->front();
}

const Value* valueAt(const Call& call, std::size_t index)
{
    return call.has(index) ? &call[index] : nullptr;
}

/// Sums that wrap around as int32 does.
Outputs asInt32(const ValuePtr& sums)
{
    auto result = std::make_shared<Value>(*sums);
    result->type = ElementType::Int32;
    for (std::int64_t& sum : result->integers)
        sum = wrapped(sum, ElementType::Int32);
    return only(std::move(result));
}

Result<Outputs> matMulInteger(Call& call)
{
    const Result<ValuePtr> sums = integerMatMul(call, 0, 1, valueAt(call, 2), valueAt(call, 3));
    return sums ? Result<Outputs>(asInt32(*sums)) : tl::unexpected(sums.error());
}

/// Exact sums of a convolution: [n, outputs, places…]. x − zeroX stands in the padding too.
Result<ValuePtr> integerConvolution(const Call& call, std::size_t weightInput, const Value* zeroX, const Value* zeroW)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    TERMSCOPE_TRY(expectIntegers(call, weightInput));
    const Value& x = call[0];
    const Value& w = call[weightInput];
    const Result<ConvolutionSizes> sizes = convolutionSizes(call, weightInput);
    if (!sizes)
        return tl::unexpected(sizes.error());
    if (!call.known())
        return shapeOnly(ElementType::Int64, sizes->result());
    auto result = newValue(ElementType::Int64, sizes->result());
    const SlidingWindow& window = sizes->window;
    const std::int64_t taps = sizes->taps();
    const std::int64_t pixels = sizes->pixels();
    const std::int64_t inputs = sizes->inputs;
    const std::int64_t z = zeroX == nullptr ? 0 : zeroX->integers[0];
    std::int64_t* to = result->integers.data();
    for (std::int64_t row = 0; row < x.shape[0] * w.shape[0]; ++row) {
        const std::int64_t output = row % w.shape[0];
        const std::int64_t channel = row / w.shape[0] * x.shape[1] + output / sizes->outputs * inputs;
        const std::int64_t zw = zeroW == nullptr ? 0 : zeroW->integers[zeroW->size() == 1 ? 0 : at(output)];
        for (std::int64_t place = 0; place < window.positions(); ++place, ++to)
            for (std::int64_t tap = 0; tap < taps; ++tap) {
                const std::int64_t pixel = inputPlace(window, place, tap);
                for (std::int64_t c = 0; pixel >= 0 && c < inputs; ++c)
                    *to += (x.integers[at((channel + c) * pixels + pixel)] - z)
                           * (w.integers[at((output * inputs + c) * taps + tap)] - zw);
            }
    }
    return result;
}

Result<Outputs> convInteger(Call& call)
{
    const Value* const zeroW = valueAt(call, 3);
    if (zeroW != nullptr && zeroW->size() != 1 && zeroW->size() != call[1].shape[0])
        return fail("expected one zero point or one for each output, found the shape ", toText(zeroW->shape));
    const Result<ValuePtr> sums = integerConvolution(call, 1, valueAt(call, 2), zeroW);
    return sums ? Result<Outputs>(asInt32(*sums)) : tl::unexpected(sums.error());
}

/// sum · scale of each, quantized. `scaleOf`: by element.
template <class ScaleOf>
Outputs requantized(const Value& sums, const Quantization& to, ScaleOf scaleOf)
{
    const ElementType type = to.type();
    if (!sums.known || !to.scale->known || (to.zero != nullptr && !to.zero->known))
        return only(shapeOnly(type, sums.shape));
    auto result = newValue(type, sums.shape);
    const auto range = *integerRange(type);
    for (std::int64_t i = 0; i < sums.size(); ++i)
        result->integers[at(i)] = quantized(static_cast<float>(sums.integers[at(i)]) * scaleOf(i), 1.0F, to.zeroAt(0),
                                            range);
    return only(std::move(result));
}

Result<Outputs> qLinearConv(Call& call)
{
    const std::int64_t outputs = call[3].rank() == 0 ? 1 : call[3].shape[0];
    const Result<Quantization> x = quantizationAt(call, 1);
    const Result<Quantization> w = x ? quantizationAt(call, 4, outputs) : x;
    const Result<Quantization> y = w ? quantizationAt(call, 6) : w;
    if (!y)
        return tl::unexpected(y.error());
    if (!integerRange(y->type()))
        return fail("expected a zero point of at most 16 bits, found ", nameOf(y->type()));
    Result<ValuePtr> sums = integerConvolution(call, 3, x->zero, w->zero);
    if (!sums)
        return tl::unexpected(sums.error());
    if (call.has(8) && call[8].shape != Shape{outputs})
        return fail("expected a bias of ", outputs, " values, found the shape ", toText(call[8].shape));
    const std::int64_t places = (*sums)->size() / std::max<std::int64_t>(1, (*sums)->shape[0] * outputs);
    auto all = std::make_shared<Value>(**sums);
    for (std::int64_t i = 0; all->known && call.has(8) && i < all->size(); ++i)
        all->integers[at(i)] += call[8].integers[at(i / places % outputs)];
    return requantized(
        *all, *y, [&](std::int64_t i) { return x->scaleAt(0) * w->scaleAt(i / places % outputs) / y->scaleAt(0); });
}

Result<Outputs> qLinearMatMul(Call& call)
{
    const std::int64_t rows = call[0].rank() < 2 ? 1 : call[0].shape[at(call[0].rank() - 2)];
    const std::int64_t columns = call[3].rank() == 0 ? 1 : call[3].shape.back();
    const Result<Quantization> a = quantizationAt(call, 1, rows);
    const Result<Quantization> b = a ? quantizationAt(call, 4, columns) : a;
    const Result<Quantization> y = b ? quantizationAt(call, 6) : b;
    if (!y)
        return tl::unexpected(y.error());
    if (!integerRange(y->type()))
        return fail("expected a zero point of at most 16 bits, found ", nameOf(y->type()));
    const Result<ValuePtr> sums = integerMatMul(call, 0, 3, a->zero, b->zero);
    if (!sums)
        return tl::unexpected(sums.error());
    return requantized(**sums, *y, [&](std::int64_t i) {
        return a->scaleAt(i / columns % rows) * b->scaleAt(i % columns) / y->scaleAt(0);
    });
}

ValuePtr turned(const ValuePtr& matrix)
{
    auto result = std::make_shared<Value>(*matrix);
    std::ranges::reverse(result->shape);
    const std::int64_t rows = matrix->shape[0];
    const std::int64_t columns = matrix->shape[1];
    for (std::int64_t i = 0; matrix->known && i < matrix->size(); ++i)
        result->integers[at(i % columns * rows + i / columns)] = matrix->integers[at(i)];
    return result;
}

/// alpha · A · B + C of quantized matrices; float32 where no scale of the result is given.
Result<Outputs> qGemm(Call& call)
{
    if (call[0].rank() != 2 || call[3].rank() != 2)
        return fail("expected two matrices, found ", toText(call[0].shape), " and ", toText(call[3].shape));
    if (call.node.integer("transA", 0) != 0)
        call.inputs[0] = turned(call.inputs[0]);
    if (call.node.integer("transB", 0) != 0)
        call.inputs[3] = turned(call.inputs[3]);
    const std::int64_t columns = call[3].shape[1];
    const Result<Quantization> a = quantizationAt(call, 1);
    const Result<Quantization> b = a ? quantizationAt(call, 4, columns) : a;
    if (!b)
        return tl::unexpected(b.error());
    const Result<ValuePtr> sums = integerMatMul(call, 0, 3, a->zero, b->zero);
    if (!sums)
        return tl::unexpected(sums.error());
    auto all = std::make_shared<Value>(**sums);
    if (call.has(6) && all->known) {
        const Result<Shape> wide = broadcastShape(call[6].shape, all->shape);
        if (!wide || *wide != all->shape)
            return fail("expected a bias that stretches to ", toText(all->shape), ", found the shape ",
                        toText(call[6].shape));
        std::int64_t* to = all->integers.data();
        walk(all->shape, std::array{broadcastStrides(call[6].shape, all->shape)},
             [&](const auto& offsets) { *to++ += call[6].integers[at(offsets[0])]; });
    }
    const auto scaleOf = [&](std::int64_t i) {
        return call.node.number("alpha", 1.0F) * a->scaleAt(0) * b->scaleAt(i % columns);
    };
    if (call.has(7)) {
        const Result<Quantization> y = quantizationAt(call, 7);
        if (!y || !integerRange(y->type()))
            return y ? fail("expected a zero point of at most 16 bits, found ", nameOf(y->type()))
                     : tl::unexpected(y.error());
        return requantized(*all, *y, [&](std::int64_t i) { return scaleOf(i) / y->scaleAt(0); });
    }
    if (!call.known())
        return only(shapeOnly(ElementType::Float32, all->shape));
    auto floats = newValue(ElementType::Float32, all->shape);
    for (std::int64_t i = 0; i < all->size(); ++i)
        floats->floats[at(i)] = static_cast<float>(all->integers[at(i)]) * scaleOf(i);
    return only(std::move(floats));
}

constexpr Operator integerProductsTable[] = {
    {"ConvInteger", convInteger, 2, 4, "s:auto_pad I:dilations i:group I:kernel_shape I:pads I:strides"},
    {"MatMulInteger", matMulInteger, 2, 4},
    {"QLinearConv", qLinearConv, 8, 9, "s:auto_pad I:dilations i:group I:kernel_shape I:pads I:strides"},
    {"QLinearMatMul", qLinearMatMul, 8, 8},
    {"com.microsoft.QGemm", qGemm, 6, 9, "f:alpha i:transA i:transB"},
};

} // namespace

std::span<const Operator> integerProducts()
{
    return integerProductsTable;
}

} // namespace termscope::ops
