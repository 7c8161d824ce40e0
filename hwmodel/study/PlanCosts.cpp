#include "hwmodel/study/PlanCosts.h"

#include "core/base/Text.h"
#include "hwmodel/energy/Energy.h"
#include "hwmodel/timing/LayerTiming.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr double picojoulesOfMicrojoule = 1e6;

Result<double> costOfLayer(const LayerShape& shape, const LayerPlan& plan, const ArrayCostConfig& config)
{
    if (plan.method == Method::Float)
        return 0.0;
    const TermMode mode = plan.method == Method::Revealed ? TermMode::Revealed : TermMode::Quantized;
    const TimingConfig timing{config.array, MacKind::Term, termMacConfig(plan.settings, mode, config.skew),
                              std::nullopt};
    const Result<LayerTiming> timed = timeLayer(shape, timing);
    if (!timed)
        return tl::unexpected(timed.error());
    if (config.cost == ArrayCost::Cycles)
        return static_cast<double>(timed->cycles);
    return energyOf(*timed, operationsOf(shape, timing), timing, config.costs).total() / picojoulesOfMicrojoule;
}

} // namespace

Result<PlanCost> planCostOn(const Network& network, const ArrayCostConfig& config)
{
    NetworkShapes shapes = shapesOf(network, config.samples);
    if (shapes.shapes.empty())
        return fail(network.name, ": expected layers with weights, found none whose size is known");
    const std::string unit = text(config.cost == ArrayCost::Cycles ? "cycles" : "µJ", " for ", config.samples,
                                  config.samples == 1 ? " sample on " : " samples on ", config.array.rows, "×",
                                  config.array.columns, " term cells, ", nameOf(config.array.dataflow));
    return PlanCost{unit, [shapes = std::move(shapes), config](const NetworkPlan& plan, int layer) -> Result<double> {
                        const auto found = std::ranges::find(shapes.layers, layer);
                        if (found == shapes.layers.end())
                            return 0.0;
                        return costOfLayer(shapes.shapes[static_cast<std::size_t>(found - shapes.layers.begin())],
                                           plan[layer], config);
                    }};
}

} // namespace termscope
