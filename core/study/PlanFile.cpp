#include "core/study/PlanFile.h"

#include <nlohmann/json.hpp>

namespace termscope {

std::string planText(const LayerOverrides& layers)
{
    using Json = nlohmann::ordered_json;
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
    return plan.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace termscope
