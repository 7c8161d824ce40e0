#include "core/sweep/CurveAdvice.h"

#include "core/base/Translatable.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

struct Cure {
    Method method;
    std::string_view pattern;
    bool (*isMissing)(const Settings& settings);
};

bool isPerTensor(const Settings& settings)
{
    return !settings.perChannel;
}

bool isByMaximum(const Settings& settings)
{
    return settings.calibration == Calibration::Max;
}

bool hasFewDataTerms(const Settings& settings)
{
    return settings.dataTerms == 1 || settings.dataTerms == 2;
}

constexpr std::array<std::string_view, 5> cureSentences{
    TERMSCOPE_TRANSLATABLE("core",
                           "Every point of QT lies far below float. Known to cure it: Weight scale, per channel."),
    TERMSCOPE_TRANSLATABLE("core",
                           "Every point of TR lies far below float. Known to cure it: Weight scale, per channel."),
    TERMSCOPE_TRANSLATABLE(
        "core", "Every point of QT lies far below float. Known to cure it: Calibration, least squared error."),
    TERMSCOPE_TRANSLATABLE(
        "core", "Every point of TR lies far below float. Known to cure it: Calibration, least squared error."),
    TERMSCOPE_TRANSLATABLE("core", "Every point of TR lies far below float. Known to cure it: Data terms, 3 or more."),
};

constexpr std::array cures{
    Cure{Method::Quantized, cureSentences[0], isPerTensor},    Cure{Method::Revealed, cureSentences[1], isPerTensor},
    Cure{Method::Quantized, cureSentences[2], isByMaximum},    Cure{Method::Revealed, cureSentences[3], isByMaximum},
    Cure{Method::Revealed, cureSentences[4], hasFewDataTerms},
};

bool isFarBelow(const SweepRow& row, const SweepRow& reference)
{
    if (row.text && reference.text)
        return row.text->perplexity > manyTimes * reference.text->perplexity;
    if (scoreKindOf(row) == ScoreKind::Sqnr)
        return row.fidelity->sqnr() < littleSqnr;
    return row.top1() < reference.top1() - farBelow;
}

} // namespace

std::span<const std::string_view> curveAdvicePatterns()
{
    return cureSentences;
}

std::vector<Message> adviceOnCurve(std::span<const SweepRow> rows)
{
    std::vector<Message> sentences;
    const auto reference = std::ranges::find(rows, Method::Float, &SweepRow::method);
    if (reference == rows.end())
        return sentences;
    for (const Method method : {Method::Quantized, Method::Revealed}) {
        const auto isGood = [&](const SweepRow& row) { return row.method == method && !isFarBelow(row, *reference); };
        const auto any = std::ranges::find(rows, method, &SweepRow::method);
        if (any == rows.end() || std::ranges::any_of(rows, isGood))
            continue;
        const auto helps = [&](const Cure& cure) { return cure.method == method && cure.isMissing(any->settings); };
        if (const auto cure = std::ranges::find_if(cures, helps); cure != cures.end())
            sentences.push_back({cure->pattern, {}});
    }
    return sentences;
}

} // namespace termscope
