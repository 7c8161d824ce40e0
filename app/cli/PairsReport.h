// inspect --pairs: the term pairs per dot product of one layer, under QT and under TR.
#pragma once

#include "app/cli/DataOptions.h"
#include "app/cli/Inputs.h"
#include "app/cli/Output.h"
#include "core/settings/Settings.h"

namespace termscope::cli {

struct PairsRequest {
    std::optional<std::string> layer;    ///< its name
    std::optional<std::int64_t> samples; ///< images whose data are counted
    DataOptions images;
};

/// Adds --pairs, --images and the options of data.
void addPairsOptions(CLI::App& app, PairsRequest& request);

/// What is wrong with the options themselves, before any file is read. `others`: data are asked for beside pairs.
Outcome checkPairsOptions(const PairsRequest& request, bool others);

/// Counts and prints, as JSON where asked. Errors: no such layer, those of the data, of Evaluator::create and of
/// pairHistogram.
Outcome reportPairs(const PairsRequest& request, const NetworkPtr& network, const embedded::Example& example,
                    const Settings& settings, bool json, Output& output);

} // namespace termscope::cli
