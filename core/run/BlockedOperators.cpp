#include "core/run/BlockedOperators.h"

#include "core/graph/JoinPairs.h"
#include "core/ops/LargestOfWindows.h"
#include "core/run/LayerChain.h"
#include "core/terms/Kernels.h"

#include <array>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

BlockedImagePtr maxPool(const Node& node, const BlockedImage& image, BufferPool& pool)
{
    Result<SlidingWindow> window = windowOf(node, {}, {image.shape.begin() + 2, image.shape.end()});
    if (!window || window->axes() + 2 != image.shape.size())
        return nullptr;
    Shape shape = window->imageShape(image.shape[0], image.shape[1]);
    if (elementCount(shape) == 0)
        return nullptr;
    const auto result = newBlockedImage(std::move(shape), pool);
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

BlockedImagePtr clip(std::pair<float, float> bounds, const BlockedImage& image, BufferPool& pool)
{
    const auto result = newBlockedImage(image.shape, pool);
    const float* const from = image.floats.get();
    float* const to = result->floats.get();
    const auto [lowest, highest] = bounds;
    const std::int64_t count = image.size();
    for (std::int64_t i = 0; i < count; ++i) {
        const float x = from[i] < lowest ? lowest : from[i]; // NaN stays, as in the plain operators
        to[i] = x > highest ? highest : x;
    }
    return result;
}

BlockedImagePtr add(const BlockedImage& a, const BlockedImage& b, BufferPool& pool)
{
    const auto result = newBlockedImage(a.shape, pool);
    const float* const x = a.floats.get();
    const float* const y = b.floats.get();
    float* const to = result->floats.get();
    const std::int64_t count = a.size();
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = x[i] + y[i];
    return result;
}

/// Of the joined node of a quantizing pair (core/graph/JoinPairs.h): what lies between two levels goes to the even one.
BlockedImagePtr roundToLevels(const Graph& graph, const Node& node, const BlockedImage& image, BufferPool& pool)
{
    const FloatLevels levels = *levelsOf(graph, node);
    const auto result = newBlockedImage(image.shape, pool);
    kernels::best().roundToLevels(image.floats.get(), static_cast<std::size_t>(image.size()), levels.scale,
                                  levels.lowest, levels.highest, result->floats.get());
    return result;
}

/// Factor and shift of every channel, as the plain operator has them; zeros fill up the last block. Empty where a
/// parameter is no constant of the channels' length.
std::vector<float> normalization(const Graph& graph, const Node& node, const BlockedImage& image)
{
    std::array<const float*, 4> parameters{};
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const ValuePtr& value = graph.constants[static_cast<std::size_t>(node.inputs[i + 1])];
        if (!value || value->type != ElementType::Float32 || value->shape != Shape{image.shape[1]})
            return {};
        parameters[i] = value->floats.data();
    }
    const auto& [gamma, beta, mean, variance] = parameters;
    const std::int64_t padded = image.blocks() * imageLanes();
    std::vector<float> both(static_cast<std::size_t>(2 * padded), 0.0F);
    const float epsilon = node.number("epsilon", 1e-5F);
    for (std::int64_t c = 0; c < image.shape[1]; ++c) {
        const float factor = gamma[c] / std::sqrt(variance[c] + epsilon);
        both[static_cast<std::size_t>(c)] = factor;
        both[static_cast<std::size_t>(padded + c)] = beta[c] - mean[c] * factor;
    }
    return both;
}

BlockedImagePtr normalize(const Graph& graph, const Node& node, const BlockedImage& image, BufferPool& pool)
{
    const std::vector<float> both = normalization(graph, node, image);
    if (both.empty())
        return nullptr;
    const auto result = newBlockedImage(image.shape, pool);
    const std::int64_t lanes = imageLanes();
    const std::int64_t places = image.size() / (image.shape[0] * image.blocks() * lanes);
    constexpr float endless = std::numeric_limits<float>::infinity();
    for (std::int64_t plane = 0; plane < image.shape[0] * image.blocks(); ++plane) {
        const float* const factor = both.data() + plane % image.blocks() * lanes;
        const std::int64_t offset = plane * places * lanes;
        kernels::best().finishLanes(image.floats.get() + offset, static_cast<std::size_t>(places),
                                    static_cast<std::size_t>(lanes), factor, factor + image.blocks() * lanes, nullptr,
                                    -endless, endless, result->floats.get() + offset);
    }
    return result;
}

} // namespace

bool mayRunOnLanes(const Graph& graph, const Node& node)
{
    if (node.outputs.size() != 1 || !node.layers.empty())
        return false;
    const bool adds = node.op == "Add" && node.inputs.size() == 2;
    const bool normalizes = node.op == "BatchNormalization" && node.inputs.size() == 5;
    if (node.op == quantizedFloats)
        return true;
    for (const int input : node.inputs)
        if ((adds || normalizes) && (input < 0 || (adds && graph.constants[static_cast<std::size_t>(input)])))
            return false;
    if (normalizes)
        return node.integer("training_mode", 0) == 0;
    return adds || node.op == "MaxPool" || clipBounds(graph, node);
}

bool keepsPositive(const Node& node)
{
    return node.op == "Add" || node.op == "MaxPool";
}

bool givesPositive(const Graph& graph, const Node& node)
{
    const auto bounds = clipBounds(graph, node);
    const auto levels = levelsOf(graph, node);
    return (bounds && bounds->first >= 0.0F) || (levels && levels->lowest >= 0.0F);
}

BlockedImagePtr runBlocked(const Graph& graph, const Node& node, std::span<const BlockedImagePtr> images,
                           BufferPool& pool)
{
    if (node.op == "MaxPool")
        return maxPool(node, *images[0], pool);
    if (node.op == "BatchNormalization")
        return normalize(graph, node, *images[0], pool);
    if (node.op == quantizedFloats)
        return roundToLevels(graph, node, *images[0], pool);
    if (node.op == "Add")
        return images[0]->shape == images[1]->shape ? add(*images[0], *images[1], pool) : nullptr;
    return clip(*clipBounds(graph, node), *images[0], pool);
}

} // namespace termscope
