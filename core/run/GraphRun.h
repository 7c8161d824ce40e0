// One run of a graph: the values that are there, and the steps that make others of them.
#pragma once

#include "core/base/Index.h"
#include "core/run/GraphSteps.h"
#include "core/run/RowsProduct.h"

namespace termscope {

/// A value of the graph while it is needed: plain, in lanes, or both; or only as its one reader takes it.
struct GraphSlot {
    ValuePtr value;
    BlockedImagePtr image;
    std::shared_ptr<void> operands;            ///< what the quantized convolution that reads it next makes of it
    const ConvolutionKernel* reader = nullptr; ///< that convolution, of the runner whose run this is
    Shape shape;                               ///< of operands, or of rows
    RowOperandsPtr rows;                       ///< what a linear layer makes of it, in a run that has stopped there
    bool isPositive = false;                   ///< no value of the image is negative
};

/// One run of the graph.
class GraphRun {
public:
    GraphRun(const GraphSteps& steps, LayerLog* log)
        : steps_(steps), graph_(steps.graph()), log_(log), slots_(graph_.constants.size())
    {
        for (std::size_t i = 0; i < slots_.size(); ++i)
            slots_[i].value = graph_.constants[i];
    }

    /// Goes on where another run has stopped.
    GraphRun(const GraphSteps& steps, LayerLog* log, std::vector<GraphSlot> slots)
        : steps_(steps), graph_(steps.graph()), log_(log), slots_(std::move(slots))
    {
    }

    void set(int value, ValuePtr content) { slots_[at(value)].value = std::move(content); }
    /// The steps from `first` on, up to `end`.
    Result<void> run(std::size_t first, std::size_t end);
    Outputs outputs();
    /// The data of a step quantized as its layer does it; the data themselves go where nothing else reads them.
    void quantizeFor(std::size_t step);
    /// What is there, but for the graph's constants and what is of this runner's kernels.
    std::vector<GraphSlot> takeSlots();

private:
    Result<void> run(const GraphStep& step);
    ValuePtr plain(int value);
    bool runInLanes(const GraphStep& step);
    bool runBlocked(const Node& node, std::span<const int> done);
    Result<Outputs> runInside(Call& call);
    Result<void> runNode(int node, std::span<const int> done, int giving);
    std::optional<ConvolutionInput> inputOf(const GraphStep& step, std::optional<SlidingWindow>& window);
    BlockedImagePtr imageOf(int value, const Shape& shape);
    bool addsImage(const GraphStep& step, const Shape& shape) const;
    void release(std::span<const int> values);
    void show(int layer, int value);

    const GraphSteps& steps_;
    const Graph& graph_;
    LayerLog* log_;
    std::vector<GraphSlot> slots_;
    std::size_t end_ = 0; ///< no step from here on is run
};

} // namespace termscope
