#include "core/evaluate/LayerNoise.h"

#include "core/base/Index.h"
#include "core/evaluate/PausedBlocks.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

/// The value that a layer's node gives, the first of several, by layer; −1 where it is none of the graph's own nodes.
std::vector<int> outputsOfLayers(const Network& network)
{
    std::vector<int> values(network.layers.size(), -1);
    for (const Node& node : network.graph->nodes)
        for (const int layer : node.layers) {
            const auto used = std::ranges::find_if(node.outputs, [](int value) { return value >= 0; });
            if (used != node.outputs.end() && values[at(layer)] < 0)
                values[at(layer)] = *used;
        }
    return values;
}

/// The network with the outputs of its layers among those of its graph.
NetworkPtr withLayerOutputs(const NetworkPtr& network, std::span<const int> values)
{
    auto shown = std::make_shared<Network>(*network);
    Graph graph = *network->graph;
    for (const int value : values)
        if (value >= 0 && std::ranges::find(graph.outputs, value) == graph.outputs.end())
            graph.outputs.push_back(value);
    shown->graph = std::make_shared<const Graph>(std::move(graph));
    return shown;
}

/// Σy² and Σ(y−ŷ)².
struct Sums {
    double signal = 0.0;
    double noise = 0.0;
};

double decibelsOf(const Sums& sums)
{
    return sums.noise > 0.0 ? 10.0 * std::log10(sums.signal / sums.noise) : std::numeric_limits<double>::infinity();
}

/// The setting's network with the outputs of its layers shown. Errors: those of runnerOf.
struct Shown {
    NetworkPtr of; ///< the network that is shown so
    NetworkPtr network;
    std::vector<int> values; ///< by layer
    GraphRunner runner;
};

/// `like`: what shows the same network already; null where nothing does.
Result<Shown> shownOf(ImagePreparation& shared, const Variant& variant, const Shown* like)
{
    PreparedNetwork prepared{shared.path.plain(), {}, {}};
    if (variant.method != Method::Float) {
        Result<PreparedNetwork> made = shared.prepare({*shared.network, variant.method, variant.settings});
        if (!made)
            return tl::unexpected(made.error());
        prepared = std::move(*made);
    }
    const bool same = like != nullptr && like->of == prepared.network;
    std::vector<int> values = same ? like->values : outputsOfLayers(*prepared.network);
    NetworkPtr network = same ? like->network : withLayerOutputs(prepared.network, values);
    Result<GraphRunner> runner = GraphRunner::create(network, std::move(prepared.layers));
    if (!runner)
        return tl::unexpected(runner.error());
    return Shown{std::move(prepared.network), std::move(network), std::move(values), std::move(*runner)};
}

void add(Sums& sums, const Value& ours, const Value& theirs)
{
    for (std::int64_t i = 0; i < ours.size(); ++i) {
        const double y = ours.floats[i];
        const double error = y - theirs.floats[i];
        sums.signal += y * y;
        sums.noise += error * error;
    }
}

/// Of one variant's layer: both go one step beyond where they begin to differ. None where that step gives no output of
/// the layer: another layer differs too.
Result<std::optional<double>> noiseOf(PausedBlocks& blocks, const Shown& trunk, const Shown& variant, int layer)
{
    const int value = trunk.values[at(layer)];
    const GraphStop common = trunk.runner.commonStop(variant.runner);
    if (value < 0 || trunk.network != variant.network)
        return std::optional<double>();
    if (const Result<void> ran = blocks.advance(trunk.runner, {common.step, false}); !ran)
        return tl::unexpected(ran.error());
    const GraphStop behind{common.step + 1, false};
    std::vector<std::optional<Sums>> sums(static_cast<std::size_t>(blocks.count()));
    const Result<void> ran = blocks.each([&](std::int64_t block) -> Result<void> {
        const GraphPause& pause = blocks.pause(block);
        if (stopOf(pause) > behind)
            return {};
        const Result<GraphPausePtr> ours = trunk.runner.advance(pause, behind);
        const Result<GraphPausePtr> theirs = variant.runner.advance(pause, behind);
        if (!ours || !theirs)
            return tl::unexpected(!ours ? ours.error() : theirs.error());
        const ValuePtr y = valueIn(**ours, value);
        const ValuePtr other = valueIn(**theirs, value);
        if (y && other)
            add(sums[at(block)].emplace(), *y, *other);
        return {};
    });
    if (!ran)
        return tl::unexpected(ran.error());
    Sums all;
    for (const std::optional<Sums>& of : sums) {
        if (!of)
            return std::optional<double>();
        all.signal += of->signal;
        all.noise += of->noise;
    }
    return std::optional(decibelsOf(all));
}

} // namespace

Result<std::vector<std::optional<double>>> outputNoise(ImagePreparation& shared, const Variant& trunk,
                                                       std::span<const Variant> variants, std::span<const int> layers,
                                                       std::int64_t samples)
{
    const Result<Shown> base = shownOf(shared, trunk, nullptr);
    if (!base)
        return tl::unexpected(base.error());
    SampleStream stream(shared.dataset);
    const Result<SampleRows> rows = stream.take(std::min(samples, shared.dataset->count()));
    if (!rows)
        return tl::unexpected(rows.error());
    Result<PausedBlocks> blocks = PausedBlocks::create(shared.path, base->runner, *rows);
    if (!blocks)
        return tl::unexpected(blocks.error());
    std::vector<std::optional<double>> noise;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        checkCancelled();
        const Result<Shown> variant = shownOf(shared, variants[i], &*base);
        if (!variant)
            return tl::unexpected(variant.error());
        const Result<std::optional<double>> found = noiseOf(*blocks, *base, *variant, layers[i]);
        if (!found)
            return tl::unexpected(found.error());
        noise.push_back(*found);
    }
    return noise;
}

} // namespace termscope
