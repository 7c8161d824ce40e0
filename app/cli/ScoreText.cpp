#include "app/cli/ScoreText.h"

#include "app/cli/TextTable.h"

#include <cmath>

namespace termscope::cli {

ScoreWords wordsOf(ScoreKind kind)
{
    switch (kind) {
    case ScoreKind::Agreement:
    case ScoreKind::Top1: break;
    case ScoreKind::Sqnr: return {"SQNR of the outputs", "sqnr_db", " dB", "samples"};
    case ScoreKind::Perplexity: return {"Perplexity", "perplexity", "", "tokens"};
    }
    return {"Top-1", "top1", " %", "images"};
}

std::string samplesOf(const Evaluation& evaluation)
{
    return evaluation.workload == Workload::Images && evaluation.arrays ? "samples"
                                                                        : wordsOf(evaluation.scoreKind()).samples;
}

std::string scoreText(const Evaluation& evaluation)
{
    const double score = scoreOf(evaluation);
    return std::isinf(score) ? score > 0.0 ? "∞" : "-∞" : fixed(score, 2);
}

Json scoreJson(const Evaluation& evaluation)
{
    const double score = evaluation.evaluated == 0 ? 0.0 : scoreOf(evaluation);
    return evaluation.evaluated > 0 && std::isfinite(score) ? Json(score) : Json(nullptr);
}

} // namespace termscope::cli
