// Evaluations of images at several settings that differ from one of them, the trunk, in few layers: a block of samples
// runs through the trunk once, and every variant goes on from where it begins to differ.
//
// Of L layers, each varied alone, that saves half of the work, and a variant costs no more memory than its own network:
// one at a time is there. The blocks of a wave wait, paused, where the next variant begins; waves are as large as their
// values fit into a quarter of a gigabyte.
#pragma once

#include "core/evaluate/Evaluator.h"
#include "core/evaluate/ImagePreparation.h"

namespace termscope {

/// See Evaluator::evaluateVariants. All settings are of `shared`'s folding.
VariantScores evaluateVariants(ImagePreparation& shared, const Variant& trunk, std::span<const Variant> variants,
                               const SampleRange& range, const OnVariant& tell);

/// The network of a setting, ready to run. Errors: those of ImagePreparation::prepare and GraphRunner::create.
Result<GraphRunner> runnerOf(ImagePreparation& shared, const Variant& variant);

/// Σ p·ln(p/q) of the classes of one sample, p and q being the softmax of these logits; never below 0. Of 0·ln 0
/// nothing is added. Range: equal sizes.
double divergenceOf(std::span<const float> logits, std::span<const float> others);

} // namespace termscope
