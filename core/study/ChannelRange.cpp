#include "core/study/ChannelRange.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cmath>

namespace termscope {

double smallChannels(const WeightLayer& layer)
{
    std::vector<float> largest;
    const auto size = static_cast<std::size_t>(layer.fanIn());
    const std::span<const float> weights(layer.weight.values);
    for (std::size_t first = 0; first < weights.size(); first += size) {
        float most = 0.0F;
        for (const float weight : weights.subspan(first, size))
            most = std::max(most, std::abs(weight));
        if (most > 0.0F)
            largest.push_back(most);
    }
    if (largest.empty())
        return 0.0;
    const float bound = smallChannel * std::ranges::max(largest);
    const auto small = std::ranges::count_if(largest, [&](float most) { return most < bound; });
    return static_cast<double>(small) / static_cast<double>(largest.size());
}

std::vector<int> unevenLayers(const Network& network)
{
    std::vector<std::pair<double, int>> found;
    for (int layer = 0; layer < static_cast<int>(network.layers.size()); ++layer)
        if (const double share = smallChannels(network.layers[static_cast<std::size_t>(layer)]); share >= 0.5)
            found.emplace_back(-share, layer);
    std::ranges::sort(found);
    std::vector<int> layers;
    for (const auto& [share, layer] : found)
        layers.push_back(layer);
    return layers;
}

std::optional<std::string> adviceOnScales(const Network& network, const Settings& settings)
{
    if (settings.perChannel)
        return std::nullopt;
    const std::vector<int> layers = unevenLayers(network);
    if (layers.empty())
        return std::nullopt;
    const WeightLayer& worst = network.layers[static_cast<std::size_t>(layers.front())];
    const std::string which = layers.size() == 1 ? text("layer ", worst.name, " has")
                                                 : text(layers.size(), " layers, most of all ", worst.name, ", have");
    return text(
        which, " mostly channels whose weights are below 1/16 of the layer's largest (",
        std::lround(100.0 * smallChannels(worst)),
        " %): one scale for all of them leaves those few bits; with one scale per output channel each keeps all.");
}

} // namespace termscope
