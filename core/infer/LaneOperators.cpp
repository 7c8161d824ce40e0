#include "core/infer/LaneOperators.h"

#include "core/infer/ConvolutionChain.h"
#include "core/ops/LargestOfWindows.h"

namespace termscope {
namespace {

LaneImagePtr maxPool(const Node& node, const LaneImage& image, RoomPool& pool)
{
    Result<SlidingWindow> window = windowOf(node, {}, {image.shape.begin() + 2, image.shape.end()});
    if (!window || window->axes() + 2 != image.shape.size())
        return nullptr;
    Shape shape{image.shape[0], image.shape[1]};
    shape.insert(shape.end(), window->outputs.begin(), window->outputs.end());
    if (elementCount(shape) == 0)
        return nullptr;
    const auto result = newLaneImage(std::move(shape), pool);
    // The lanes are an axis of their own along which the window does nothing.
    for (Shape* sizes : {&window->kernel, &window->strides, &window->dilations})
        sizes->push_back(1);
    for (Shape* sizes : {&window->before, &window->after})
        sizes->push_back(0);
    for (Shape* sizes : {&window->inputs, &window->outputs})
        sizes->push_back(imageLanes());
    largestOfWindows(*window, image.shape[0] * image.blocks(), image.floats.get(), result->floats.get());
    return result;
}

LaneImagePtr clip(std::pair<float, float> bounds, const LaneImage& image, RoomPool& pool)
{
    const auto result = newLaneImage(image.shape, pool);
    const float* const from = image.floats.get();
    float* const to = result->floats.get();
    const auto [lowest, highest] = bounds;
    for (std::int64_t i = 0; i < image.size(); ++i) {
        const float x = from[i] < lowest ? lowest : from[i]; // NaN stays, as in the plain operators
        to[i] = x > highest ? highest : x;
    }
    return result;
}

LaneImagePtr add(const LaneImage& a, const LaneImage& b, RoomPool& pool)
{
    const auto result = newLaneImage(a.shape, pool);
    const float* const x = a.floats.get();
    const float* const y = b.floats.get();
    float* const to = result->floats.get();
    for (std::int64_t i = 0; i < a.size(); ++i)
        to[i] = x[i] + y[i];
    return result;
}

} // namespace

bool mayRunOnLanes(const Graph& graph, const Node& node)
{
    if (node.outputs.size() != 1 || !node.layers.empty())
        return false;
    const bool adds = node.op == "Add" && node.inputs.size() == 2;
    for (const int input : node.inputs)
        if (adds && graph.constants[static_cast<std::size_t>(input)])
            return false;
    return adds || node.op == "MaxPool" || clipBounds(graph, node);
}

LaneImagePtr runOnLanes(const Graph& graph, const Node& node, std::span<const LaneImagePtr> images, RoomPool& pool)
{
    if (node.op == "MaxPool")
        return maxPool(node, *images[0], pool);
    if (node.op == "Add")
        return images[0]->shape == images[1]->shape ? add(*images[0], *images[1], pool) : nullptr;
    return clip(*clipBounds(graph, node), *images[0], pool);
}

} // namespace termscope
