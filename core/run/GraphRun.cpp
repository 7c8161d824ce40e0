#include "core/run/GraphRun.h"

#include "core/base/Cancel.h"
#include "core/base/FloatRecycler.h"
#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/run/BlockedOperators.h"

#include <algorithm>

namespace termscope {

/// The value in the order of the file.
ValuePtr GraphRun::plain(int value)
{
    GraphSlot& slot = slots_[at(value)];
    if (!slot.value && slot.image)
        slot.value = toValue(*slot.image);
    return slot.value;
}

/// The value as an image of this shape; null where it is none.
BlockedImagePtr GraphRun::imageOf(int value, const Shape& shape)
{
    GraphSlot& slot = slots_[at(value)];
    if (!slot.image && slot.value && canBeImage(*slot.value))
        slot.image = toImage(*slot.value, *steps_.pool);
    return slot.image && slot.image->shape == shape ? slot.image : nullptr;
}

/// Whether it is known that what the step adds, if anything, is an image of its result's shape.
bool GraphRun::addsImage(const GraphStep& step, const Shape& shape) const
{
    if (step.chain.addend < 0)
        return true;
    const GraphSlot& slot = slots_[at(step.chain.addend)];
    return slot.image ? slot.image->shape == shape
                      : slot.value && canBeImage(*slot.value) && slot.value->shape == shape;
}

void GraphRun::release(std::span<const int> values)
{
    for (const int value : values)
        slots_[at(value)] = {};
}

/// What the step's convolution reads, in the order that it can: as it lies, plain images of few channels too.
std::optional<ConvolutionInput> GraphRun::inputOf(const GraphStep& step, std::optional<SlidingWindow>& window)
{
    const int value = graph_.nodes[at(step.chain.nodes[0])].inputs[0];
    GraphSlot& slot = slots_[at(value)];
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
        return ConvolutionInput{shape, ImageOrder::Lanes, nullptr, slot.operands.get(), slot.isPositive};
    return ConvolutionInput{shape, ImageOrder::Lanes, imageOf(value, shape)->floats.get(), nullptr, slot.isPositive};
}

/// Lets the log see what enters a layer.
void GraphRun::show(int layer, int value)
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
bool GraphRun::runInLanes(const GraphStep& step)
{
    std::optional<SlidingWindow> window;
    const std::optional<ConvolutionInput> input = inputOf(step, window);
    if (!input)
        return false;
    const Node& first = graph_.nodes[at(step.chain.nodes[0])];
    const Shape shape = window->imageShape(input->shape[0], steps_.network->layers[at(first.layers[0])].outputs());
    BlockedImagePtr addend;
    if (step.chain.addend >= 0) {
        addend = imageOf(step.chain.addend, shape);
        if (!addend)
            return false;
    }
    show(first.layers[0], first.inputs[0]);
    const ConvolutionKernel* next = step.next >= 0 && at(step.next) < end_ ? steps_.steps[at(step.next)].convolution
                                                                           : nullptr;
    const std::optional<SlidingWindow> after = next != nullptr ? next->windowInLanes(shape, ImageOrder::Lanes)
                                                               : std::nullopt;
    if (!after)
        next = nullptr;
    // Where it may turn out that the next one cannot run in lanes, it needs the image.
    const bool mayNeed = next != nullptr
                         && !addsImage(steps_.steps[at(step.next)], after->imageShape(shape[0], next->outputs()));
    // What is read keeps its buffer until it has been read; an addend that nobody else needs gives up its own.
    const GraphSlot held = slots_[at(first.inputs[0])];
    release(step.done);
    const bool keeps = step.keeps || next == nullptr || mayNeed || (log_ != nullptr && log_->observe);
    auto [image, operands, isPositive] = step.convolution->runInLanes(*input, *window, std::move(addend), next, keeps,
                                                                      log_, *steps_.pool);
    slots_[at(graph_.nodes[at(step.chain.last())].outputs[0])] = {
        nullptr, std::move(image), std::move(operands), next, std::move(shape), nullptr, isPositive};
    return true;
}

/// Runs a node on images in lanes where it reads one that lies so; false where it does not, and nothing is done.
bool GraphRun::runBlocked(const Node& node, std::span<const int> done)
{
    std::vector<BlockedImagePtr> images;
    bool inLanes = false;
    bool isPositive = keepsPositive(node);
    for (const int input : node.inputs) {
        if (input < 0 || graph_.constants[at(input)])
            break;
        GraphSlot& slot = slots_[at(input)];
        inLanes = inLanes || (slot.image && !slot.value);
        isPositive = isPositive && slot.isPositive;
        images.push_back(slot.image);
        if (!slot.image && slot.value && canBeImage(*slot.value) && inLanes)
            images.back() = slot.image = toImage(*slot.value, *steps_.pool);
    }
    if (!inLanes || std::ranges::find(images, nullptr) != images.end())
        return false;
    BlockedImagePtr image = termscope::runBlocked(graph_, node, images, *steps_.pool);
    if (!image)
        return false;
    release(done);
    isPositive = isPositive || givesPositive(graph_, node);
    slots_[at(node.outputs[0])] = {nullptr, std::move(image), nullptr, nullptr, {}, nullptr, isPositive};
    return true;
}

namespace {

/// Runs the graphs inside of nodes as the graph around them runs, with the kernels of their layers.
class InnerRuns final : public GraphCaller {
public:
    InnerRuns(const GraphSteps& steps, LayerLog* log) : steps_(steps), log_(log) {}

    std::size_t captures(const Graph& graph) const override { return graph.captures; }
    std::size_t inputs(const Graph& graph) const override { return graph.inputs.size(); }

    Result<Outputs> run(const Graph& graph, std::vector<ValuePtr> inputs) const override
    {
        const GraphSteps& inner = *steps_.innerSteps.at(&graph);
        GraphRun run(inner, log_);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            run.set(graph.inputs[i].value, std::move(inputs[i]));
        if (const Result<void> ran = run.run(0, inner.steps.size()); !ran)
            return tl::unexpected(ran.error());
        return run.outputs();
    }

private:
    const GraphSteps& steps_;
    LayerLog* log_;
};

} // namespace

Result<Outputs> GraphRun::runInside(Call& call)
{
    const InnerRuns runs(steps_, log_);
    call.graphs = &runs;
    return runOperator(call);
}

/// `giving`: the node whose outputs the kernel's outputs are, itself or what it does with it.
Result<void> GraphRun::runNode(int index, std::span<const int> done, int giving)
{
    const Node& node = graph_.nodes[at(index)];
    if (steps_.onLanes[at(index)] && runBlocked(node, done))
        return {};
    Call call{node, graph_.opset, {}, nullptr, steps_.operators[at(index)]};
    call.inputs.reserve(node.inputs.size());
    for (const int input : node.inputs)
        call.inputs.push_back(input < 0 ? nullptr : plain(input));
    const LayerKernel* const kernel = steps_.kernels[at(index)].get();
    const RowOperandsPtr kept = kernel != nullptr ? slots_[at(node.inputs[0])].rows : nullptr;
    if (kept)
        call.inputs[0] = shapeOnly(ElementType::Float32, slots_[at(node.inputs[0])].shape);
    release(done);
    Result<Outputs> outputs = kept                ? kernel->runKept(call, *kept, log_)
                              : kernel != nullptr ? kernel->run(call, log_)
                                                  : runInside(call);
    if (!outputs)
        return fail(graph_.where(node), ": ", outputs.error().message);
    const std::vector<int>& values = graph_.nodes[at(giving)].outputs;
    for (std::size_t o = 0; o < values.size() && o < outputs->size(); ++o)
        if (values[o] >= 0)
            slots_[at(values[o])] = {std::move((*outputs)[o]), nullptr, nullptr, nullptr, {}, nullptr, false};
    return {};
}

Result<void> GraphRun::run(const GraphStep& step)
{
    if (step.convolution != nullptr && runInLanes(step))
        return {};
    // What has quantized for this layer has counted its pairs.
    const Node& first = graph_.nodes[at(step.chain.nodes[0])];
    const bool counted = log_ != nullptr && step.convolution != nullptr
                         && slots_[at(first.inputs[0])].reader == step.convolution;
    const double pairs = counted ? log_->pairs[at(first.layers[0])] : 0.0;
    if (step.relu)
        return runNode(step.chain.nodes[0], step.done, step.chain.last());
    for (const int node : step.chain.nodes) {
        const bool last = node == step.chain.last();
        if (Result<void> ran = runNode(node, last ? std::span<const int>(step.done) : std::span<const int>(), node);
            !ran)
            return ran;
    }
    if (counted)
        log_->pairs[at(first.layers[0])] = pairs;
    return {};
}

Result<void> GraphRun::run(std::size_t first, std::size_t end)
{
    const FloatRecycler recycler;
    end_ = end;
    for (std::size_t i = first; i < end; ++i) {
        checkCancelled();
        if (Result<void> ran = run(steps_.steps[i]); !ran)
            return ran;
    }
    return {};
}

Outputs GraphRun::outputs()
{
    Outputs results;
    for (const int output : graph_.outputs)
        results.push_back(plain(output));
    return results;
}

void GraphRun::quantizeFor(std::size_t step)
{
    const GraphStep& next = steps_.steps[step];
    const int value = graph_.nodes[at(next.chain.nodes[0])].inputs[0];
    const ValuePtr data = plain(value);
    GraphSlot& slot = slots_[at(value)];
    slot.shape = data->shape;
    slot.rows = steps_.kernels[at(next.chain.nodes[0])]->keep(*data);
    if (std::ranges::find(next.done, value) != next.done.end()) {
        slot.value = nullptr;
        slot.image = nullptr;
    }
}

std::vector<GraphSlot> GraphRun::takeSlots()
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

} // namespace termscope
