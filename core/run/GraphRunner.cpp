#include "core/run/GraphRunner.h"

#include "core/base/Index.h"
#include "core/graph/FoldNormalization.h"
#include "core/graph/InnerGraphs.h"
#include "core/run/GraphRun.h"

#include <algorithm>

namespace termscope {

struct GraphPause {
    NetworkPtr network; ///< that it belongs to; kept, so that no other one can come to lie at its place
    std::vector<GraphSlot> slots;
    GraphStop stop;
    LayerLog log; ///< pairs and products of the steps before
};

std::size_t bytesOf(const GraphPause& pause)
{
    std::size_t bytes = sizeof(GraphPause) + pause.slots.capacity() * sizeof(GraphSlot)
                        + (pause.log.pairs.capacity() + pause.log.products.capacity()) * sizeof(double);
    for (const GraphSlot& slot : pause.slots) {
        bytes += slot.image ? sizeof(BlockedImage) + slot.image->roomBytes : 0;
        bytes += slot.value ? sizeof(Value) + slot.value->floats.size() * sizeof(float)
                                  + slot.value->integers.size() * sizeof(std::int64_t)
                            : 0;
        bytes += slot.rows
                     ? sizeof(RowOperands) + slot.rows->values.bytes() + slot.rows->terms.size() * sizeof(std::uint32_t)
                           + slot.rows->table.entries.size() * sizeof(kernels::ActivationEntry)
                     : 0;
    }
    return bytes;
}

GraphStop stopOf(const GraphPause& pause)
{
    return pause.stop;
}

ValuePtr valueIn(const GraphPause& pause, int value)
{
    const GraphSlot& slot = pause.slots[at(value)];
    return !slot.value && slot.image ? toValue(*slot.image) : slot.value;
}

GraphRunner::GraphRunner(std::unique_ptr<const GraphSteps> steps) : steps_(std::move(steps)) {}
GraphRunner::~GraphRunner() = default;
GraphRunner::GraphRunner(GraphRunner&&) noexcept = default;
GraphRunner& GraphRunner::operator=(GraphRunner&&) noexcept = default;

Result<GraphRunner> GraphRunner::create(NetworkPtr network)
{
    return create(withFoldedNormalization(network), {});
}

Result<GraphRunner> GraphRunner::create(NetworkPtr network, std::vector<PreparedLayer> layers)
{
    if (!network->graph)
        return fail(network->name, ": holds weights only; running it needs a network that says how it is run (ONNX)");
    if (!network->obstacle.empty())
        return fail(network->obstacle);
    auto steps = std::make_unique<GraphSteps>();
    steps->network = std::move(network);
    steps->prepared = std::move(layers);
    if (const Result<void> made = steps->make(); !made)
        return tl::unexpected(made.error());
    return GraphRunner(std::move(steps));
}

namespace {

/// A run that is about to begin. Error: there are more or fewer inputs than the graph has.
Result<GraphRun> begin(const GraphSteps& steps, std::vector<ValuePtr> inputs, LayerLog* log)
{
    const Graph& graph = steps.graph();
    if (inputs.size() != graph.inputs.size())
        return fail(steps.network->name, ": expected ", graph.inputs.size(), " inputs, found ", inputs.size());
    GraphRun run(steps, log);
    for (std::size_t i = 0; i < graph.inputs.size(); ++i)
        run.set(graph.inputs[i].value, std::move(inputs[i]));
    return run;
}

/// Runs from a step up to a stop, and keeps what is there in `pause`, whose log is the run's.
Result<void> stopAt(const GraphSteps& steps, GraphRun& run, std::size_t first, GraphStop stop, GraphPause& pause)
{
    pause.stop = {std::min(stop.step, steps.steps.size()), stop.quantized};
    if (Result<void> ran = run.run(first, pause.stop.step); !ran)
        return ran;
    if (pause.stop.quantized && steps.keeper(pause.stop.step) != nullptr)
        run.quantizeFor(pause.stop.step);
    pause.slots = run.takeSlots();
    return {};
}

} // namespace

Result<Outputs> GraphRunner::run(std::vector<ValuePtr> inputs, LayerLog* log) const
{
    Result<GraphRun> run = begin(*steps_, std::move(inputs), log);
    if (!run)
        return tl::unexpected(run.error());
    if (const Result<void> ran = run->run(0, steps_->steps.size()); !ran)
        return tl::unexpected(ran.error());
    return run->outputs();
}

GraphStop GraphRunner::firstLayerStop() const
{
    std::size_t step = 0;
    while (step < steps_->steps.size() && steps_->kernels[at(steps_->steps[step].chain.nodes[0])] == nullptr)
        ++step;
    return steps_->keeper(step) != nullptr ? GraphStop{step, true} : GraphStop{};
}

GraphStop GraphRunner::commonStop(const GraphRunner& other) const
{
    const GraphSteps& a = *steps_;
    const GraphSteps& b = *other.steps_;
    if (a.network != b.network || a.prepared.size() != b.prepared.size())
        return {};
    std::size_t step = 0;
    const auto alike = [&](int node) {
        return std::ranges::all_of(layersWithin(a.graph().nodes[at(node)]), [&](int layer) {
            return a.prepared.empty() || a.prepared[at(layer)] == b.prepared[at(layer)];
        });
    };
    while (step < a.steps.size() && std::ranges::all_of(a.steps[step].chain.nodes, alike))
        ++step;
    const LayerKernel* const keeper = a.keeper(step);
    return {step, keeper != nullptr && b.keeper(step) != nullptr && keeper->keepsAs(*b.keeper(step))};
}

Result<GraphPausePtr> GraphRunner::runUntil(std::vector<ValuePtr> inputs, GraphStop stop) const
{
    auto pause = std::make_shared<GraphPause>();
    pause->network = steps_->network;
    pause->log = emptyLog();
    Result<GraphRun> run = begin(*steps_, std::move(inputs), &pause->log);
    if (!run)
        return tl::unexpected(run.error());
    if (const Result<void> stopped = stopAt(*steps_, *run, 0, stop, *pause); !stopped)
        return tl::unexpected(stopped.error());
    return pause;
}

namespace {

/// A run that goes on where `pause` stops; the log gets what was counted before. Error: the pause is of another
/// network.
Result<GraphRun> resumed(const GraphSteps& steps, const GraphPause& pause, LayerLog* log)
{
    if (pause.network != steps.network)
        return fail(steps.network->name, ": expected a run of its own that stopped, found one of ",
                    pause.network->name);
    std::vector<GraphSlot> slots = pause.slots;
    for (std::size_t i = 0; i < slots.size(); ++i)
        if (steps.graph().constants[i])
            slots[i].value = steps.graph().constants[i];
    if (log != nullptr) {
        std::ranges::transform(log->pairs, pause.log.pairs, log->pairs.begin(), std::plus<>());
        std::ranges::transform(log->products, pause.log.products, log->products.begin(), std::plus<>());
    }
    return GraphRun(steps, log, std::move(slots));
}

} // namespace

Result<Outputs> GraphRunner::runFrom(const GraphPause& pause, LayerLog* log) const
{
    Result<GraphRun> run = resumed(*steps_, pause, log);
    if (!run)
        return tl::unexpected(run.error());
    if (const Result<void> ran = run->run(pause.stop.step, steps_->steps.size()); !ran)
        return tl::unexpected(ran.error());
    return run->outputs();
}

Result<GraphPausePtr> GraphRunner::advance(const GraphPause& pause, GraphStop stop) const
{
    auto later = std::make_shared<GraphPause>();
    later->network = steps_->network;
    later->log = emptyLog();
    Result<GraphRun> run = resumed(*steps_, pause, &later->log);
    if (!run)
        return tl::unexpected(run.error());
    if (const Result<void> stopped = stopAt(*steps_, *run, pause.stop.step, stop, *later); !stopped)
        return tl::unexpected(stopped.error());
    return later;
}

LayerLog GraphRunner::emptyLog() const
{
    LayerLog log;
    log.pairs.assign(steps_->network->layers.size(), 0.0);
    log.products.assign(steps_->network->layers.size(), 0.0);
    return log;
}

} // namespace termscope
