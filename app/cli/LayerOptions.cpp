#include "app/cli/LayerOptions.h"

#include "app/cli/Options.h"

namespace termscope::cli {

void addLayerRules(CLI::App& app, std::vector<LayerRule>& rules)
{
    const auto set = [&rules](const std::vector<std::string>& occurrences) {
        for (const std::string& occurrence : occurrences) {
            const Result<LayerRule> rule = parseLayerRule(occurrence);
            if (!rule)
                throw CLI::ValidationError("--layer: " + rule.error().message);
            rules.push_back(*rule);
        }
    };
    app.add_option_function<std::vector<std::string>>(
           "--layer", set,
           "What a layer has of its own, such as fc1:bits=6,k=10 or conv1:float; a * in the name stands for any "
           "characters, and "
           "the option may be given several times. float: the layer runs in float32; qt: it is not revealed; tr: it "
           "is, whatever the "
           "default; given, requantize: the integers of a layer that the file quantizes, or others; bits, weight-bits, "
           "data-bits, g, k, s: its own settings, of which g, k and s reveal it.")
        ->type_name("NAME:SETTINGS")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

Outcome applyLayerRules(Settings& settings, const std::vector<LayerRule>& rules, const Network& network)
{
    Result<LayerOverrides> overrides = overridesOf(network, rules);
    if (!overrides)
        return badInput("--layer: ", overrides.error().message);
    settings.layers = std::move(*overrides);
    if (const Result<void> checked = checkSettings(settings); !checked)
        return badInput("--layer: ", checked.error().message);
    return {};
}

Json overridesJson(const LayerOverrides& overrides)
{
    Json json = Json::object();
    for (const auto& [name, layer] : overrides)
        json[name] = termscope::toText(layer);
    return json;
}

} // namespace termscope::cli
