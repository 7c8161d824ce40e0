// A trained network: its weight layers and, where the file says how, the graph that runs it.
#pragma once

#include "core/graph/GivenWeights.h"
#include "core/graph/Graph.h"
#include "core/ops/SlidingWindow.h"
#include "core/tensor/Tensor.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

/// Attention: a product of two activations, Q·Kᵀ or scores·V.
enum class LayerKind { Linear, Convolution, Lstm, Gru, Rnn, Attention };

/// "linear", "conv", "lstm", "gru", "rnn", "attention": the names used in files, on screen and on the command line.
std::string_view nameOf(LayerKind kind);

struct WeightLayer;
/// The same, but "conv-transpose" and "tied linear" where a linear layer is one of these.
std::string_view kindOf(const WeightLayer& layer);

/// A layer with weights, in canonical order whatever the file held; or a product of two activations, which has none.
///
/// Of x [M, K] · y [K, N] y is what stays in the array, as weights do: Kᵀ, or V. Its shape stands where that of weights
/// would, [groups · N, K], 1 where the file cannot tell; its values are known when it is run.
struct WeightLayer {
    std::string name; ///< unique in the network
    LayerKind kind = LayerKind::Linear;
    Tensor weight;           ///< linear [out, in]; convolution [out, in of its group, kernel…]; recurrent
                             ///< [directions · gates · hidden, in]: input weights and recurrent ones are two layers
    std::vector<float> bias; ///< [out], or empty for none
    GivenWeightsPtr given;   ///< the integers that the file holds; then `weight` is what they stand for. Null: floats
    std::optional<GivenData> givenData; ///< how the file quantizes what enters the layer; none: floats
    std::string storedType;             ///< as floating-point numbers of the file that are no float32: "FP8 E4M3"
    std::optional<std::int64_t> macs;   ///< multiply-accumulates per sample; none where the file cannot tell
    std::string tensorName;             ///< the weight's name in the file
    bool transposed = false;            ///< the file holds the weight as [in, out]
    Shape fileShape;         ///< the tensor's shape in the file where `transposed` does not tell it; else empty
    std::int64_t groups = 1; ///< of a convolution: each has outputs() / groups outputs and its own inputs; of products
                             ///< of activations: how many a sample has, a head each
    std::optional<SlidingWindow> window;   ///< of a convolution, for the image size that the file declares
    std::optional<std::int64_t> positions; ///< rows of data that meet the weight, per sample: places of a convolution's
                                           ///< output, time steps; none where the file cannot tell
    bool placesKernels = false;            ///< a transposed convolution, as the product that it is (ProductForm.h)
    bool tied = false;      ///< its tensor is a table that rows are looked up in as well: it is there once
    int uses = 1;           ///< nodes that multiply by it: `macs`, `positions` and data are those of all of them
    std::optional<int> sharesWith; ///< the first layer of the same tensor, whose weights are its own: they are there once
    std::string formerName; ///< that earlier versions gave it; empty: the same

    std::int64_t outputs() const { return weight.shape[0]; }
    /// Values per output: input features, or input channels × kernel positions.
    std::int64_t fanIn() const { return isAttention() ? inputs() : weight.size() / outputs(); }
    /// Length of the axis that is cut into groups: input features, or input channels.
    std::int64_t inputs() const { return weight.shape[1]; }
    /// The file quantizes both its weights and its data: it can run on the file's own integers.
    bool isGiven() const { return given && givenData; }
    bool isRecurrent() const { return kind >= LayerKind::Lstm && kind <= LayerKind::Rnn; }
    bool isAttention() const { return kind == LayerKind::Attention; }
    std::int64_t parameters() const { return weight.size() + static_cast<std::int64_t>(bias.size()); }
};

/// A tensor that is no layer's weight; kept so that an export loses nothing.
struct NamedTensor {
    std::string name;
    Tensor tensor;
};

struct FormatInfo; // core/formats/Formats.h

/// Immutable once read; share it as NetworkPtr.
struct Network {
    std::string name;                      ///< for the screen: the file's name without folder
    const FormatInfo* format = nullptr;    ///< of the file it was read from; null for a network of no file
    std::vector<WeightLayer> layers;       ///< in the file's order
    std::shared_ptr<const Graph> graph;    ///< how it is run; null when the file holds weights only
    std::vector<NamedTensor> otherTensors; ///< biases and the like, as the file names and shapes them
    std::vector<std::string> warnings;     ///< what was left out, one sentence each
    std::string obstacle; ///< why it cannot be run, where no operator is missing: file, node and what it refuses
    std::vector<MappedFilePtr> files; ///< that tensors are read from while the network lives
    bool checked = true; ///< every value was seen to be finite; else the file is too large to go through when it is
                         ///< opened, and checkLayer() comes before a layer's values
    std::int64_t inputFeatures = 0;  ///< of a network of linear layers alone: values of a sample; else 0
    std::int64_t outputFeatures = 0; ///< of a network that gives a row of classes for a sample: how many; else 0
};

/// What is told of the data of a layer has its number; of the operand that stays in the array, of products of
/// activations, the number of layers more.
inline int stayingOperand(const Network& network, int layer)
{
    return static_cast<int>(network.layers.size()) + layer;
}
/// How many such numbers there are.
inline std::size_t operandCount(const Network& network)
{
    return 2 * network.layers.size();
}

/// For the layer list: "int8 per channel", "FP8 E4M3 per channel", "float32".
std::string storedAs(const WeightLayer& layer);

/// The number of the layer of that name, or of that former name; none where there is no such layer.
std::optional<int> findLayer(const Network& network, std::string_view name);

/// Whether any layer runs on integers of the file's own.
bool hasGivenLayers(const Network& network);

/// Error: a file that the network reads its tensors from was changed since it was opened; results may be of either.
Result<void> unchanged(const Network& network);

/// Error: of a network that is not `checked`, a value of the layer, weight or bias, that is not finite. Goes over all
/// of them.
Result<void> checkLayer(const Network& network, const WeightLayer& layer);

using NetworkPtr = std::shared_ptr<const Network>;

} // namespace termscope
