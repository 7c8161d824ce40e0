// Products of rows with a layer's weights, for any number of rows; in float32 or of a prepared layer's integers.
#pragma once

#include "core/run/InputQuantizer.h"
#include "core/run/LayerKernel.h"
#include "core/run/MatrixProduct.h"

#include <optional>

namespace termscope {

/// Rows as the product of a prepared layer takes them: quantized, with what is left of their terms. They serve every
/// product that quantizes alike, so that settings which differ in the weights alone share them. Immutable.
struct RowOperands {
    float dataScale = 1.0F;
    ActivationTable table;
    std::optional<DataForm> dataForm;
    std::int64_t rows = 0;
    Operands values;                  ///< [rows filled up to whole blocks, inputs]
    std::vector<std::uint32_t> terms; ///< [inputs], summed over the rows
};
using RowOperandsPtr = std::shared_ptr<const RowOperands>;

class RowsProduct {
public:
    /// result = x·wᵀ in float32. weights: [outputs, inputs]; they outlive it.
    static RowsProduct ofFloats(int layer, std::span<const float> weights, std::int64_t outputs, std::int64_t inputs);

    /// The outputs `first` … `first + outputs − 1` of a prepared layer, scaled; quantizes the rows. `prepared` outlives
    /// it.
    static RowsProduct ofPrepared(int layer, const PreparedLayer& prepared, std::int64_t first, std::int64_t outputs);

    /// x: [rows, inputs]; result: [rows, outputs]. `finish`: without scales, which are those of the layer. Counts pairs
    /// in the log of a prepared one.
    void run(std::span<const float> x, std::int64_t rows, RowFinish finish, std::span<float> result,
             LayerLog* log) const;

    /// The rows quantized, for run. Range: a prepared layer.
    RowOperandsPtr quantize(std::span<const float> x, std::int64_t rows) const;
    /// Whether quantize would make the same of the rows that these were made of.
    bool takes(const RowOperands& operands) const;
    /// Whether both quantize, and alike. Not where inputs share scales in blocks.
    bool quantizesAs(const RowsProduct& other) const;
    /// As run on the rows that the operands were made of. Range: takes(x).
    void run(const RowOperands& x, RowFinish finish, std::span<float> result, LayerLog* log) const;

private:
    /// Rows that run together.
    struct Block {
        std::int64_t size = 0; ///< that a product takes
        std::int64_t rows = 0; ///< that are there
    };
    static Block blockOf(std::int64_t rowsLeft);
    /// Inputs that share a scale.
    struct ScaledPart {
        std::int64_t first = 0;
        std::int64_t count = 0;
        std::vector<float> scales; ///< by output
        MatrixProduct product;
    };
    void addParts(std::int64_t first, std::int64_t outputs);
    void runParts(std::span<const float> x, std::int64_t rows, RowFinish finish, std::span<float> result,
                  std::span<std::uint32_t> terms) const;
    void runBlock(std::span<const float> x, const Block& block, RowFinish finish, std::span<float> result,
                  std::span<std::uint32_t> terms) const;
    void addQuantizer(OperandType type);
    void quantizeRun(const float* x, std::size_t count, OperandType type, void* operands, std::uint32_t* terms) const;
    void quantizeRows(std::span<const float> x, std::int64_t rows, OperandType type, void* operands,
                      std::uint32_t* terms) const;
    void count(std::span<const std::uint32_t> terms, std::int64_t rows, LayerLog* log) const;

    int layer_ = 0;
    std::int64_t outputs_ = 0;
    std::int64_t inputs_ = 0;
    const PreparedLayer* prepared_ = nullptr;
    std::vector<float> scales_;
    std::vector<double> columnTerms_; ///< weight terms per input, over the outputs
    std::vector<InputQuantizer> quantizers_;
    std::optional<MatrixProduct> product_;
    std::vector<ScaledPart> parts_; ///< in its place where inputs share scales in blocks
};

} // namespace termscope
