// inspect --terms: one group of a layer's weights, value by value: what the file stores, and the terms.
#pragma once

#include "app/cli/Output.h"
#include "core/graph/Network.h"
#include "core/settings/Settings.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace termscope::cli {

struct TermsRequest {
    std::optional<std::string> layer; ///< its name
    std::optional<std::int64_t> row;  ///< of the layer in group order; 0 where it is not given
    std::optional<std::int64_t> group;
};

/// Adds --terms, --row and --group.
void addTermsOptions(CLI::App& app, TermsRequest& request);

/// What is wrong with the options themselves, before any file is read.
Outcome checkTermsOptions(const TermsRequest& request);

/// Prints the group as the page of terms shows it, as JSON where asked. `network`: quantizedNetwork. Errors: no such
/// layer, row or group; values that are not finite.
Outcome reportTerms(const TermsRequest& request, const Network& network, const Settings& settings, bool json,
                    Output& output);

} // namespace termscope::cli
