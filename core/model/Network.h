// A trained network: its weight layers and, where the file says how, the operations that run it.
#pragma once

#include "core/model/Tensor.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

enum class LayerKind { Linear, Convolution };

/// "linear", "conv": the names used in files, on screen and on the command line.
std::string_view nameOf(LayerKind kind);

/// A layer with weights, in canonical order whatever the file held.
struct WeightLayer {
    std::string name;                 ///< unique in the network
    LayerKind kind = LayerKind::Linear;
    Tensor weight;                    ///< linear [out, in]; convolution [out, in, kernel…]
    std::vector<float> bias;          ///< [out], or empty for none
    std::optional<std::int64_t> macs; ///< multiply-accumulates per sample; none where the file cannot tell
    std::string tensorName;           ///< the weight's name in the file
    bool transposed = false;          ///< the file holds the weight as [in, out]

    std::int64_t outputs() const { return weight.shape[0]; }
    /// Values per output: input features, or input channels × kernel positions.
    std::int64_t fanIn() const { return weight.size() / outputs(); }
    /// Length of the axis that is cut into groups: input features, or input channels.
    std::int64_t inputs() const { return weight.shape[1]; }
    std::int64_t parameters() const { return weight.size() + static_cast<std::int64_t>(bias.size()); }
};

enum class OperationKind { Linear, Relu, Reshape, Softmax, LogSoftmax };

/// One step of running the network. Values are numbered: 0 is the network's input, i + 1 the output of operation i.
struct Operation {
    OperationKind kind = OperationKind::Linear;
    std::string name;  ///< the node's name in the file, for messages
    int input = 0;     ///< number of the value it reads
    int layer = -1;    ///< Linear: index into Network::layers
};

/// A tensor that is no layer's weight; kept so that an export loses nothing.
struct NamedTensor {
    std::string name;
    Tensor tensor;
};

enum class NetworkFormat { Onnx, Safetensors, Npz };

/// "ONNX", "safetensors", "npz".
std::string_view nameOf(NetworkFormat format);

/// Immutable once read; share it as NetworkPtr.
struct Network {
    std::string name;                     ///< for the screen: the file's name without folder
    NetworkFormat format = NetworkFormat::Onnx;
    std::vector<WeightLayer> layers;      ///< in the file's order
    std::vector<Operation> operations;    ///< empty when the file holds weights only
    std::vector<NamedTensor> otherTensors; ///< biases and the like, as the file names and shapes them
    std::vector<std::string> warnings;    ///< what was left out, one sentence each
    std::int64_t inputFeatures = 0;       ///< per sample; 0 when the network cannot run
    std::int64_t outputFeatures = 0;      ///< classes; 0 when the network cannot run

    bool canRun() const { return !operations.empty(); }
};

using NetworkPtr = std::shared_ptr<const Network>;

} // namespace termscope
