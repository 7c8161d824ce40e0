// The files every program carries in itself: the example network, its held-out digits, the published figures, the
// unit costs.
// How each was made is told in the README of its folder.
#pragma once

#include "core/base/Translatable.h"

#include <cstddef>
#include <span>

namespace termscope::embedded {

/// ONNX: the 784-512-512-10 digits network.
std::span<const std::byte> network();

/// gzipped IDX: 10,000 digits the network never saw, and their labels.
std::span<const std::byte> images();
std::span<const std::byte> labels();

/// JSON: accuracy and cost figures published with the paper's code.
std::span<const std::byte> publishedFigures();

/// JSON: the studies published with it, by setting.
std::span<const std::byte> publishedStudies();

/// JSON: accuracies of networks that were trained with a number format in place.
std::span<const std::byte> trainedFigures();

/// The layers of a network that was published, as a topology.
struct Topology {
    const char* network; ///< "VGG-16"
    std::span<const std::byte> csv;
};

/// Of the six networks of those studies.
std::span<const Topology> topologies();

/// JSON: energy of an operation, area of a cell, each with its source: quoted figures, or counted gates.
std::span<const std::byte> unitCosts();
std::span<const std::byte> countedUnitCosts();

/// JSON: the gates of the hardware sources.
std::span<const std::byte> gateCounts();

/// What messages and sessions call them.
inline constexpr const char* networkName = TERMSCOPE_TRANSLATABLE("core", "mnist_mlp.onnx (embedded)");
inline constexpr const char* datasetName = TERMSCOPE_TRANSLATABLE("core", "10,000 held-out MNIST digits (embedded)");

} // namespace termscope::embedded
