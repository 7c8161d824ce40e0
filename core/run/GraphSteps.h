// The steps in which a graph runs, and the kernels of its weight layers: what all runs of a GraphRunner share.
#pragma once

#include "core/run/BlockedImage.h"
#include "core/run/ConvolutionKernel.h"
#include "core/run/LayerChain.h"

#include <map>

namespace termscope {

/// Nodes that run together: one, a chain that begins with a convolution, or a linear layer with its Relu.
struct GraphStep {
    LayerChain chain; ///< one node: that node
    const ConvolutionKernel* convolution = nullptr;
    bool relu = false;     ///< the first node's kernel does what the second one says
    int next = -1;         ///< the step of the one that reads the output as quantized convolution
    bool keeps = true;     ///< others read the output too
    std::vector<int> done; ///< values that nobody reads after it
};

struct GraphSteps {
    ~GraphSteps() { pool->close(); }

    NetworkPtr network;
    const Graph* inner = nullptr; ///< of the network's graph, inside of a node; null: the network's graph
    std::vector<PreparedLayer> prepared;
    std::vector<std::unique_ptr<LayerKernel>> kernels;              ///< by node: null for plain operators
    std::vector<const Operator*> operators;                         ///< by node: which heeds its attributes
    std::vector<bool> onLanes;                                      ///< by node: may run on images in lanes
    std::vector<GraphStep> steps;                                   ///< in the order in which they run
    std::map<const Graph*, std::unique_ptr<GraphSteps>> innerSteps; ///< of the graphs inside of nodes
    std::shared_ptr<BufferPool> pool = std::make_shared<BufferPool>();

    const Graph& graph() const { return inner != nullptr ? *inner : *network->graph; }
    /// Fills the members below `prepared`. Error: an operator is missing; names it and its node.
    Result<void> make();
    /// The kernel of a step that can keep what it makes of its data; null where there is none.
    const LayerKernel* keeper(std::size_t step) const;

private:
    Result<const Operator*> operatorOf(const Node& node) const;
    std::unique_ptr<LayerKernel> kernelOf(int index, const LayerChain* chain) const;
    Result<void> makeKernels();
    Result<void> makeInnerSteps(const Node& node);
    void findReaders();
};

} // namespace termscope
