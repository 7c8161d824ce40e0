// Runs a network's graph: in float32, or with its weight layers quantized and revealed.
//
// Nodes run in order; a value is freed after the last node that reads it. Weight layers run on oneDNN (LayerKernel.h),
// convolutions together with what follows them (LayerChain.h), on images in lanes that are not turned back until
// a plain operator (core/ops) reads them.
#pragma once

#include "core/run/LayerKernel.h"

namespace termscope {

/// Where a run stops: before a step, or once that step's layer has quantized its data (of linear layers).
struct GraphStop {
    std::size_t step = 0;
    bool quantized = false;

    friend auto operator<=>(const GraphStop&, const GraphStop&) = default;
};

/// A run that has stopped. Immutable. It may outlive the runner that made it: it keeps the values of the graph, and
/// nothing of that runner's kernels.
struct GraphPause;
using GraphPausePtr = std::shared_ptr<const GraphPause>;

/// Memory that it takes, the values that wait in it above all.
std::size_t bytesOf(const GraphPause& pause);
/// Where it stops.
GraphStop stopOf(const GraphPause& pause);
/// A value of the graph that waits in it, in the order of the file; null where it does not: it is not there yet, or was
/// given up as nobody reads it any more. The graph's outputs are never given up.
ValuePtr valueIn(const GraphPause& pause, int value);

struct GraphSteps;

class GraphRunner {
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

    /// What both runners do alike at the beginning: the same nodes of one network, with equal prepared layers.
    GraphStop commonStop(const GraphRunner& other) const;
    /// The first layer's data, quantized, where that layer is linear; else the very beginning.
    GraphStop firstLayerStop() const;
    /// Stops there, for runFrom of any runner that does everything before alike. Errors as run.
    Result<GraphPausePtr> runUntil(std::vector<ValuePtr> inputs, GraphStop stop) const;
    /// What run would have given. The log gets the pairs and products of the steps before the pause too. Errors as run;
    /// the pause is of another network.
    Result<Outputs> runFrom(const GraphPause& pause, LayerLog* log = nullptr) const;
    /// Goes on from a pause to a later stop. Range: `stop` is not before that of the pause. Errors as runFrom.
    Result<GraphPausePtr> advance(const GraphPause& pause, GraphStop stop) const;

    /// A log with room for this network's layers.
    LayerLog emptyLog() const;

private:
    explicit GraphRunner(std::unique_ptr<const GraphSteps> steps);
    std::unique_ptr<const GraphSteps> steps_;
};

} // namespace termscope
