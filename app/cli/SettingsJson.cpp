#include "app/cli/SettingsJson.h"

#include "app/cli/LayerOptions.h"
#include "core/study/PlanFile.h"

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
    return Json::parse(planText(layers));
}

} // namespace termscope::cli
