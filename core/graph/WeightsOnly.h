// Networks from files that hold tensors and nothing about how they are joined (safetensors, GGUF, npz, PyTorch).
#pragma once

#include "core/base/Error.h"
#include "core/graph/Network.h"

namespace termscope {

/// A tensor as a reader found it.
struct FoundTensor {
    std::string name;
    Tensor tensor;
    GivenWeightsPtr given = {};  ///< the integers that the file holds; then `tensor` is what they stand for
    std::string storedType = {}; ///< see WeightLayer
    Shape fileShape = {};        ///< the shape that the file's tensor has, if it is not that of `tensor`
};

/// Tensors that a network of weights cannot have, for one warning about each type of number or reason.
class LeftOutTensors {
public:
    /// `noun`: what the format calls them, "tensor" or "array".
    explicit LeftOutTensors(std::string noun) : noun_(std::move(noun)) {}

    void add(const std::string& name, const std::string& type);
    /// `reason` ends the sentence "tensor w is left out: …", or "2 tensors are left out: … (v, w)". `noun`: of what is
    /// no tensor.
    void addWhy(const std::string& name, const std::string& reason, const std::string& noun = {});

    /// "tensor ids is left out: it holds I64, not floating-point numbers"; of more than one their number and the first
    /// names.
    std::vector<std::string> warnings() const;

private:
    struct OfType {
        std::string type; // or the reason
        std::string noun; // of a reason
        bool isReason = false;
        std::vector<std::string> names; // the first few
        std::size_t count = 0;
    };

    OfType& kind(const std::string& type, const std::string& noun, bool isReason);
    static void count(OfType& kind, const std::string& name);

    std::string noun_;
    std::vector<OfType> types_;
};

/// Bytes of values up to which a file is gone through when it is opened.
inline constexpr std::int64_t checkedBytes = std::int64_t{1} << 28;

/// Matrices become linear layers [out, in], 3-D to 5-D tensors convolutions; a 1-D tensor with the layer's name,
/// ".bias" (or "/bias", "/b") and its number of outputs becomes its bias. All but the weights are kept as other
/// tensors. Names are unique; `leftOut` is warned about, and values that are not finite (those of weights in a larger
/// file than checkedBytes checkLayer() tells). Error: no tensor is a weight.
Result<Network> networkFromTensors(std::vector<FoundTensor> tensors, const LeftOutTensors& leftOut,
                                   const std::string& file);

} // namespace termscope
