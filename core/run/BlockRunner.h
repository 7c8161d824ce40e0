// Runs blocks of samples as matrix products of the integers that are left. Outputs equal IntegerRunner's exactly.
#pragma once

#include "core/run/MatrixProduct.h"
#include "core/run/PreparedNetwork.h"

#include <memory>
#include <span>

namespace termscope {

/// A dataset's samples as the first layer takes them, quantized and truncated once for all settings that share the
/// scale and the table. Rows are padded to whole blocks.
struct FirstInputs {
    OperandType operandType = OperandType::Float32;
    std::int64_t features = 0;
    std::vector<std::uint16_t> halves;     ///< of type Bfloat16: [blocks · blockRows, features]
    std::vector<float> floats;             ///< of the other types
    std::vector<std::uint32_t> blockTerms; ///< [blocks, features]: terms of each input, summed over the block

    const void* block(std::int64_t index) const;
};

/// Per layer and input: terms summed over the samples that were run.
using TermSums = std::vector<std::vector<std::uint64_t>>;

class BlockRunner {
public:
    /// `network` must outlive the runner. Uses all cores to set up.
    explicit BlockRunner(const PreparedNetwork& network);

    /// The first `count` samples of `samples` [count, inputs] prepared for this runner's first layer.
    FirstInputs firstInputs(std::span<const float> samples, std::int64_t count) const;
    /// How the first layer multiplies. Inputs that another runner prepared serve this one too if their operand type, their
    /// layer's data scale and its settings of the data are equal.
    OperandType firstOperandType() const;

    /// Runs one block. `rows` of it are real; `outputs` gets [rows, classes]; the terms met at every layer are added to
    /// `sums`. Thread-safe: call it from a parallel region, under a SingleThreadScope.
    void run(const FirstInputs& inputs, std::int64_t block, std::int64_t rows, std::vector<float>& outputs,
             TermSums& sums) const;

    /// Zeroed sums of the right shape.
    TermSums emptySums() const;

    /// Σ over layers and inputs of (weight terms over the outputs) · (data terms): term pairs of everything summed up.
    double pairs(const TermSums& sums) const;

private:
    const PreparedNetwork& network_;
    std::vector<MatrixProduct> products_;                 ///< by layer in the order run
    std::vector<int> layers_;                             ///< the layers in the order run
    std::vector<std::vector<std::uint64_t>> columnTerms_; ///< by layer of the network: weight terms per input
};

} // namespace termscope
