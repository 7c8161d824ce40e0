// Products of a convolution's weights with images, for any batch: y[n, o, p] = Σ_c,t x[n, c, place of tap t in window p] · w[o, c, t].
//
// Of integers the result is exact, by the rules of MatrixProduct: bfloat16 where every magnitude is at most 256, float32 where
// not, the input channels cut into parts whose partial sums stay below 2^24.
#pragma once

#include "core/infer/MatrixProduct.h"
#include "core/ops/SlidingWindow.h"

#include <optional>

namespace termscope {

/// Thread rule: run may be called from several threads at once; everything else from one.
class ConvolutionProduct {
public:
    /// weights: [outputs, inputs of a group, kernel…] with one to three kernel axes.
    static ConvolutionProduct ofFloats(std::span<const float> weights, const Shape& shape, std::int64_t groups);

    /// The weights are integers below 2^17. largestData: the largest magnitude x can have. None where exact sums would take
    /// more than sixteen parts, or parts of grouped channels.
    static std::optional<ConvolutionProduct> ofIntegers(std::span<const float> weights, const Shape& shape, std::int64_t groups,
                                                        std::int32_t largestData);

    ~ConvolutionProduct();
    ConvolutionProduct(ConvolutionProduct&&) noexcept;
    ConvolutionProduct& operator=(ConvolutionProduct&&) noexcept;

    /// What x is made of: bfloat16 bits (std::uint16_t) for Bfloat16, float otherwise.
    ProductRoad road() const;

    /// True where the window is one that can be run: no negative padding, one to three axes.
    static bool canRun(const SlidingWindow& window);

    /// data: [batch, channels, window.inputs…] in the road's type; result: [batch, outputs, window.outputs…].
    /// The first run of a batch size and window prepares for it; others take what is prepared.
    void run(const void* data, std::int64_t batch, const SlidingWindow& window, float* result) const;

private:
    struct State;
    explicit ConvolutionProduct(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
