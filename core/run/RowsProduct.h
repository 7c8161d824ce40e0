// Products of rows with a layer's weights, for any number of rows; in float32 or of a prepared layer's integers.
#pragma once

#include "core/run/LayerKernel.h"
#include "core/run/MatrixProduct.h"

#include <optional>

namespace termscope {

class RowsProduct {
public:
    /// result = x·wᵀ in float32. weights: [outputs, inputs]. Not copied where the product keeps its own order.
    static RowsProduct ofFloats(int layer, std::span<const float> weights, std::int64_t outputs, std::int64_t inputs);

    /// The outputs `first` … `first + outputs − 1` of a prepared layer, scaled; quantizes the rows. `prepared` outlives
    /// it.
    static RowsProduct ofPrepared(int layer, const PreparedLayer& prepared, std::int64_t first, std::int64_t outputs);

    /// x: [rows, inputs]; result: [rows, outputs]. bias: [outputs] or null. Counts pairs in the log of a prepared one.
    /// rowScales: by row, further factors of its products before the bias; empty for none.
    void run(std::span<const float> x, std::int64_t rows, const float* bias, std::span<float> result, LayerLog* log,
             std::span<const float> rowScales = {}) const;

private:
    /// Inputs that share a scale.
    struct ScaledPart {
        std::int64_t first = 0;
        std::int64_t count = 0;
        std::vector<float> scales; ///< by output
        MatrixProduct product;
    };

    void runBlock(const MatrixProduct& product, std::span<const float> x, std::int64_t rows, std::int64_t block,
                  const float* bias, std::span<float> result, std::vector<std::uint32_t>& terms,
                  std::span<const float> rowScales) const;
    void runParts(std::span<const float> x, std::int64_t rows, const float* bias, std::span<float> result,
                  std::vector<std::uint32_t>& terms, std::span<const float> rowScales) const;
    void addParts(std::int64_t first, std::int64_t outputs);

    int layer_ = 0;
    std::int64_t outputs_ = 0;
    std::int64_t inputs_ = 0;
    const PreparedLayer* prepared_ = nullptr;
    std::vector<float> scales_;
    std::vector<double> columnTerms_;    ///< weight terms per input, over the outputs
    std::optional<MatrixProduct> large_; ///< blocks of MatrixProduct::blockRows
    std::optional<MatrixProduct> small_; ///< blocks of smallRows
    std::vector<ScaledPart> parts_;      ///< in place of both where inputs share scales in blocks
};

} // namespace termscope
