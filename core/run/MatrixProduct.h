// Matrix products of a layer: y[row, n] = Σ_k x[row, k] · w[n, k], for blocks of rows.
//
// Of integers the result is exact: bfloat16 operands where every magnitude is at most 256 (their eight significant
// bits hold it), float32 where not, and in both cases the inputs are cut into parts whose partial sums stay below
// 2^24; what cannot be kept below goes in float64. The last rounding, to float32, is the only one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace termscope {

enum class OperandType { Bfloat16, Float32, Float64 };

/// Thread rule: run may be called from several threads at once; everything else from one.
class MatrixProduct {
public:
    /// Rows of a block, unless asked for otherwise: run always reads and writes so many.
    static constexpr std::int64_t blockRows = 250;

    /// Ordinary float32 product. weights: [outputs, inputs].
    static MatrixProduct ofFloats(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
                                  std::int64_t rows = blockRows);

    /// Exact product of integers below 2^17. largestData: the largest magnitude x can have.
    static MatrixProduct ofIntegers(std::span<const std::int32_t> weights, std::int64_t outputs, std::int64_t inputs,
                                    std::int32_t largestData, std::int64_t rows = blockRows);

    ~MatrixProduct();
    MatrixProduct(MatrixProduct&&) noexcept;
    MatrixProduct& operator=(MatrixProduct&&) noexcept;

    /// What x is made of: bfloat16 bits (std::uint16_t) for Bfloat16, float otherwise.
    OperandType operandType() const;
    std::int64_t inputs() const;
    std::int64_t outputs() const;

    /// data: [rows, inputs] in the operand type; result: [rows, outputs].
    void run(const void* data, float* result) const;

private:
    struct State;
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
