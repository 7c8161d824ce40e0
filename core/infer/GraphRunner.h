// Runs a network's graph: in float32, or with its weight layers quantized and revealed.
//
// Nodes run in order; a value is freed after the last node that reads it. Weight layers run on oneDNN (LayerKernel.h),
// convolutions together with what follows them (ConvolutionChain.h), on images in lanes that are not turned back until
// a plain operator (core/ops) reads them.
#pragma once

#include "core/infer/LayerKernel.h"

namespace termscope
{

class GraphRunner
{
public:
    /// Float32, with BatchNormalization folded into the layers before it. Error: the network is weights only, or an
    /// operator is missing (named with its node).
    static Result<GraphRunner> create(NetworkPtr network);
    /// With prepared layers, by layer of the network.
    static Result<GraphRunner> create(NetworkPtr network, std::vector<PreparedLayer> layers);

    ~GraphRunner();
    GraphRunner(GraphRunner&&) noexcept;
    GraphRunner& operator=(GraphRunner&&) noexcept;

    /// `inputs` in the order of Graph::inputs; returns the graph's outputs. Error: names file and node.
    /// Thread-safe: call it from a parallel region under a SingleThreadScope, each thread with a log of its own.
    Result<Outputs> run(std::vector<ValuePtr> inputs, LayerLog* log = nullptr) const;

    /// A log with room for this network's layers.
    LayerLog emptyLog() const;

private:
    struct State;
    class Run;
    explicit GraphRunner(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
