#include "core/evaluate/StoredBits.h"

#include "core/quant/WeightFormat.h"
#include "core/run/QuantizedLayer.h"

#include <algorithm>
#include <bit>

namespace termscope {
namespace {

constexpr double floatBits = 32.0;

int log2Up(int count)
{
    return count <= 1 ? 0 : static_cast<int>(std::bit_width(static_cast<unsigned>(count - 1)));
}

/// Of revealed weights: their terms, or the integers themselves.
double bitsOfRevealed(const Settings& settings, std::int64_t inputs)
{
    const auto group = static_cast<int>(std::min<std::int64_t>(settings.groupSize, inputs));
    const double term = log2Up(settings.weightBits) + 1 + log2Up(group);
    return std::min<double>(settings.weightBits, settings.budget * term / group);
}

} // namespace

double storedBits(const WeightLayer& layer, const LayerPlan& plan)
{
    if (layer.isAttention())
        return 0.0;
    const auto weights = static_cast<double>(layer.weight.size());
    const Settings& settings = plan.settings;
    if (plan.method == Method::Float)
        return floatBits * weights;
    if (plan.method == Method::Format)
        return findWeightFormat(settings.format)
            ->storedBits(layer.outputs() * kernelPositions(layer), layer.inputs(), layer.outputs(),
                         settings.perChannel);
    const bool given = settings.source == Source::Given && layer.given;
    const double scales = given                 ? static_cast<double>(layer.given->scales.size())
                          : settings.perChannel ? static_cast<double>(layer.outputs())
                                                : 1.0;
    const double bits = plan.method == Method::Revealed ? bitsOfRevealed(settings, layer.inputs())
                                                        : settings.weightBits;
    return bits * weights + floatBits * scales;
}

double storedBits(const Network& network, const NetworkPlan& plan)
{
    double bits = 0.0;
    for (std::size_t i = 0; i < network.layers.size(); ++i)
        bits += network.layers[i].sharesWith ? 0.0 : storedBits(network.layers[i], plan[static_cast<int>(i)]);
    return bits;
}

double bitsPerWeight(const Network& network, const NetworkPlan& plan)
{
    double weights = 0.0;
    for (const WeightLayer& layer : network.layers)
        weights += layer.isAttention() || layer.sharesWith ? 0.0 : static_cast<double>(layer.weight.size());
    return weights == 0.0 ? 0.0 : storedBits(network, plan) / weights;
}

} // namespace termscope
