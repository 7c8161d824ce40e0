// MatMul (batched, stretched) and Gemm. (Eigen)
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <Eigen/Core>

namespace termscope::ops {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Map = Eigen::Map<Matrix>;
using ConstMap = Eigen::Map<const Matrix>;

template <class T>
void multiply(const T* a, const T* b, T* result, std::int64_t m, std::int64_t k, std::int64_t n)
{
    if constexpr (std::is_same_v<T, float>) {
        Map(result, m, n).noalias() = ConstMap(a, m, k) * ConstMap(b, k, n);
    } else {
        for (std::int64_t i = 0; i < m; ++i)
            for (std::int64_t j = 0; j < n; ++j)
                for (std::int64_t p = 0; p < k; ++p)
                    result[i * n + j] += a[i * k + p] * b[p * n + j];
    }
}

Result<Outputs> matMul(Call& call)
{
    TERMSCOPE_TRY(expectAlike(call[0], call[1]));
    Shape a = call[0].shape;
    Shape b = call[1].shape;
    if (a.empty() || b.empty())
        return fail("expected two arrays, found a single number");
    // A vector is a row on the left, a column on the right; its made-up axis goes again.
    const bool rowVector = a.size() == 1;
    const bool columnVector = b.size() == 1;
    if (rowVector)
        a.insert(a.begin(), 1);
    if (columnVector)
        b.push_back(1);
    const std::int64_t m = a[a.size() - 2];
    const std::int64_t k = a.back();
    const std::int64_t n = b.back();
    if (b[b.size() - 2] != k)
        return fail("expected inner sizes that agree, found ", toText(call[0].shape), " times ", toText(call[1].shape));
    const Shape stackA(a.begin(), a.end() - 2);
    const Shape stackB(b.begin(), b.end() - 2);
    const Result<Shape> stack = broadcastShape(stackA, stackB);
    if (!stack)
        return tl::unexpected(stack.error());
    Shape shape = *stack;
    if (!rowVector)
        shape.push_back(m);
    if (!columnVector)
        shape.push_back(n);
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    auto result = newValue(call[0].type, std::move(shape));
    std::int64_t place = 0;
    walk(*stack, std::array{broadcastStrides(stackA, *stack), broadcastStrides(stackB, *stack)},
         [&](const auto& offsets) {
             if (result->floating())
                 multiply(call[0].floats.data() + offsets[0] * m * k, call[1].floats.data() + offsets[1] * k * n,
                          result->floats.data() + place * m * n, m, k, n);
             else
                 multiply(call[0].integers.data() + offsets[0] * m * k, call[1].integers.data() + offsets[1] * k * n,
                          result->integers.data() + place * m * n, m, k, n);
             ++place;
         });
    for (std::int64_t& x : result->integers)
        x = wrapped(x, result->type);
    return only(std::move(result));
}

/// The value with its last two axes exchanged.
Result<ValuePtr> withTurnedMatrices(const ValuePtr& value)
{
    if (value->rank() < 2)
        return fail("expected matrices to turn around, found the shape ", toText(value->shape));
    std::vector<std::int64_t> order(value->shape.size());
    std::iota(order.begin(), order.end(), 0);
    std::swap(order[order.size() - 1], order[order.size() - 2]);
    const Node node{"", "Transpose", {{"perm", std::move(order)}}, {}, {}, {}};
    Call turn{node, 13, {value}};
    Result<Outputs> turned = runOperator(turn);
    if (!turned)
        return tl::unexpected(turned.error());
    return turned->front();
}

/// alpha · A · B, either turned around; onnxruntime's (com.microsoft), of attention above all.
Result<Outputs> fusedMatMul(Call& call)
{
    for (const std::size_t side : {0, 1}) {
        TERMSCOPE_TRY(expectFloats(call, side));
        if (call.node.integer(side == 0 ? "transA" : "transB", 0) == 0)
            continue;
        Result<ValuePtr> turned = withTurnedMatrices(call.inputs[side]);
        if (!turned)
            return tl::unexpected(turned.error());
        call.inputs[side] = std::move(*turned);
    }
    Result<Outputs> outputs = matMul(call);
    const float alpha = call.node.number("alpha", 1.0F);
    if (!outputs || !outputs->front()->known || alpha == 1.0F)
        return outputs;
    auto result = std::make_shared<Value>(*outputs->front());
    for (float& x : result->floats)
        x = rounded(x * alpha, result->type);
    return only(std::move(result));
}

Result<Outputs> gemm(Call& call)
{
    for (std::size_t i = 0; i < call.count(); ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    if (call[0].rank() != 2 || call[1].rank() != 2)
        return fail("expected two matrices, found ", toText(call[0].shape), " and ", toText(call[1].shape));
    const bool transA = call.node.integer("transA", 0) != 0;
    const bool transB = call.node.integer("transB", 0) != 0;
    const std::int64_t m = call[0].shape[transA ? 1 : 0];
    const std::int64_t k = call[0].shape[transA ? 0 : 1];
    const std::int64_t n = call[1].shape[transB ? 0 : 1];
    if (call[1].shape[transB ? 1 : 0] != k)
        return fail("expected inner sizes that agree, found ", toText(call[0].shape), transA ? " (transposed)" : "",
                    " times ", toText(call[1].shape), transB ? " (transposed)" : "");
    const Shape shape{m, n};
    if (call.has(2)) {
        const Result<Shape> wide = broadcastShape(call[2].shape, shape);
        if (!wide || *wide != shape)
            return fail("expected a bias that stretches to ", toText(shape), ", found the shape ",
                        toText(call[2].shape));
    }
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    auto result = newValueToFill(call[0].type, shape);
    const ConstMap a(call[0].floats.data(), call[0].shape[0], call[0].shape[1]);
    const ConstMap b(call[1].floats.data(), call[1].shape[0], call[1].shape[1]);
    Map y(result->floats.data(), m, n);
    if (transA && transB)
        y.noalias() = a.transpose() * b.transpose();
    else if (transA)
        y.noalias() = a.transpose() * b;
    else if (transB)
        y.noalias() = a * b.transpose();
    else
        y.noalias() = a * b;
    y *= call.node.number("alpha", 1.0F);
    if (call.has(2)) {
        const float beta = call.node.number("beta", 1.0F);
        float* to = result->floats.data();
        walk(shape, std::array{broadcastStrides(call[2].shape, shape)},
             [&](const auto& offsets) { *to++ += beta * call[2].floats[at(offsets[0])]; });
    }
    return only(std::move(result));
}

/// The last two axes turned around; of fewer, nothing (core/graph/ProductForm.h).
Result<Outputs> swapLast(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Value& x = call[0];
    if (x.rank() < 2)
        return only(call.inputs[0]);
    Shape shape = x.shape;
    std::swap(shape[shape.size() - 2], shape[shape.size() - 1]);
    if (!x.known)
        return only(shapeOnly(x.type, std::move(shape)));
    const std::int64_t rows = x.shape[x.shape.size() - 2];
    const std::int64_t columns = x.shape.back();
    const auto turned = newValueToFill(x.type, std::move(shape));
    for (std::int64_t first = 0; first < x.size(); first += rows * columns)
        Map(turned->floats.data() + first, columns,
            rows) = ConstMap(x.floats.data() + first, rows, columns).transpose();
    return only(turned);
}

constexpr Operator matrixProductsTable[] = {
    {"Gemm", gemm, 2, 3, "f:alpha f:beta i:transA i:transB i:termscope_dynamic_data"},
    {"MatMul", matMul, 2, 2, "i:termscope_dynamic_data I:termscope_file_shape"},
    {"termscope.SwapLast", swapLast, 1, 1},
    {"com.microsoft.FusedMatMul", fusedMatMul, 2, 2, "f:alpha i:transA i:transB i:transBatchA=0 i:transBatchB=0"},
};

} // namespace

std::span<const Operator> matrixProducts()
{
    return matrixProductsTable;
}

} // namespace termscope::ops
