#include "core/evaluate/Plausibility.h"

#include "core/base/Text.h"

#include <array>
#include <cstdio>

namespace termscope {
namespace {

/// Of what the confidence says, the share below which the accuracy is not believed. ResNet-20 on CIFAR-10 with "raw" has
/// 0.48 of it, the fixture residual.onnx with another mean 0.33.
constexpr double leastShare = 0.8;

std::string percent(double value, int decimals)
{
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f %%", decimals, value);
    return buffer.data();
}

} // namespace

Plausibility plausibilityOf(const Evaluation& floats)
{
    Plausibility found;
    if (floats.workload != Workload::Images || floats.method != Method::Float || floats.fidelity || floats.classes < 2
        || floats.evaluated < leastToTell || floats.judged() == 0)
        return found;
    const Interval share = wilsonInterval(floats.correct, floats.judged());
    found.top1 = floats.top1();
    found.confidence = floats.meanConfidence();
    found.chance = 100.0 / static_cast<double>(floats.classes);
    if (100.0 * share.low <= found.chance)
        found.doubt = Doubt::AtChance;
    else if (100.0 * share.high < leastShare * found.confidence)
        found.doubt = Doubt::BelowConfidence;
    return found;
}

std::string toText(const Plausibility& found)
{
    switch (found.doubt) {
    case Doubt::None: break;
    case Doubt::AtChance:
        return text("float accuracy is ", percent(found.top1, 2), ", no better than guessing (",
                    percent(found.chance, 1), ")");
    case Doubt::BelowConfidence:
        return text("float accuracy is ", percent(found.top1, 2), ", far below the ", percent(found.confidence, 0),
                    " that the outputs' own confidence says");
    }
    return {};
}

} // namespace termscope
