// The weights a setting leaves, as float32 of the layers' own shapes: what an export writes.
#pragma once

#include "core/evaluate/Evaluation.h"
#include "core/graph/Network.h"

#include <string>
#include <utility>
#include <vector>

namespace termscope {

/// One tensor per layer, canonical shape: quantized (Method::Quantized), or quantized and revealed, times the scale.
/// Method::Float gives the weights as they are, as does a layer's own override. Integers of the file that revealing
/// brings beyond their type (one term of 127 is 128) stay at its largest; `warnings` is told, one sentence a layer.
std::vector<std::vector<float>> revealedWeights(const Network& network, Method method, const Settings& settings,
                                                std::vector<std::string>* warnings = nullptr);

/// A network as an export writes it.
struct ExportedNetwork {
    NetworkPtr network;                      ///< quantizedNetwork: BatchNormalization folded or not
    std::vector<std::vector<float>> weights; ///< revealedWeights of it
    std::vector<NamedTensor>
        replaced; ///< the file's other tensors that must hold other values; see neutralNormalization
    std::vector<std::string> warnings; ///< those of revealedWeights
};

/// Errors: those of neutralNormalization and checkLayer.
Result<ExportedNetwork> exportedNetwork(const NetworkPtr& network, Method method, const Settings& settings);

/// What an export says about how it was made: the method and every setting that shaped the weights, as (key, text);
/// overrides as ("layer NAME", "bits=6,k=10").
std::vector<std::pair<std::string, std::string>> exportMetadata(Method method, const Settings& settings);

} // namespace termscope
