// Settings as the tool's JSON tells them.
#pragma once

#include "app/cli/JsonText.h"
#include "core/settings/NetworkPlan.h"

namespace termscope::cli {

/// {"method":"tr","weight_bits":8,…,"layers":{"fc1":"k=10"}}: every setting by its key; `layers` where there are any.
Json settingsJson(Method method, const Settings& settings);

/// What a plan says of its layers: {"fc1":{"method":"tr","k":10,"s":2},…}, keys as in --layer.
Json planJson(const LayerOverrides& layers);

} // namespace termscope::cli
