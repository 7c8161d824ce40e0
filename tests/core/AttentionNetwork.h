// A network with one block of attention, for tests of products of activations.
#pragma once

#include "core/evaluate/ImageEvaluator.h"
#include "tests/core/GraphBuilder.h"

#include <algorithm>

namespace termscope::samples {

namespace attention {
constexpr std::int64_t words = 5;
constexpr std::int64_t width = 8;
constexpr std::int64_t heads = 2;
constexpr std::int64_t headSize = 16;

} // namespace attention

/// A block of attention over five words of eight numbers, then five classes.
inline NetworkPtr attentionNetwork()
{
    using namespace attention;
    Builder builder;
    const auto shape = [&](std::vector<std::int64_t> sizes) {
        return builder.constant("shape", integerValue({static_cast<std::int64_t>(sizes.size())}, std::move(sizes)));
    };
    const auto one = [&](const char* op, std::vector<int> inputs, std::vector<Attribute> attributes = {}) {
        return builder.node(op, std::move(inputs), 1, std::move(attributes))[0];
    };
    const int flat = builder.input("input", ElementType::Float32, {-1, words * width});
    const int x = one("Reshape", {flat, shape({-1, words, width})});
    const auto headsOf = [&](const char* name, std::vector<std::int64_t> axes) {
        const int projected = one("MatMul", {x, builder.weights(name, {width, heads * headSize})});
        return builder.turned(one("Reshape", {projected, shape({-1, words, heads, headSize})}), std::move(axes));
    };
    const int q = headsOf("q.weight", {0, 2, 1, 3});
    const int k = headsOf("k.weight", {0, 2, 3, 1});
    const int v = headsOf("v.weight", {0, 2, 1, 3});
    const int scores = one("MatMul", {q, k});
    builder.graph.nodes.back().name = "/blocks/blocks.0/attention/MatMul";
    const int scaled = one("Mul", {scores, builder.constant("scale", floatValue({}, {0.25F}))});
    const int shares = one("Softmax", {scaled}, {{"axis", std::int64_t{-1}}});
    const int mixed = one("MatMul", {shares, v});
    builder.graph.nodes.back().name = "/blocks/blocks.0/attention/MatMul_1";
    const int rows = one("Reshape", {builder.turned(mixed, {0, 2, 1, 3}), shape({-1, words * heads * headSize})});
    builder.graph.outputs = {one("MatMul", {rows, builder.weights("head.weight", {words * heads * headSize, 5})})};
    const NetworkPtr built = builder.network();
    Network measured = *built;
    measureLayers(measured.layers, *built->graph, inferShapes(*built->graph, {Shape{1, words * width}}).values);
    return std::make_shared<const Network>(std::move(measured));
}

inline int indexOf(const Network& network, const std::string& name)
{
    const auto found = std::ranges::find(network.layers, name, &WeightLayer::name);
    return found == network.layers.end() ? -1 : static_cast<int>(found - network.layers.begin());
}

inline ImageEvaluator attentionEvaluator(const NetworkPtr& network)
{
    return unwrap(ImageEvaluator::create(network, randomDataset(3, 40, attention::words * attention::width, 5)));
}

} // namespace termscope::samples
