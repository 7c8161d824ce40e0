// Overrides as a user writes them, "layer1.*:bits=6,k=10", and the layers of a network that they are for.
#pragma once

#include "core/graph/Network.h"
#include "core/settings/LayerOverride.h"

#include <span>

namespace termscope {

/// `name` is that of a layer; a * in it stands for any characters, none too.
struct LayerRule {
    std::string name;
    LayerOverride layer;
    std::string from = {}; ///< where it was said, "--plan: net.plan.json"; opens the sentence about it
};

/// Reads "NAME:WORDS"; names may hold colons: the last one counts. Errors: no colon, and those of parseLayerOverride.
Result<LayerRule> parseLayerRule(std::string_view rule);

/// Whether the layer's name is the pattern, or is of its kind.
bool matches(std::string_view pattern, std::string_view name);

/// The overrides of a network's layers; later rules are laid over earlier ones. Error: a rule for no layer, with the
/// name nearest to it.
Result<LayerOverrides> overridesOf(const Network& network, std::span<const LayerRule> rules);

} // namespace termscope
