// --layer: what single layers have of their own, on the verbs that work on a network.
#pragma once

#include "app/cli/JsonText.h"
#include "app/cli/Outcome.h"
#include "core/settings/LayerRules.h"
#include "core/settings/Settings.h"

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace termscope::cli {

/// The rules of a plan, a JSON object by layer: {"fc1":{"method":"tr","k":8,"s":2},"fc2":"bits=6"}. Errors: those of
/// parseJsonObject and parseLayerOverride, with file and layer.
Result<std::vector<LayerRule>> readPlan(const std::filesystem::path& file);

/// Adds --layer, which may be given several times, and --plan.
void addLayerRules(CLI::App& app, std::vector<LayerRule>& rules);

/// Adds the rules of one side under another name, without --plan.
void addLayerRulesOfSide(CLI::App& app, const std::string& name, std::vector<LayerRule>& rules);

/// Adds --plan alone; what it says comes before other rules.
void addPlan(CLI::App& app, std::vector<LayerRule>& rules);

/// Puts the rules into the settings of a network that is open. Errors: a rule for no layer; a budget of a layer that
/// does not fit its group size.
Outcome applyLayerRules(Settings& settings, const std::vector<LayerRule>& rules, const Network& network);

/// {"fc1":"k=10,s=2"}
Json overridesJson(const LayerOverrides& overrides);

} // namespace termscope::cli
