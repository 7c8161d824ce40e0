#include "hwmodel/study/PlanCosts.h"

#include "core/base/Text.h"
#include "core/settings/ProvisionedPairs.h"
#include "hwmodel/energy/Energy.h"
#include "hwmodel/timing/LayerTiming.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double picojoulesOfMicrojoule = 1e6;

/// What term cells take of a layer: of a number format, groups of as many terms as its weights can have.
Result<TermMacConfig> cellsOf(const LayerPlan& plan, Skew skew)
{
    if (plan.method != Method::Format)
        return termMacConfig(plan.settings, plan.method == Method::Revealed ? TermMode::Revealed : TermMode::Quantized,
                             skew);
    const std::optional<double> terms = termsOfFormat(plan.settings);
    if (!terms)
        return fail(plan.settings.format,
                    ": expected a format whose weights are terms, found one of whole bit columns");
    Settings settings = plan.settings;
    settings.budget = std::min(maximumBudget(settings.groupSize),
                               static_cast<int>(std::lround(*terms * settings.groupSize)));
    return termMacConfig(settings, TermMode::Revealed, skew);
}

Result<double> costOfLayer(const LayerShape& shape, const LayerPlan& plan, const ArrayCostConfig& config)
{
    if (plan.method == Method::Float)
        return 0.0;
    const Result<TermMacConfig> cells = cellsOf(plan, config.skew);
    if (!cells)
        return tl::unexpected(cells.error());
    const TimingConfig timing{config.array, MacKind::Term, *cells, std::nullopt};
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

Result<double> costOfPlan(const PlanCost& cost, const NetworkPlan& plan)
{
    double sum = 0.0;
    for (int layer = 0; layer < plan.size(); ++layer) {
        const Result<double> own = cost.ofLayer(plan, layer);
        if (!own)
            return own;
        sum += *own;
    }
    return sum;
}

} // namespace termscope
