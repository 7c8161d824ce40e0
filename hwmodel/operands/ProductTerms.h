// The operands of a matrix product as an array of term MACs meets them: what is left of every value after quantizing
// and revealing, and how many terms that has. From a real layer and real samples, or random.
//
// Under TR the terms are HESE's, under QT binary ones: the array's encoder is off. (arXiv 2007.06389, section V)
#pragma once

#include "core/evaluate/Evaluator.h"
#include "hwmodel/timing/AdaptiveTiming.h"
#include "hwmodel/tmac/TermGroup.h"

namespace termscope {

struct ProductTerms {
    GemmShape shape;
    std::int64_t positions = 1; ///< kernel positions one after the other along K
    std::int64_t blocks = 1;    ///< of a position, whose values share a scale each; groups cross neither
    TermMode mode = TermMode::Revealed;
    std::vector<std::int32_t> inputValues;  ///< [M, K]
    std::vector<std::int32_t> weightValues; ///< [N, K]
    TermCounts inputs;                      ///< M lines
    TermCounts weights;                     ///< N lines
};

/// The terms of one group of a line of values, with what TermGroup needs to view them.
struct GroupTerms {
    std::vector<std::int32_t> values; ///< g of them, padded with zeros
    std::vector<GroupTerm> terms;
    std::vector<std::uint32_t> starts; ///< g + 1

    TermGroup view() const { return {terms.data(), starts.data(), static_cast<int>(values.size())}; }
};

GroupTerms inputGroup(const ProductTerms& product, std::int64_t line, std::int64_t group);
GroupTerms weightGroup(const ProductTerms& product, std::int64_t line, std::int64_t group);

/// The float activations that enter a layer for the first `batch` samples, one sample after the other. Errors: the
/// dataset has fewer; a recurrent layer, whose hidden state is not among what enters it.
Result<std::vector<float>> firstInputs(Evaluator& evaluator, int layer, std::int64_t batch);

/// What is left of a layer's inputs when they are quantized and revealed, and how many terms that has.
struct QuantizedInputs {
    std::vector<std::int32_t> values;
    std::vector<std::uint8_t> terms;
};

/// Of all of a prepared layer's products: the inputs are those of all its groups of channels.
QuantizedInputs quantizedInputs(const PreparedLayer& layer, std::span<const float> inputs);

/// The same of data that the layer's file quantizes, where the layer runs on its file's integers: each value as the
/// file's QuantizeLinear makes it, dynamic ones sample by sample, less the zero point.
QuantizedInputs quantizedInputs(const PreparedLayer& layer, const GivenData& given, std::span<const float> inputs,
                                std::int64_t samples);

/// The operands of a prepared layer on `inputs`, which firstInputs gave for `batch` samples. Of a convolution those of
/// its group of channels number `group`, a row for every place of its output (im2col: kernel positions one after the
/// other, channels within), zeros where it is padded. `config` has the group size and the mode that the layer was
/// prepared for. Errors: a convolution whose images' size is not known, more than 2^27 values.
Result<ProductTerms> layerOperands(const WeightLayer& source, const PreparedLayer& layer, const QuantizedInputs& inputs,
                                   std::int64_t batch, const TermMacConfig& config, std::int64_t group = 0);

/// The operands of a layer that multiplies two activations, sample after sample. Errors: those of
/// Evaluator::productOperands; the data have fewer samples.
Result<std::vector<ActivationOperands>> firstOperands(Evaluator& evaluator, int layer, std::int64_t batch);

/// The operands of its product number `number` over all samples, the one that stays as weights. Error: they have
/// another shape than `shape`.
Result<ProductTerms> attentionOperands(const WeightLayer& source, const PreparedLayer& layer,
                                       const std::vector<ActivationOperands>& operands, const GemmShape& shape,
                                       const TermMacConfig& config, std::int64_t number);

/// Operands uniform over all quantized values, the same for the same seed; `config` says how they are revealed. `name`
/// is for messages. Error: more than 2^27 values an operand or 2^38 products.
Result<ProductTerms> randomOperands(const std::string& name, const GemmShape& shape, std::int64_t positions,
                                    const TermMacConfig& config, std::uint64_t seed);

} // namespace termscope
