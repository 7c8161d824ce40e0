// Constants that a file holds as integers behind DequantizeLinear, or that a quantizer of QONNX makes integers of; and
// the data that come out of one.
#pragma once

#include "core/graph/Network.h"

#include <optional>
#include <vector>

namespace termscope {

/// Which node gives a value. Valid while the graph's nodes stay where they are.
class Producers {
public:
    explicit Producers(const Graph& graph);

    /// Null for inputs and constants.
    const Node* of(int value) const { return value < 0 ? nullptr : nodes_[static_cast<std::size_t>(value)]; }

private:
    std::vector<const Node*> nodes_; ///< by value
};

struct QuantizedConstant {
    std::string name;                                           ///< of the integers, as the file has them
    int value = -1;                                             ///< of the graph: the integers
    ValuePtr integers;                                          ///< or floating-point codes
    std::string type;                                           ///< of an integer: "int8", "uint3"
    std::optional<std::pair<std::int32_t, std::int32_t>> range; ///< of the type; none for codes, and beyond 16 bits
    ValuePtr scales; ///< one, one for each place of `axis`, or with the rank of the integers where there are blocks
    ValuePtr zeros;  ///< as scales; null: 0
    std::int64_t axis = 0;
    std::int64_t block = 0; ///< values along the axis that share a scale; 0: no blocks
    ValuePtr values;        ///< what the integers stand for
};

/// What a DequantizeLinear of constants gives, or a Quant or BipolarQuant (core/ops/QonnxQuantizers.h); they may stand
/// behind Identity, Cast, Reshape and Transpose. None for any other node. Error: scales, zero points and integers that
/// do not fit each other.
Result<std::optional<QuantizedConstant>> quantizedConstant(const Graph& graph, const Producers& producers,
                                                           const Node& node);

/// The integers as those of a layer whose weight, [outputs, …], is `factor` times the constant, or (turned) times the
/// matrix with rows and columns exchanged. Null where they are wider than 16 bits, and where scales differ along
/// anything but outputs or, in a matrix, blocks of inputs: no sum of products of such integers has one scale.
GivenWeightsPtr givenWeights(const QuantizedConstant& constant, bool turned, float factor);

/// Of floating-point codes how they are stored: "FP8 E4M3 per channel", "MXFP4 in blocks of 32"; empty for integers.
std::string storedCodes(const QuantizedConstant& constant);

/// The node that quantizes what `node` dequantizes, by the same scale and zero point; null where there is none.
const Node* pairBefore(const Graph& graph, const Producers& producers, const Node& node);

/// Whether quantizedConstant() is asked of a node.
bool givesQuantized(const Node& node);

/// How the file quantizes a value: it comes out of a DequantizeLinear, Quant, BipolarQuant or Trunc with one constant
/// scale, and went through nothing since but what moves values or keeps the larger one.
std::optional<GivenData> givenData(const Graph& graph, const Producers& producers, int value);

} // namespace termscope
