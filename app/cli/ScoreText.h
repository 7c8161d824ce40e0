// What scores are called in the tool's tables and JSON, and how they are written.
#pragma once

#include "app/cli/JsonText.h"
#include "core/evaluate/Evaluation.h"

#include <string>

namespace termscope::cli {

/// What a score is called.
struct ScoreWords {
    const char* title;   ///< "Top-1"
    const char* key;     ///< "top1", in JSON
    const char* unit;    ///< " %", behind a figure
    const char* samples; ///< "images", what are scored: in JSON
};

ScoreWords wordsOf(ScoreKind kind);

/// What was scored, in a caption: "images", "samples" of arrays, "tokens".
std::string samplesOf(const Evaluation& evaluation);

/// The score with two digits; "∞" of what does not differ from float.
std::string scoreText(const Evaluation& evaluation);

/// JSON knows no infinity: null, as where nothing was evaluated.
Json scoreJson(const Evaluation& evaluation);

} // namespace termscope::cli
