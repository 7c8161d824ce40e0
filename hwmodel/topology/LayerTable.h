// The layers of a network with what other simulators ask about them: the window of a convolution, and why a layer takes
// several products.
#pragma once

#include "hwmodel/timing/LayerShape.h"

#include <optional>
#include <string>
#include <vector>

namespace termscope {

struct TableLayer {
    LayerShape shape; ///< as it is timed
    LayerKind kind = LayerKind::Linear;
    std::int64_t batch = 1;
    std::optional<SlidingWindow> window; ///< of a convolution
    /// shape.repeats = apart · steps. Apart: products with weights of their own, one for each group of channels, head
    /// and sample, or direction.
    std::int64_t apart = 1;
    std::int64_t steps = 1; ///< products with the same weights: time steps of a recurrent layer
    /// Of every four weights along the input channels at most so many are not zero; 4: of any.
    int nonZeroOfFour = 4;
    /// Rows of the table whose outputs reach its data through what is no layer (graph/LayerSources.h), ascending; none:
    /// the network's input. Of a product of activations, staying: of the operand that stays in the array.
    std::vector<int> sources = {};
    std::vector<int> staying = {};
};

struct LayerTable {
    std::vector<TableLayer> layers;
    std::vector<std::string> warnings; ///< of shapesOf
};

/// The layers that shapesOf gives, for `batch` samples. `sparsity`: look through the weights for nonZeroOfFour; else it
/// is 4. Cost: a pass over the weights with `sparsity`. May be cancelled, see base/Cancel.h.
LayerTable layerTable(const Network& network, std::int64_t batch, bool sparsity = false);

/// Multiply-accumulates of all products of a layer. Error: they do not fit 64 bits.
Result<std::int64_t> macsOf(const LayerShape& shape);

} // namespace termscope
