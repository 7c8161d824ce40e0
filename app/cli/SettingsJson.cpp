#include "app/cli/SettingsJson.h"

#include "app/cli/LayerOptions.h"

namespace termscope::cli {

Json settingsJson(Method method, const Settings& settings)
{
    Json json{{"method", nameOf(method)}};
    for (const SettingInfo& info : settingsTable()) {
        const int value = info.get(settings);
        json[info.key] = info.choices.empty() ? Json(value) : Json(info.choices[static_cast<std::size_t>(value)].name);
    }
    if (!settings.layers.empty())
        json["layers"] = overridesJson(settings.layers);
    return json;
}

Json planJson(const LayerOverrides& layers)
{
    Json plan = Json::object();
    for (const auto& [name, layer] : layers) {
        Json& own = plan[name] = Json::object();
        const auto add = [&](const char* key, const std::optional<int>& value) {
            if (value)
                own[key] = *value;
        };
        if (layer.method)
            own["method"] = nameOf(*layer.method);
        if (layer.source)
            own["source"] = nameOf(*layer.source);
        add("weight-bits", layer.weightBits);
        add("data-bits", layer.dataBits);
        add("g", layer.groupSize);
        add("k", layer.budget);
        add("s", layer.dataTerms);
    }
    return plan;
}

} // namespace termscope::cli
