// --layer: what single layers have of their own, on the verbs that work on a network.
#pragma once

#include "app/cli/JsonText.h"
#include "app/cli/Outcome.h"
#include "core/settings/LayerRules.h"
#include "core/settings/Settings.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace termscope::cli {

/// Adds --layer, which may be given several times.
void addLayerRules(CLI::App& app, std::vector<LayerRule>& rules);

/// Puts the rules into the settings of a network that is open. Errors: a rule for no layer; a budget of a layer that
/// does not fit its group size.
Outcome applyLayerRules(Settings& settings, const std::vector<LayerRule>& rules, const Network& network);

/// {"fc1":"k=10,s=2"}
Json overridesJson(const LayerOverrides& overrides);

} // namespace termscope::cli
