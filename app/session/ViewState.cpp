#include "app/session/ViewState.h"

#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {
namespace {

std::int64_t clampedIndex(std::int64_t index, std::int64_t count)
{
    return std::clamp<std::int64_t>(index, 0, std::max<std::int64_t>(count - 1, 0));
}

Result<void> checkIndex(const char* key, std::int64_t index, std::int64_t count)
{
    if (index < 0 || index >= std::max<std::int64_t>(count, 1))
        return fail(key, ": expected 0…", std::max<std::int64_t>(count - 1, 0), ", found ", index);
    return {};
}

/// −1 is the middle.
Result<void> checkPlace(const char* key, std::int64_t pixel, std::int64_t size)
{
    if (pixel < -1 || pixel >= size)
        return fail(key, ": expected -1…", size - 1, ", found ", pixel);
    return {};
}

Result<int> layerNamed(const Network& network, const QString& name)
{
    if (name.isEmpty())
        return 0;
    const std::string wanted = name.toStdString();
    if (const std::optional<int> found = findLayer(network, wanted))
        return *found;
    constexpr std::size_t listed = 12;
    std::string names;
    for (std::size_t i = 0; i < std::min(listed, network.layers.size()); ++i)
        names += text(i == 0 ? "" : ", ", network.layers[i].name);
    if (network.layers.size() > listed)
        names += text(" and ", network.layers.size() - listed, " more");
    return fail("layer: expected one of ", names, ", found ", wanted);
}

/// Rows, and groups of one, of products of activations: how many there are is another number for each sample, and told
/// where it is seen.
constexpr std::int64_t mostOfAnySample = std::int64_t{1} << 20;

} // namespace

std::int64_t rowCount(const WeightLayer& layer)
{
    if (layer.isAttention())
        return mostOfAnySample;
    return layer.outputs() * kernelPositions(layer);
}

int groupSizeOf(const ViewState& view, const Network* network)
{
    const bool known = network && view.layer < static_cast<int>(network->layers.size());
    return known ? planOf(*network, Method::Revealed, view.settings)[view.layer].settings.groupSize
                 : view.settings.groupSize;
}

GroupsOfRow groupsOfRow(const ViewState& view, const Network& network)
{
    return groupsOfRow(network.layers[static_cast<std::size_t>(view.layer)],
                       planOf(network, Method::Revealed, view.settings)[view.layer].settings);
}

std::int64_t groupCount(const ViewState& view, const Network& network)
{
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(view.layer)];
    return layer.isAttention() ? mostOfAnySample : groupsOfRow(view, network).count();
}

int firstRevealedLayer(const Network& network, const Settings& settings)
{
    const NetworkPlan plan(network, Method::Revealed, settings);
    int layer = 0;
    while (layer + 1 < plan.size() && plan[layer].method != Method::Revealed)
        ++layer;
    return layer;
}

ImagePlace imagePlace(const ViewState& view, const Dataset& dataset)
{
    const auto fraction = [](std::int64_t pixel, std::int64_t size) {
        return pixel < 0 || size <= 0 ? 0.5 : (static_cast<double>(pixel) + 0.5) / static_cast<double>(size);
    };
    return {fraction(view.placeRow, dataset.height), fraction(view.placeColumn, dataset.width)};
}

ViewState clampedView(ViewState view, const Network* network, const Dataset* dataset, const OpenText* text)
{
    const auto layerCount = network ? static_cast<std::int64_t>(network->layers.size()) : 0;
    view.layer = static_cast<int>(clampedIndex(view.layer, layerCount));
    const WeightLayer* layer = layerCount > 0 ? &network->layers[static_cast<std::size_t>(view.layer)] : nullptr;
    view.row = clampedIndex(view.row, layer ? rowCount(*layer) : 0);
    view.group = clampedIndex(view.group, layer ? groupCount(view, *network) : 0);
    view.image = clampedIndex(view.image, dataset ? dataset->count() : 0);
    view.placeRow = std::clamp<std::int64_t>(view.placeRow, -1, dataset ? dataset->height - 1 : -1);
    view.placeColumn = std::clamp<std::int64_t>(view.placeColumn, -1, dataset ? dataset->width - 1 : -1);
    const std::int64_t last = tokenCount(text) - 1;
    view.token = last < 1 ? 0 : std::clamp<std::int64_t>(view.token, 1, last);
    return view;
}

Result<ViewState> resolveView(const SavedView& saved, const Network& network, const Dataset& dataset,
                              const OpenText* text)
{
    ViewState view = saved.view;
    useNewNames(view.settings.layers, network);
    const Result<int> index = layerNamed(network, saved.layerName);
    if (!index)
        return tl::unexpected(index.error());
    view.layer = *index;
    if (network.layers.empty())
        return fail("layer: expected a network with layers, found ", network.name, " with none");
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(*index)];
    for (const Result<void>& checked :
         {checkIndex("row", view.row, rowCount(layer)), checkIndex("group", view.group, groupCount(view, network)),
          checkIndex("image", view.image, dataset.count()), checkPlace("place_row", view.placeRow, dataset.height),
          checkPlace("place_column", view.placeColumn, dataset.width),
          checkIndex("token", view.token, tokenCount(text))}) {
        if (!checked)
            return tl::unexpected(checked.error());
    }
    return view;
}

} // namespace termscope
