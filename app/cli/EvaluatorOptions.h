// The options that say what a network is evaluated on, and the evaluator that they give: what sweep and the studies
// ask for alike.
#pragma once

#include "app/cli/DataOptions.h"
#include "app/cli/Inputs.h"
#include "app/cli/TextOptions.h"
#include "core/evaluate/Evaluator.h"
#include "core/evaluate/TextConfig.h"
#include "core/sweep/SweepRecord.h"

namespace termscope::cli {

struct EvaluatorOptions {
    DataOptions data;
    TextOptions text;
    std::optional<std::int64_t> limit;
    std::optional<std::int64_t> memory; ///< MB of decoded images
};

/// Adds those of addDataOptions and addTextOptions.
void addWorkloadOptions(CLI::App& app, EvaluatorOptions& options);
/// Adds --limit and --memory.
void addLimitOptions(CLI::App& app, EvaluatorOptions& options);

/// What is wrong with the options themselves, before any file is read.
Outcome checkEvaluatorOptions(const EvaluatorOptions& options, const NetworkChoice& network);

/// The files the options name, and the network's: what must not be overwritten.
std::vector<std::filesystem::path> filesOf(const EvaluatorOptions& options, const NetworkChoice& network);

/// An evaluator, and what it evaluates on: images or a text.
struct OpenedEvaluator {
    std::unique_ptr<Evaluator> evaluator;
    DatasetPtr images = nullptr;
    std::shared_ptr<const TokenText> text = nullptr;

    /// Says on standard error which images of a stream the last evaluation left out.
    void warnOfSkipped() const;
};

/// Prints the network's and the data's warnings on standard error. Errors: the data cannot be read, or do not fit.
/// Range: options that passed checkEvaluatorOptions.
Result<OpenedEvaluator> openEvaluator(const EvaluatorOptions& options, const NetworkChoice& choice,
                                      const NetworkPtr& network, const Settings& settings);

/// How a text is read.
TextConfig textConfigOf(const EvaluatorOptions& options);

/// What results that are kept must be of: network, data and limit. Cost: a pass over all of them.
SweepIdentity identityOf(const EvaluatorOptions& options, const OpenedEvaluator& opened);

} // namespace termscope::cli
