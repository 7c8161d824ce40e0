#include "core/study/SearchFronts.h"

#include "core/base/Text.h"
#include "core/files/Lines.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace termscope {

void keepFront(std::vector<SearchPoint>& points)
{
    std::ranges::stable_sort(points, {}, [](const SearchPoint& p) { return std::pair(p.cost, -goodness(p.searched)); });
    double best = -std::numeric_limits<double>::infinity();
    std::vector<SearchPoint> front;
    for (SearchPoint& point : points)
        if (goodness(point.searched) > best) {
            best = goodness(point.searched);
            front.push_back(std::move(point));
        }
    points = std::move(front);
}

double goodness(const Evaluation& evaluation)
{
    switch (evaluation.scoreKind()) {
    case ScoreKind::Perplexity: return -evaluation.perplexity();
    case ScoreKind::Sqnr: return -100.0 * evaluation.fidelity->noiseShare();
    case ScoreKind::Top1:
    case ScoreKind::Agreement: break;
    }
    return evaluation.top1();
}

std::optional<double> gainOver(const SearchPoint& plan, std::span<const SearchPoint> uniform, double slack)
{
    std::optional<double> cheapest;
    for (const SearchPoint& point : uniform)
        if (goodness(point.scored) >= goodness(plan.scored) - slack && (!cheapest || point.cost < *cheapest))
            cheapest = point.cost;
    return cheapest && plan.cost > 0.0 ? std::optional(*cheapest / plan.cost) : std::nullopt;
}

std::string searchCsv(const SearchResult& result)
{
    std::string csv =
        "front,cost,search_score,score,method,weight_bits,data_bits,group_size,budget,data_terms,layers\n";
    const auto add = [&](const char* front, const SearchPoint& point, bool isPlan) {
        const Settings& s = point.settings;
        const bool revealed = point.method == Method::Revealed && !isPlan;
        csv += text(front, ',', shortestText(point.cost), ',', shortestText(scoreOf(point.searched)), ',',
                    shortestText(scoreOf(point.scored)), ',', nameOf(point.method), ',', s.weightBits, ',', s.dataBits,
                    ',', s.groupSize, ',', revealed ? text(s.budget) : "", ',', revealed ? text(s.dataTerms) : "", ',',
                    csvCell(toText(s.layers)), '\n');
    };
    for (const SearchPoint& point : result.front)
        add("plan", point, true);
    for (const SearchPoint& point : result.uniform)
        add("uniform", point, false);
    return csv;
}

} // namespace termscope
