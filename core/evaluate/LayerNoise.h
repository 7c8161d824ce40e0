// How far a layer's own outputs are from those of another setting, when the data that enter it are the same.
//
// The outputs of all layers are made outputs of the graph, so that no step joins a layer with what follows it.
#pragma once

#include "core/evaluate/VariantRuns.h"

namespace termscope {

/// See Evaluator::outputNoise. All settings are of `shared`'s folding. Cost: the trunk runs once, every variant a
/// layer.
Result<std::vector<std::optional<double>>> outputNoise(ImagePreparation& shared, const Variant& trunk,
                                                       std::span<const Variant> variants, std::span<const int> layers,
                                                       std::int64_t samples);

} // namespace termscope
