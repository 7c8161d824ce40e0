#include "core/settings/LayerRules.h"

#include "core/base/Index.h"
#include "core/base/Suggest.h"
#include "core/base/Text.h"

#include <algorithm>

namespace termscope {

Result<LayerRule> parseLayerRule(std::string_view rule)
{
    const std::size_t colon = rule.rfind(':');
    if (colon == std::string_view::npos || colon == 0)
        return fail("expected a layer and its settings such as fc1:k=8,s=2, found ",
                    rule.empty() ? "nothing" : inQuotes(rule));
    const std::string_view name = rule.substr(0, colon);
    const Result<LayerOverride> layer = parseLayerOverride(rule.substr(colon + 1));
    if (!layer)
        return fail("layer ", inQuotes(name), ": ", layer.error().message);
    return LayerRule{std::string(name), *layer};
}

bool matches(std::string_view pattern, std::string_view name)
{
    if (pattern == name)
        return true;
    // Where a mismatch is met, the last star takes one more character.
    std::size_t star = std::string_view::npos;
    std::size_t taken = 0;
    std::size_t p = 0;
    std::size_t n = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

Result<LayerOverrides> overridesOf(const Network& network, std::span<const LayerRule> rules)
{
    LayerOverrides overrides;
    for (const LayerRule& rule : rules) {
        const std::optional<int> exact = findLayer(network, rule.name);
        bool found = false;
        for (const WeightLayer& layer : network.layers) {
            const bool meant = exact ? &layer == &network.layers[at(*exact)]
                                     : matches(rule.name, layer.name)
                                           || (!layer.formerName.empty() && matches(rule.name, layer.formerName));
            if (!meant)
                continue;
            found = true;
            overrides[layer.name] = combined(overrides[layer.name], rule.layer);
        }
        if (found)
            continue;
        const std::string where = rule.from.empty() ? network.name : text(rule.from, ": ", network.name);
        if (network.layers.empty())
            return fail(where, ": has no layer ", inQuotes(rule.name), ", nor any other");
        if (rule.name.find('*') != std::string::npos)
            return fail(where, ": has no layer like ", inQuotes(rule.name), "; the first one is ",
                        inQuotes(network.layers[0].name));
        std::vector<std::string> names;
        for (const WeightLayer& layer : network.layers)
            names.push_back(layer.name);
        return fail(where, ": has no layer ", inQuotes(rule.name), "; did you mean ",
                    inQuotes(nearest(rule.name, names)), "?");
    }
    return overrides;
}

} // namespace termscope
