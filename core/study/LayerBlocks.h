// A layer's weights as floats and as the integers made of them, a block of outputs at a time: for the files that go
// over all of them.
#pragma once

#include "core/base/Cancel.h"
#include "core/run/QuantizedLayer.h"
#include "core/study/LayerDistribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace termscope {

/// Sums of which a QuantizationError is made.
class ErrorSums {
public:
    void add(std::span<const float> floats, std::span<const std::int32_t> values, const QuantizedMatrix& matrix)
    {
        const auto columns = static_cast<std::size_t>(matrix.columns);
        for (std::size_t first = 0; first < values.size(); first += columns) {
            const auto row = static_cast<std::int64_t>(first / columns);
            float scale = matrix.scaleAt(row, 0);
            for (std::size_t i = first; i < first + columns; ++i) {
                if (matrix.block > 0)
                    scale = matrix.scaleAt(row, static_cast<std::int64_t>(i - first));
                const double x = floats[i];
                const double difference = x - static_cast<double>(values[i]) * scale;
                signal_ += x * x;
                noise_ += difference * difference;
                absolute_ += std::abs(difference);
            }
        }
        count_ += values.size();
    }

    QuantizationError error() const
    {
        const double sqnr = noise_ == 0.0 ? std::numeric_limits<double>::infinity()
                                          : 10.0 * std::log10(signal_ / noise_);
        return {sqnr, count_ == 0 ? 0.0 : absolute_ / static_cast<double>(count_)};
    }

private:
    double signal_ = 0.0;
    double noise_ = 0.0;
    double absolute_ = 0.0;
    std::size_t count_ = 0;
};

/// Some outputs of a layer, in group order.
struct OutputBlock {
    SharedFloats floats;
    QuantizedMatrix matrix;

    std::span<const float> values() const { return {floats.data(), floats.size()}; }
};

/// visit(block, first output) for all outputs of a layer, some megabytes at a time or, up to `mostKept` values, at
/// once. `reach`: max|x| of the layer.
template <class Visit>
void visitBlocks(const WeightLayer& layer, const Settings& settings, float reach, std::int64_t mostKept, Visit visit)
{
    if (layer.isAttention()) // its values are known when it is run
        return;
    constexpr std::int64_t blockValues = std::int64_t{1} << 20;
    const bool whole = layer.weight.size() <= mostKept;
    const std::int64_t most = whole ? layer.outputs() : std::max<std::int64_t>(1, blockValues / layer.fanIn());
    const std::optional<float> clip = settings.perChannel ? std::nullopt : std::optional(reach);
    for (std::int64_t first = 0; first < layer.outputs(); first += most) {
        checkCancelled();
        const WeightLayer part = outputsOf(layer, first, std::min(most, layer.outputs() - first));
        OutputBlock block{inGroupOrder(part), {}};
        block.matrix = settings.source == Source::Given && part.given
                           ? givenMatrix(part)
                           : quantizeInGroupOrder(part, block.floats, settings.weightBits, settings.quantizer,
                                                  settings.perChannel, clip);
        visit(block, first);
        block.floats.release();
    }
}

} // namespace termscope
