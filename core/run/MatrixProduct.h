// Matrix products of a layer: y[row, n] = Σ_k x[row, k] · w[n, k], for blocks of rows.
//
// Of integers the result is exact: bytes where they hold the operands and the machine's products of them are
// exact (ByteWeights.h), else by the rules of ExactSplit.h bfloat16 or float32 operands with the inputs cut into parts,
// float64 where that does not do. The last rounding, to float32, is the only one.
#pragma once

#include "core/run/ByteWeights.h"

#include <memory>
#include <optional>

namespace termscope {

/// What follows a product, row by row, every step rounded: y = sum · scales · rowScales[row] + bias, then max(y, 0) if
/// relu.
struct RowFinish {
    std::span<const float> scales = {}; ///< [outputs], or one for all; empty: 1
    const float* bias = nullptr;        ///< [outputs]; null: none
    bool relu = false;
    std::span<const float> rowScales = {}; ///< [rows]; empty: 1

    RowFinish fromRow(std::int64_t row) const
    {
        return {scales, bias, relu, rowScales.subspan(rowScales.empty() ? 0 : static_cast<std::size_t>(row))};
    }
};

/// Thread rule: run may be called from several threads at once; everything else from one.
class MatrixProduct {
public:
    /// Rows of a block: run always reads so many of one or the other.
    static constexpr std::int64_t blockRows = 250;
    static constexpr std::int64_t fewRows = 16;

    /// Ordinary float32 product. weights: [outputs, inputs]; they outlive it.
    static MatrixProduct ofFloats(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs);

    /// Exact product of integers below 2^17. largestData: the largest magnitude x can have.
    static MatrixProduct ofIntegers(std::span<const std::int32_t> weights, std::int64_t outputs, std::int64_t inputs,
                                    std::int32_t largestData);

    /// Of integers with any weights: bytes where these hold the weights (ByteUse::isExact being false), else float32 sums,
    /// of bfloat16 where that does. A block of rows may take the one or the other by the signs of its data.
    static MatrixProduct ofValues(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
                                  std::int32_t largestData);

    /// Of numbers that bfloat16 holds with any weights: sums are float32, of bfloat16 where it holds the weights too. Of
    /// integers, largestData as above.
    static MatrixProduct ofNumbers(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
                                   std::int32_t largestData);

    ~MatrixProduct();
    MatrixProduct(MatrixProduct&&) noexcept;
    MatrixProduct& operator=(MatrixProduct&&) noexcept;

    /// What x is made of.
    OperandType operandType() const;
    std::int64_t inputs() const;
    std::int64_t outputs() const;

    /// data: [size, inputs] in the operand type, of which the first `rows` count; result: [rows, outputs]. size:
    /// blockRows or fewRows, for each of which the first run prepares.
    void run(const void* data, std::int64_t size, std::int64_t rows, const RowFinish& finish, float* result) const;
    /// A whole block of blockRows, unfinished.
    void run(const void* data, float* result) const { run(data, blockRows, blockRows, {}, result); }

private:
    struct State;
    template <class Number>
    static std::optional<MatrixProduct> ofBytes(std::span<const Number> weights, std::int64_t outputs,
                                                std::int64_t inputs, const ByteUse& use);
    static MatrixProduct ofWiderIntegers(std::span<const std::int32_t> weights, std::int64_t outputs,
                                         std::int64_t inputs, std::int32_t largestData);
    explicit MatrixProduct(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Makes the calling thread run products alone while it lives: for use inside a parallel region.
class SingleThreadScope {
public:
    SingleThreadScope();
    ~SingleThreadScope();
    SingleThreadScope(const SingleThreadScope&) = delete;
    SingleThreadScope& operator=(const SingleThreadScope&) = delete;

private:
    int before_;
};

} // namespace termscope
