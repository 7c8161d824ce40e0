// inspect --outputs: what a network gives in float32, as a file.
#pragma once

#include "app/cli/DataOptions.h"
#include "app/cli/Inputs.h"
#include "app/cli/Output.h"

#include <CLI/CLI.hpp>

namespace termscope::cli {

struct OutputsRequest {
    std::optional<std::string> out;
    std::optional<std::int64_t> samples; ///< the first so many; none for all
    DataOptions data;
};

/// Adds --outputs. The options of data are those of --pairs.
void addOutputsOptions(CLI::App& app, OutputsRequest& request);

/// Runs the network on the data and writes the file. Errors: those of the data and of fileOutputs; the file cannot be
/// written.
Outcome writeOutputs(const OutputsRequest& request, const NetworkPtr& network, const NetworkChoice& choice, bool json,
                     Output& output);

} // namespace termscope::cli
