// Products of a convolution's weights with images, for any batch: y[n, o, p] = Σ_c,t x[n, c, place of tap t in window
// p] · w[o, c, t].
//
// Of integers the result is exact, by the rules of ExactSplit.h.
#pragma once

#include "core/ops/SlidingWindow.h"
#include "core/run/MatrixProduct.h"

#include <limits>
#include <memory>
#include <optional>

namespace termscope {

/// How images lie: as values do, [n, c, space…]; in lanes (BlockedImage.h); or with their channels side by side, [n,
/// space…, c].
enum class ImageOrder { Plain, Lanes, SideBySide };

/// What a float32 product in lanes does before it is written: + bias, + what the result held before, then a clip.
struct Epilogue {
    std::vector<float> bias; ///< [outputs] or empty
    bool adds = false;
    float lowest = -std::numeric_limits<float>::infinity(); ///< ≤ 0
    float highest = std::numeric_limits<float>::infinity(); ///< ≥ 0
};

/// Thread rule: run may be called from several threads at once; everything else from one.
class ConvolutionProduct {
public:
    /// weights: [outputs, inputs of a group, kernel…] with one to three kernel axes.
    static ConvolutionProduct ofFloats(std::span<const float> weights, const Shape& shape, std::int64_t groups,
                                       Epilogue epilogue = {});

    /// The weights are integers below 2^17. largestData: the largest magnitude x can have. None where exact sums would
    /// take float64, or parts of grouped channels.
    static std::optional<ConvolutionProduct> ofIntegers(std::span<const float> weights, const Shape& shape,
                                                        std::int64_t groups, std::int32_t largestData);

    /// Of weights as bytes (ByteWeights.h) and data as Int8 or Uint8, for runInLanes with channels side by side alone.
    /// Range: data that byteProducts() names, with weights of largestByteFor() them (ByteProducts.h).
    static ConvolutionProduct ofBytes(std::span<const std::int8_t> weights, const Shape& shape, std::int64_t groups,
                                      OperandType data);

    /// Of integers with any weights: sums are float32, their operands bfloat16 where these hold all of them.
    static ConvolutionProduct ofValues(std::span<const float> weights, const Shape& shape, std::int64_t groups,
                                       std::int32_t largestData);

    ~ConvolutionProduct();
    ConvolutionProduct(ConvolutionProduct&&) noexcept;
    ConvolutionProduct& operator=(ConvolutionProduct&&) noexcept;

    /// What x is made of.
    OperandType operandType() const;

    /// True where the window is one that can be run: no negative padding, one to three axes.
    static bool canRun(const SlidingWindow& window);

    /// data: [batch, channels, window.inputs…] in the operand type; result: [batch, outputs, window.outputs…].
    /// The first run of a batch size and window prepares for it; others take what is prepared. Without the epilogue.
    void run(const void* data, std::int64_t batch, const SlidingWindow& window, float* result) const;

    /// A batch size and a window in lanes, or side by side, as prepared for them and for as many threads as there are
    /// now.
    struct Plan;
    using PlanPtr = std::shared_ptr<const Plan>;
    /// Null where images of `source` cannot run so: where not canRun, a sum takes several parts, or oneDNN has no fast
    /// code for it. What is known is found again.
    PlanPtr planInLanes(std::int64_t batch, const SlidingWindow& window, ImageOrder source) const;
    /// As run, with the epilogue; the result in lanes, or side by side as the source.
    void runInLanes(const Plan& plan, const void* data, float* result) const;

private:
    struct State;
    explicit ConvolutionProduct(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
