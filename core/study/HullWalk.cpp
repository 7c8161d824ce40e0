#include "core/study/HullWalk.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace termscope {
namespace {

struct Step {
    double slope = 0.0; ///< damage gained for each unit of cost saved
    std::size_t to = 0;
};

/// The step of one thing down its convex hull from where it is; none where nothing is cheaper.
std::optional<Step> nextStep(const std::vector<Choice>& choices, std::size_t now)
{
    std::optional<Step> best;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const double saved = choices[now].cost - choices[i].cost;
        if (saved <= 0.0)
            continue;
        const double slope = (choices[i].damage - choices[now].damage) / saved;
        if (!best || slope < best->slope || (slope == best->slope && choices[i].cost < choices[best->to].cost))
            best = Step{slope, i};
    }
    return best;
}

} // namespace

std::vector<Chosen> walkHull(std::span<const std::vector<Choice>> things)
{
    Chosen now;
    for (const std::vector<Choice>& choices : things)
        now.push_back(static_cast<std::size_t>(
            std::ranges::min_element(choices, {}, [](const Choice& c) { return std::pair(c.damage, c.cost); })
            - choices.begin()));
    std::vector<Chosen> walk{now};
    while (true) {
        std::optional<Step> best;
        std::size_t thing = 0;
        for (std::size_t i = 0; i < things.size(); ++i)
            if (const auto next = nextStep(things[i], now[i]); next && (!best || next->slope < best->slope)) {
                best = next;
                thing = i;
            }
        if (!best)
            return walk;
        now[thing] = best->to;
        walk.push_back(now);
    }
}

} // namespace termscope
