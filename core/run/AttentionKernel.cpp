#include "core/run/AttentionKernel.h"

#include "core/ops/Helpers.h"
#include "core/terms/Kernels.h"
#include "core/terms/TermRevealer.h"

#include <Eigen/Core>
#include <dnnl.h>

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::int64_t sumsBelow = std::int64_t{1} << 24;

/// Sums of products of whole numbers, exact: [m, n] of x [m, k] and y [n, k]. In float32 as long as no sum can reach
/// 2^24, in parts of the reduction; else in float64.
class ExactSums {
public:
    ExactSums(std::int64_t m, std::int64_t k, std::int64_t n, std::int64_t largestProduct)
        : m_(m), k_(k), n_(n), part_(std::min(k, (sumsBelow - 1) / std::max<std::int64_t>(1, largestProduct))),
          sums_(at(m * n))
    {
    }

    /// Valid until the next call.
    std::span<const float> of(std::span<const float> x, std::span<const float> y)
    {
        if (part_ == k_) {
            multiply(x.data(), y.data(), k_);
            return sums_;
        }
        std::vector<double> all(sums_.size(), 0.0);
        if (part_ < leastPart)
            multiplyWide(x, y, all);
        else
            for (std::int64_t first = 0; first < k_; first += part_) {
                multiply(x.data() + first, y.data() + first, std::min(part_, k_ - first));
                std::ranges::transform(all, sums_, all.begin(), std::plus<>());
            }
        std::ranges::transform(all, sums_.begin(), [](double sum) { return static_cast<float>(sum); });
        return sums_;
    }

private:
    static constexpr std::int64_t leastPart = 16;

    void multiply(const float* x, const float* y, std::int64_t k)
    {
        dnnl_sgemm('N', 'T', m_, n_, k, 1.0F, x, k_, y, k_, 0.0F, sums_.data(), n_);
    }

    void multiplyWide(std::span<const float> x, std::span<const float> y, std::vector<double>& all) const
    {
        using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
        using Wide = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
        const Wide left = Eigen::Map<const Matrix>(x.data(), m_, k_).cast<double>();
        const Wide right = Eigen::Map<const Matrix>(y.data(), n_, k_).cast<double>();
        Eigen::Map<Wide>(all.data(), m_, n_).noalias() = left * right.transpose();
    }

    std::int64_t m_, k_, n_, part_;
    std::vector<float> sums_;
};

/// How the products of a call lie in its operands.
struct Products {
    Shape leading; ///< axes of the result before its last two
    std::array<Shape, 2> strides;
    std::int64_t m = 0, k = 0, n = 0;
};

Result<Products> productsOf(const Value& x, const Value& y)
{
    if (x.rank() < 2 || y.rank() < 2)
        return fail("expected two matrices to multiply, found shapes ", toText(x.shape), " and ", toText(y.shape));
    const auto leading = [](const Value& value) { return Shape(value.shape.begin(), value.shape.end() - 2); };
    Products products{{}, {}, x.shape[at(x.rank() - 2)], x.shape.back(), y.shape.back()};
    const Result<Shape> wide = ops::broadcastShape(leading(x), leading(y));
    if (!wide)
        return tl::unexpected(wide.error());
    products.leading = *wide;
    products.strides = {ops::broadcastStrides(leading(x), *wide), ops::broadcastStrides(leading(y), *wide)};
    return products;
}

ActivationOperands operandsOf(const Products& products, const Value& x, const Value& y)
{
    const auto& [leading, strides, m, k, n] = products;
    ActivationOperands operands{elementCount(leading), m, k, n, {}, {}};
    ops::walk(leading, strides, [&](const std::array<std::int64_t, 2>& matrix) {
        const float* const left = x.floats.data() + matrix[0] * m * k;
        const float* const right = y.floats.data() + matrix[1] * k * n;
        operands.x.insert(operands.x.end(), left, left + m * k);
        operands.y.insert(operands.y.end(), right, right + k * n);
    });
    return operands;
}

class AttentionKernel : public LayerKernel {
public:
    AttentionKernel(int layer, int staying, const PreparedLayer* prepared)
        : layer_(layer), staying_(staying), prepared_(prepared)
    {
    }

    Result<Outputs> run(Call& call, LayerLog* log) const override
    {
        if (log != nullptr && log->observe) {
            log->observe(layer_, call[0].floats);
            log->observe(staying_, call[1].floats);
        }
        if (prepared_ == nullptr && log != nullptr)
            log->floatProducts += static_cast<double>(call[0].size() * call[1].shape.back());
        const bool observes = log != nullptr && log->observeProduct;
        const Result<Outputs> shapes = shapesOf(call);
        if (!shapes)
            return shapes;
        const Result<Products> products = productsOf(call[0], call[1]);
        if (!products)
            return tl::unexpected(products.error());
        if (observes)
            log->observeProduct(layer_, operandsOf(*products, call[0], call[1]));
        auto result = newValueToFill(call[0].type, shapes->front()->shape);
        if (products->k == 0)
            std::ranges::fill(result->floats, 0.0F);
        else if (prepared_ == nullptr)
            multiplyFloats(*products, call[0], call[1], result->floats.data());
        else
            multiply(*products, call[0], call[1], result->floats.data(), log);
        return ops::only(std::move(result));
    }

private:
    static void multiplyFloats(const Products& products, const Value& x, const Value& y, float* result)
    {
        const auto& [leading, strides, m, k, n] = products;
        ops::walk(leading, strides, [&](const std::array<std::int64_t, 2>& matrix) {
            dnnl_sgemm('N', 'N', m, n, k, 1.0F, x.floats.data() + matrix[0] * m * k, k,
                       y.floats.data() + matrix[1] * k * n, n, 0.0F, result, n);
            result += m * n;
        });
    }

    void multiply(const Products& products, const Value& x, const Value& y, float* result, LayerLog* log) const
    {
        const auto& [leading, strides, m, k, n] = products;
        const StayingOperand& staying = *prepared_->staying;
        // A revealed value may exceed q_max, but never twice it.
        ExactSums sums(m, k, n, std::int64_t{prepared_->table.largestKept()} * (2 * staying.largest));
        std::vector<float> left(at(m * k));
        std::vector<float> right(at(n * k));
        std::vector<std::uint32_t> leftTerms(at(k));
        ops::walk(leading, strides, [&](const std::array<std::int64_t, 2>& matrix) {
            std::ranges::fill(leftTerms, 0U);
            lookUp({x.floats.data() + matrix[0] * m * k, left.size()}, left, leftTerms);
            const StayingValues kept = stayingValues(staying, {y.floats.data() + matrix[1] * k * n, right.size()}, k,
                                                     n);
            std::ranges::transform(kept.values, right.begin(), [](std::int32_t v) { return static_cast<float>(v); });
            const std::span<const float> own = sums.of(left, right);
            const float scale = prepared_->scales[0];
            std::ranges::transform(own, result, [scale](float sum) { return sum * scale; });
            result += own.size();
            if (log != nullptr)
                count(kept.keptTerms, leftTerms, products, *log);
        });
    }

    void lookUp(std::span<const float> x, std::span<float> values, std::span<std::uint32_t> terms) const
    {
        const ActivationTable& table = prepared_->table;
        for (std::size_t first = 0; first < x.size(); first += terms.size())
            kernels::best().lookUpFloat(x.data() + first, terms.size(), prepared_->dataScale, table.largest,
                                        table.entries.data(), values.data() + first, terms.data());
    }

    void count(std::span<const std::uint8_t> stayingTerms, std::span<const std::uint32_t> terms,
               const Products& products, LayerLog& log) const
    {
        std::vector<std::uint32_t> columns(terms.size(), 0);
        for (std::size_t i = 0; i < stayingTerms.size(); ++i)
            columns[i % columns.size()] += stayingTerms[i];
        for (std::size_t i = 0; i < terms.size(); ++i)
            log.pairs[at(layer_)] += static_cast<double>(columns[i]) * terms[i];
        log.products[at(layer_)] += static_cast<double>(products.m * products.k * products.n);
    }

    int layer_;
    int staying_;
    const PreparedLayer* prepared_;
};

} // namespace

StayingValues stayingValues(const StayingOperand& operand, std::span<const float> values, std::int64_t k,
                            std::int64_t n)
{
    std::vector<std::int32_t> quantized(values.size());
    kernels::best().quantize(values.data(), values.size(), operand.scale, operand.largest, quantized.data());
    StayingValues kept{std::vector<std::int32_t>(values.size()), std::vector<std::uint8_t>(values.size())};
    for (std::int64_t row = 0; row < k; ++row)
        for (std::int64_t column = 0; column < n; ++column)
            kept.values[at(column * k + row)] = quantized[at(row * n + column)];
    if (operand.groupSize == 0) {
        countTerms(operand.encoding, kept.values, kept.keptTerms);
        return kept;
    }
    const RevealConfig config{operand.encoding, operand.largest, operand.groupSize, operand.budget};
    for (std::int64_t first = 0; first < k * n; first += k) {
        const std::span<std::int32_t> column(kept.values.data() + first, at(k));
        revealRow(config, column, column, {kept.keptTerms.data() + first, at(k)});
    }
    return kept;
}

std::unique_ptr<LayerKernel> makeAttentionKernel(int layer, int staying, const PreparedLayer* prepared)
{
    return std::make_unique<AttentionKernel>(layer, staying, prepared);
}

} // namespace termscope
