#include "app/pages/SearchTexts.h"

#include "app/pages/SearchPane.h"
#include "widgets/language/Numbers.h"

#include <algorithm>
#include <cmath>

namespace termscope {

QString planScoreText(double value, ScoreKind kind)
{
    const QString figure = std::isinf(value) ? QStringLiteral("∞") : numberText(value, 'f', 2);
    return kind == ScoreKind::Perplexity ? figure
           : kind == ScoreKind::Sqnr     ? SearchPane::tr("%1 dB").arg(figure)
                                         : SearchPane::tr("%1 %").arg(figure);
}

QString axisOfScore(ScoreKind kind)
{
    switch (kind) {
    case ScoreKind::Top1: return SearchPane::tr("top-1 accuracy (%)");
    case ScoreKind::Agreement: return SearchPane::tr("agreement with float (%)");
    case ScoreKind::Sqnr: return SearchPane::tr("SQNR of the outputs (dB, more is better)");
    case ScoreKind::Perplexity: break;
    }
    return SearchPane::tr("perplexity (less is better)");
}

QString searchedColumn(ScoreKind kind)
{
    return kind == ScoreKind::Perplexity ? SearchPane::tr("searched")
           : kind == ScoreKind::Sqnr     ? SearchPane::tr("searched dB")
                                         : SearchPane::tr("searched %");
}

QString scoredColumn(ScoreKind kind)
{
    return kind == ScoreKind::Perplexity ? SearchPane::tr("scored")
           : kind == ScoreKind::Sqnr     ? SearchPane::tr("scored dB")
                                         : SearchPane::tr("scored %");
}

QString planCostText(double cost)
{
    return cost < 1000.0 ? numberText(cost, 'g', 4) : countText(static_cast<std::int64_t>(cost + 0.5));
}

QString costColumn(CostKind kind)
{
    switch (kind) {
    case CostKind::Pairs: return SearchPane::tr("pairs");
    case CostKind::Cycles: return SearchPane::tr("cycles");
    case CostKind::Energy: break;
    }
    return SearchPane::tr("µJ");
}

QString costAxis(const SearchStudy& study)
{
    const QString array = SearchPane::tr("%1×%2 term cells, %3 images at once")
                              .arg(study.array.rows)
                              .arg(study.array.columns)
                              .arg(study.array.samples);
    switch (study.choice.cost) {
    case CostKind::Pairs: return SearchPane::tr("provisioned term pairs per multiply-accumulate");
    case CostKind::Cycles: return SearchPane::tr("cycles, %1").arg(array);
    case CostKind::Energy: break;
    }
    return SearchPane::tr("energy by the model (µJ), %1").arg(array);
}

QString pointName(const PlanPoint& point, PlanSeries series, int index)
{
    if (series == PlanSeries::Plans)
        return SearchPane::tr("plan %1").arg(index + 1);
    if (point.method == Method::Quantized)
        return SearchPane::tr("QT, %1 bits").arg(point.settings.weightBits);
    const QString dataTerms = point.settings.dataTerms == 0 ? SearchPane::tr("all")
                                                            : QString::number(point.settings.dataTerms);
    if (point.groupVaries)
        return SearchPane::tr("TR, g = %1, k = %2, s = %3")
            .arg(point.settings.groupSize)
            .arg(point.settings.budget)
            .arg(dataTerms);
    return SearchPane::tr("TR, k = %1, s = %2").arg(point.settings.budget).arg(dataTerms);
}

const std::vector<PlanPoint>& pointsOf(const SearchStudy& study, PlanSeries series)
{
    return series == PlanSeries::Plans ? study.front : series == PlanSeries::Uniform ? study.uniform : study.quantized;
}

LayerOverrides planOf(const PlanPoint& point, const Network& network)
{
    LayerOverrides layers = point.settings.layers;
    const NetworkPlan plan(network, point.method, point.settings);
    for (int layer = 0; layer < plan.size(); ++layer) {
        const LayerPlan& runs = plan[layer];
        LayerOverride& own = layers[network.layers[static_cast<std::size_t>(layer)].name];
        if (runs.method == Method::Revealed) {
            own.method = Method::Revealed;
            if (runs.settings.groupSize != Settings{}.groupSize)
                own.groupSize = runs.settings.groupSize;
            own.budget = runs.settings.budget;
            own.dataTerms = runs.settings.dataTerms;
        } else if (runs.method == Method::Quantized) {
            own = {};
            own.method = Method::Quantized;
            own.weightBits = runs.settings.weightBits;
            own.dataBits = runs.settings.dataBits;
        }
    }
    std::erase_if(layers, [](const auto& each) { return each.second == LayerOverride{}; });
    return layers;
}

Settings sessionSettingsOf(const PlanPoint& point, const Network& network)
{
    Settings settings = point.settings;
    if (point.method == Method::Quantized)
        settings.layers = planOf(point, network);
    return settings;
}

QString rangeText(const SampleRange& range)
{
    return SearchPane::tr("%1 to %2").arg(countText(range.first), countText(range.first + range.count - 1));
}

} // namespace termscope
