#include "core/run/GraphRunner.h"

#include "core/base/Cancel.h"
#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/FoldNormalization.h"
#include "core/run/BlockedOperators.h"
#include "core/run/ConvolutionChain.h"
#include "core/run/ConvolutionKernel.h"

#include <algorithm>

namespace termscope {
namespace {

/// A value of the graph while it is needed: plain, in lanes, or both; or only as its one reader takes it.
struct Slot {
    ValuePtr value;
    BlockedImagePtr image;
    std::shared_ptr<void> operands;            ///< what the quantized convolution that reads it next makes of it
    const ConvolutionKernel* reader = nullptr; ///< that convolution, of the runner whose run this is
    Shape shape;                               ///< of operands
};

/// Nodes that run together: one, or a chain that begins with a convolution.
struct GraphStep {
    ConvolutionChain chain; ///< one node: that node
    const ConvolutionKernel* convolution = nullptr;
    int next = -1;         ///< the step of the one that reads the output as quantized convolution
    bool keeps = true;     ///< others read the output too
    std::vector<int> done; ///< values that nobody reads after it
};

} // namespace

struct GraphPause {
    NetworkPtr network; ///< that it belongs to; kept, so that no other one can come to lie at its place
    std::vector<Slot> slots;
    std::size_t step = 0; ///< that comes next
    LayerLog log;         ///< pairs and products of the steps before
};

std::size_t bytesOf(const GraphPause& pause)
{
    std::size_t bytes = sizeof(GraphPause) + pause.slots.capacity() * sizeof(Slot)
                        + (pause.log.pairs.capacity() + pause.log.products.capacity()) * sizeof(double);
    for (const Slot& slot : pause.slots) {
        bytes += slot.image ? sizeof(BlockedImage) + slot.image->roomBytes : 0;
        bytes += slot.value ? sizeof(Value) + slot.value->floats.size() * sizeof(float)
                                  + slot.value->integers.size() * sizeof(std::int64_t)
                            : 0;
    }
    return bytes;
}

struct GraphRunner::State {
    ~State() { pool->close(); }

    NetworkPtr network;
    std::vector<PreparedLayer> prepared;
    std::vector<std::unique_ptr<LayerKernel>> kernels; ///< by node: null for plain operators
    std::vector<bool> onLanes;                         ///< by node: may run on images in lanes
    std::vector<GraphStep> steps;                      ///< in the order in which they run
    std::shared_ptr<BufferPool> pool = std::make_shared<BufferPool>();

    const Graph& graph() const { return *network->graph; }
    Result<void> makeKernels();
    void findReaders();
};

/// One run of the graph.
class GraphRunner::Run {
public:
    Run(const State& state, LayerLog* log)
        : state_(state), graph_(state.graph()), log_(log), slots_(graph_.constants.size())
    {
        for (std::size_t i = 0; i < slots_.size(); ++i)
            slots_[i].value = graph_.constants[i];
    }

    /// Goes on where another run has stopped.
    Run(const State& state, LayerLog* log, std::vector<Slot> slots)
        : state_(state), graph_(state.graph()), log_(log), slots_(std::move(slots))
    {
    }

    void set(int value, ValuePtr content) { slots_[at(value)].value = std::move(content); }
    /// The steps from `first` on, up to `end`.
    Result<void> run(std::size_t first, std::size_t end);
    Outputs outputs();
    /// What is there, but for the graph's constants and what is of this runner's kernels.
    std::vector<Slot> takeSlots();

private:
    Result<void> run(const GraphStep& step);
    ValuePtr plain(int value);
    bool runInLanes(const GraphStep& step);
    bool runBlocked(const Node& node, std::span<const int> done);
    Result<void> runNode(int node, std::span<const int> done);
    std::optional<ConvolutionInput> inputOf(const GraphStep& step, std::optional<SlidingWindow>& window);
    BlockedImagePtr imageOf(int value, const Shape& shape);
    void release(std::span<const int> values);
    void show(int layer, int value);

    const State& state_;
    const Graph& graph_;
    LayerLog* log_;
    std::vector<Slot> slots_;
    std::size_t end_ = 0; ///< no step from here on is run
};

/// The value in the order of the file.
ValuePtr GraphRunner::Run::plain(int value)
{
    Slot& slot = slots_[at(value)];
    if (!slot.value && slot.image)
        slot.value = toValue(*slot.image);
    return slot.value;
}

/// The value as an image of this shape; null where it is none.
BlockedImagePtr GraphRunner::Run::imageOf(int value, const Shape& shape)
{
    Slot& slot = slots_[at(value)];
    if (!slot.image && slot.value && canBeImage(*slot.value))
        slot.image = toImage(*slot.value, *state_.pool);
    return slot.image && slot.image->shape == shape ? slot.image : nullptr;
}

void GraphRunner::Run::release(std::span<const int> values)
{
    for (const int value : values)
        slots_[at(value)] = {};
}

/// What the step's convolution reads, in the order that it can: as it lies, plain images of few channels too.
std::optional<ConvolutionInput> GraphRunner::Run::inputOf(const GraphStep& step, std::optional<SlidingWindow>& window)
{
    const int value = graph_.nodes[at(step.chain.nodes[0])].inputs[0];
    Slot& slot = slots_[at(value)];
    const ConvolutionKernel& convolution = *step.convolution;
    const bool made = slot.operands && slot.reader == &convolution;
    if (!slot.image && !made) {
        if (!slot.value || !canBeImage(*slot.value))
            return std::nullopt;
        if (slot.value->shape[1] < imageLanes())
            window = convolution.windowInLanes(slot.value->shape, ImageOrder::Plain);
        if (window)
            return ConvolutionInput{slot.value->shape, ImageOrder::Plain, slot.value->floats.data()};
    }
    const Shape shape = made ? slot.shape : slot.image ? slot.image->shape : slot.value->shape;
    window = convolution.windowInLanes(shape, ImageOrder::Lanes);
    if (!window)
        return std::nullopt;
    if (made)
        return ConvolutionInput{shape, ImageOrder::Lanes, nullptr, slot.operands.get()};
    return ConvolutionInput{shape, ImageOrder::Lanes, imageOf(value, shape)->floats.get(), nullptr};
}

/// Lets the log see what enters a layer.
void GraphRunner::Run::show(int layer, int value)
{
    if (log_ == nullptr || !log_->observe)
        return;
    const BlockedImagePtr& image = slots_[at(value)].image;
    if (log_->observesAnyOrder && image && image->shape[1] % imageLanes() == 0)
        log_->observe(layer, {image->floats.get(), static_cast<std::size_t>(image->size())});
    else
        log_->observe(layer, plain(value)->floats);
}

/// Runs a chain in lanes; false where it cannot, and nothing is done.
bool GraphRunner::Run::runInLanes(const GraphStep& step)
{
    std::optional<SlidingWindow> window;
    const std::optional<ConvolutionInput> input = inputOf(step, window);
    if (!input)
        return false;
    const Node& first = graph_.nodes[at(step.chain.nodes[0])];
    Shape shape{input->shape[0], state_.network->layers[at(first.layers[0])].outputs()};
    shape.insert(shape.end(), window->outputs.begin(), window->outputs.end());
    BlockedImagePtr addend;
    if (step.chain.addend >= 0) {
        addend = imageOf(step.chain.addend, shape);
        if (!addend)
            return false;
    }
    show(first.layers[0], first.inputs[0]);
    const ConvolutionKernel* next = step.next >= 0 && at(step.next) < end_ ? state_.steps[at(step.next)].convolution
                                                                           : nullptr;
    if (next != nullptr && !next->windowInLanes(shape, ImageOrder::Lanes))
        next = nullptr;
    // What is read keeps its buffer until it has been read; an addend that nobody else needs gives up its own.
    const Slot held = slots_[at(first.inputs[0])];
    release(step.done);
    const bool keeps = step.keeps || next == nullptr || (log_ != nullptr && log_->observe);
    auto [image, operands] = step.convolution->runInLanes(*input, *window, std::move(addend), next, keeps, log_,
                                                          *state_.pool);
    slots_[at(graph_.nodes[at(step.chain.last())].outputs[0])] = {nullptr, std::move(image), std::move(operands), next,
                                                                  std::move(shape)};
    return true;
}

/// Runs a node on images in lanes where it reads one that lies so; false where it does not, and nothing is done.
bool GraphRunner::Run::runBlocked(const Node& node, std::span<const int> done)
{
    std::vector<BlockedImagePtr> images;
    bool inLanes = false;
    for (const int input : node.inputs) {
        if (input < 0 || graph_.constants[at(input)])
            break;
        Slot& slot = slots_[at(input)];
        inLanes = inLanes || (slot.image && !slot.value);
        images.push_back(slot.image);
        if (!slot.image && slot.value && canBeImage(*slot.value) && inLanes)
            images.back() = slot.image = toImage(*slot.value, *state_.pool);
    }
    if (!inLanes || std::ranges::find(images, nullptr) != images.end())
        return false;
    BlockedImagePtr image = termscope::runBlocked(graph_, node, images, *state_.pool);
    if (!image)
        return false;
    release(done);
    slots_[at(node.outputs[0])] = {nullptr, std::move(image), nullptr, nullptr, {}};
    return true;
}

Result<void> GraphRunner::Run::runNode(int index, std::span<const int> done)
{
    const Node& node = graph_.nodes[at(index)];
    if (state_.onLanes[at(index)] && runBlocked(node, done))
        return {};
    Call call{node, graph_.opset, {}};
    for (const int input : node.inputs)
        call.inputs.push_back(input < 0 ? nullptr : plain(input));
    release(done);
    const LayerKernel* const kernel = state_.kernels[at(index)].get();
    Result<Outputs> outputs = kernel != nullptr ? kernel->run(call, log_) : runOperator(call);
    if (!outputs)
        return fail(graph_.where(node), ": ", outputs.error().message);
    for (std::size_t o = 0; o < node.outputs.size() && o < outputs->size(); ++o)
        if (node.outputs[o] >= 0)
            slots_[at(node.outputs[o])] = {std::move((*outputs)[o]), nullptr, nullptr, nullptr, {}};
    return {};
}

Result<void> GraphRunner::Run::run(const GraphStep& step)
{
    if (step.convolution != nullptr && runInLanes(step))
        return {};
    for (const int node : step.chain.nodes) {
        const bool last = node == step.chain.last();
        if (Result<void> ran = runNode(node, last ? std::span<const int>(step.done) : std::span<const int>()); !ran)
            return ran;
    }
    return {};
}

Result<void> GraphRunner::Run::run(std::size_t first, std::size_t end)
{
    end_ = end;
    for (std::size_t i = first; i < end; ++i) {
        checkCancelled();
        if (Result<void> ran = run(state_.steps[i]); !ran)
            return ran;
    }
    return {};
}

Outputs GraphRunner::Run::outputs()
{
    Outputs results;
    for (const int output : graph_.outputs)
        results.push_back(plain(output));
    return results;
}

std::vector<Slot> GraphRunner::Run::takeSlots()
{
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (graph_.constants[i])
            slots_[i] = {};
        // Who was to read the operands has run: they are made for steps before the pause alone. Kept, they would take
        // memory, and a kernel of another runner that lay where that one had lain would take them for its own.
        slots_[i].operands.reset();
        slots_[i].reader = nullptr;
    }
    return std::move(slots_);
}

/// Kernels of the nodes, and the steps that they make.
Result<void> GraphRunner::State::makeKernels()
{
    const std::vector<ConvolutionChain> chains = convolutionChains(graph(), network->layers);
    std::vector<int> chainOf(graph().nodes.size(), -1);
    for (std::size_t i = 0; i < chains.size(); ++i)
        for (const int node : chains[i].nodes)
            chainOf[at(node)] = static_cast<int>(i);
    for (std::size_t i = 0; i < graph().nodes.size(); ++i) {
        const Node& node = graph().nodes[i];
        onLanes.push_back(mayRunOnLanes(graph(), node));
        if (findOperator(node.op) == nullptr)
            return fail(network->name, ": cannot be run: operator ", node.op, " of node ", inQuotes(node.name),
                        " is not supported");
        const ConvolutionChain* const chain = chainOf[i] < 0 ? nullptr : &chains[at(chainOf[i])];
        if (chain != nullptr && chain->nodes[0] == static_cast<int>(i)) {
            const int layer = node.layers[0];
            const PreparedLayer* const own = prepared.empty() || prepared[at(layer)].inFloat() ? nullptr
                                                                                               : &prepared[at(layer)];
            kernels.push_back(std::make_unique<ConvolutionKernel>(
                node, network->layers[at(layer)], own, Epilogue{{}, chain->addend >= 0, chain->lowest, chain->highest},
                chain->levels));
        } else {
            kernels.push_back(node.layers.empty() ? nullptr : makeKernel(node, network->layers, prepared));
        }
        if (chain == nullptr)
            steps.push_back({ConvolutionChain{{static_cast<int>(i)}}, nullptr, -1, true, {}});
        else if (chain->last() == static_cast<int>(i))
            steps.push_back(
                {*chain, static_cast<const ConvolutionKernel*>(kernels[at(chain->nodes[0])].get()), -1, true, {}});
    }
    return {};
}

/// Who reads what last, and which quantized convolution reads the result of another.
void GraphRunner::State::findReaders()
{
    std::vector<std::vector<int>> readers(graph().names.size()); // steps, by value
    for (std::size_t i = 0; i < steps.size(); ++i)
        for (const int node : steps[i].chain.nodes)
            for (const int input : graph().nodes[at(node)].inputs)
                if (input >= 0)
                    readers[at(input)].push_back(static_cast<int>(i));
    for (const int output : graph().outputs)
        readers[at(output)].push_back(-1);
    for (std::size_t value = 0; value < readers.size(); ++value)
        if (!readers[value].empty() && readers[value].back() >= 0 && !graph().constants[value])
            steps[at(std::ranges::max(readers[value]))].done.push_back(static_cast<int>(value));
    for (GraphStep& step : steps) {
        const int output = graph().nodes[at(step.chain.last())].outputs[0];
        if (step.convolution == nullptr || !step.convolution->quantizes() || output < 0)
            continue;
        for (const int reader : readers[at(output)]) {
            const bool convolves = reader >= 0 && steps[at(reader)].convolution != nullptr
                                   && steps[at(reader)].convolution->quantizes()
                                   && graph().nodes[at(steps[at(reader)].chain.nodes[0])].inputs[0] == output;
            if (convolves && step.next < 0)
                step.next = reader;
        }
        step.keeps = readers[at(output)].size() != 1;
    }
}

GraphRunner::GraphRunner(std::unique_ptr<State> state) : state_(std::move(state)) {}
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
    auto state = std::make_unique<State>();
    state->network = std::move(network);
    state->prepared = std::move(layers);
    if (const Result<void> made = state->makeKernels(); !made)
        return tl::unexpected(made.error());
    state->findReaders();
    return GraphRunner(std::move(state));
}

/// A run that is about to begin. Error: there are more or fewer inputs than the graph has.
Result<GraphRunner::Run> GraphRunner::begin(std::vector<ValuePtr> inputs, LayerLog* log) const
{
    const Graph& graph = state_->graph();
    if (inputs.size() != graph.inputs.size())
        return fail(state_->network->name, ": expected ", graph.inputs.size(), " inputs, found ", inputs.size());
    Run run(*state_, log);
    for (std::size_t i = 0; i < graph.inputs.size(); ++i)
        run.set(graph.inputs[i].value, std::move(inputs[i]));
    return run;
}

Result<Outputs> GraphRunner::run(std::vector<ValuePtr> inputs, LayerLog* log) const
{
    Result<Run> run = begin(std::move(inputs), log);
    if (!run)
        return tl::unexpected(run.error());
    if (const Result<void> ran = run->run(0, state_->steps.size()); !ran)
        return tl::unexpected(ran.error());
    return run->outputs();
}

std::size_t GraphRunner::commonSteps(const GraphRunner& other) const
{
    const State& a = *state_;
    const State& b = *other.state_;
    if (a.network != b.network || a.prepared.size() != b.prepared.size())
        return 0;
    std::size_t step = 0;
    const auto alike = [&](int node) {
        return std::ranges::all_of(a.graph().nodes[at(node)].layers, [&](int layer) {
            return a.prepared.empty() || a.prepared[at(layer)] == b.prepared[at(layer)];
        });
    };
    while (step < a.steps.size() && std::ranges::all_of(a.steps[step].chain.nodes, alike))
        ++step;
    return step;
}

Result<GraphPausePtr> GraphRunner::runUntil(std::vector<ValuePtr> inputs, std::size_t step) const
{
    auto pause = std::make_shared<GraphPause>();
    pause->network = state_->network;
    pause->log = emptyLog();
    pause->step = std::min(step, state_->steps.size());
    Result<Run> run = begin(std::move(inputs), &pause->log);
    if (!run)
        return tl::unexpected(run.error());
    if (const Result<void> ran = run->run(0, pause->step); !ran)
        return tl::unexpected(ran.error());
    pause->slots = run->takeSlots();
    return pause;
}

Result<Outputs> GraphRunner::runFrom(const GraphPause& pause, LayerLog* log) const
{
    if (pause.network != state_->network)
        return fail(state_->network->name, ": expected a run of its own that stopped, found one of ",
                    pause.network->name);
    std::vector<Slot> slots = pause.slots;
    for (std::size_t i = 0; i < slots.size(); ++i)
        if (state_->graph().constants[i])
            slots[i].value = state_->graph().constants[i];
    if (log != nullptr) {
        std::ranges::transform(log->pairs, pause.log.pairs, log->pairs.begin(), std::plus<>());
        std::ranges::transform(log->products, pause.log.products, log->products.begin(), std::plus<>());
    }
    Run run(*state_, log, std::move(slots));
    if (const Result<void> ran = run.run(pause.step, state_->steps.size()); !ran)
        return tl::unexpected(ran.error());
    return run.outputs();
}

LayerLog GraphRunner::emptyLog() const
{
    LayerLog log;
    log.pairs.assign(state_->network->layers.size(), 0.0);
    log.products.assign(state_->network->layers.size(), 0.0);
    return log;
}

} // namespace termscope
