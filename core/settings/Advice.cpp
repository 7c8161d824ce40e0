#include "core/settings/Advice.h"

#include "core/base/Translatable.h"
#include "core/settings/ProvisionedPairs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

enum Sentence : std::size_t { KeepsAllWeights, MostBecomeZero, KeepsAllData, NothingSaved, GroupsOfOne };

constexpr std::array<std::string_view, 5> patterns{
    TERMSCOPE_TRANSLATABLE(
        "core", "k = %1 keeps every term that %2 weights of %3 bits can have (at most %4): no weight changes."),
    TERMSCOPE_TRANSLATABLE("core", "k = %1 leaves less than one term for two weights: most of them become zero."),
    TERMSCOPE_TRANSLATABLE(
        "core", "s = %1 keeps every term that data of %2 bits can have (at most %3): no activation changes."),
    TERMSCOPE_TRANSLATABLE("core",
                           "s·k/g = %1 is no less than what plain quantization reserves (%2): nothing is saved."),
    TERMSCOPE_TRANSLATABLE(
        "core",
        "g = 1 gives every weight the same number of terms; larger groups let the large ones borrow from the small."),
};

} // namespace

std::span<const std::string_view> advicePatterns()
{
    return patterns;
}

std::vector<Message> advice(const Settings& settings)
{
    std::vector<Message> sentences;
    const auto say = [&](Sentence sentence, std::vector<Message::Value> values) {
        sentences.push_back({patterns[sentence], std::move(values)});
    };
    const int perWeight = mostTerms(settings, settings.weightBits);
    const int perDatum = mostTerms(settings, settings.dataBits);
    if (settings.budget >= settings.groupSize * perWeight)
        say(KeepsAllWeights,
            {settings.budget, settings.groupSize, settings.weightBits, settings.groupSize * perWeight});
    else if (2 * settings.budget < settings.groupSize)
        say(MostBecomeZero, {settings.budget});
    if (settings.dataTerms >= perDatum && settings.dataTerms > 0)
        say(KeepsAllData, {settings.dataTerms, settings.dataBits, perDatum});
    const double quantized = provisionedPairs(Method::Quantized, settings);
    if (provisionedPairs(Method::Revealed, settings) >= quantized)
        say(NothingSaved, {provisionedDataTerms(settings) * settings.alpha(), std::llround(quantized)});
    if (settings.groupSize == 1 && settings.budget < perWeight)
        say(GroupsOfOne, {});
    return sentences;
}

} // namespace termscope
