// The options that say which text a language model is judged by, and how it becomes tokens.
#pragma once

#include "app/cli/DataOptions.h"
#include "app/cli/Inputs.h"
#include "core/data/text/TokenText.h"
#include "core/evaluate/TokenOrder.h"

namespace termscope::cli {

struct TextOptions {
    std::optional<std::string> tokens;
    std::optional<std::string> vocabulary;
    std::optional<std::string> unknown; ///< "unk" or "refuse"
    std::optional<std::int64_t> streams;
    std::optional<std::int64_t> window;
    std::optional<std::string> order; ///< a name of TokenOrder

    /// 0: the usual one.
    std::int64_t windowSteps() const { return window.value_or(0); }
    std::int64_t streamCount() const { return streams.value_or(10); }
    TokenOrder tokenOrder() const { return tokenOrderOf(order.value_or("")).value_or(TokenOrder::FoundOut); }
    bool refuseUnknown() const { return unknown == "refuse"; }
};

/// Adds --tokens, --vocabulary, --unknown-tokens, --streams, --window and --token-order.
void addTextOptions(CLI::App& app, TextOptions& options);

/// Whether a text is asked for: by --tokens, or by an example whose data are text.
bool asksForText(const TextOptions& options, const DataOptions& images, const NetworkChoice& network);

/// What is wrong with the options themselves, and with options of images and of text side by side, before any file is
/// read.
Outcome checkTextOptions(const TextOptions& options, const DataOptions& images, const NetworkChoice& network);

/// The text as tokens, or the example's. Its own text beside an example has the numbers of the example's vocabulary.
/// Errors: those of readTokens.
Result<std::shared_ptr<const TokenText>> openText(const TextOptions& options, const NetworkChoice& network);

/// Says on standard error how many tokens are not known, and that a text numbers its own tokens.
void printWarnings(const TextOptions& options, const NetworkChoice& network, const TokenText& tokens);

/// The files the options name: what must not be overwritten.
std::vector<std::filesystem::path> filesOf(const TextOptions& options);

} // namespace termscope::cli
