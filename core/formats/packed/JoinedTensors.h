// From the arrays of a file of weights to the tensors that they are.
//
// Quantizers keep a matrix in several arrays: its integers or codes, scales, zero points, shape. Together they are one
// tensor. Sources of the layouts: compressed-tensors (pack-quantized, nvfp4-pack-quantized, float-quantized), AutoGPTQ
// and GPTQModel (qweight), AutoAWQ (its order of nibbles), OpenAI gpt-oss (_blocks, _scales), DeepSeek-V3
// (weight_scale_inv of 128 × 128 blocks), NVIDIA Model-Optimizer (weight_scale_2), MLX (weight, scales, biases).
#pragma once

#include "core/formats/packed/StoredArray.h"
#include "core/graph/WeightsOnly.h"

#include <optional>

namespace termscope {

/// Arrays that are neither floating-point nor part of a joined tensor go to `leftOut`, as do those whose companions are
/// missing. Errors name the array: scales or zero points that do not fit, a shape that the data is not of.
Result<std::vector<FoundTensor>> joinedTensors(std::vector<StoredArray> arrays, LeftOutTensors& leftOut,
                                               const std::string& noun, const std::string& file);

/// Bits of a value of compressed-tensors, by how many words of 32 bits a row of `columns` values has. Several widths
/// may fit few values: the usual ones first.
std::optional<int> packedWidth(std::int64_t columns, std::int64_t words);

} // namespace termscope
