#include "core/settings/Settings.h"

#include "core/base/Text.h"
#include "core/settings/Advice.h"

#include <algorithm>
#include <charconv>

namespace termscope {
namespace {

template <auto Member>
int getMember(const Settings& settings)
{
    return static_cast<int>(settings.*Member);
}

template <auto Member>
void setMember(Settings& settings, int value)
{
    auto& member = settings.*Member;
    member = static_cast<std::remove_reference_t<decltype(member)>>(value);
}

template <auto Member>
SettingInfo row(std::string_view key, std::string_view title, std::string_view symbol, SettingKind kind, int minimum,
                int maximum, std::vector<SettingChoice> choices, std::string_view help)
{
    return {
        key, title, symbol, help, kind, minimum, maximum, std::move(choices), &getMember<Member>, &setMember<Member>};
}

template <auto Member>
SettingInfo integerRow(std::string_view key, std::string_view title, std::string_view symbol, int minimum, int maximum,
                       std::string_view help)
{
    return row<Member>(key, title, symbol, SettingKind::Integer, minimum, maximum, {}, help);
}

template <auto Member>
SettingInfo choiceRow(std::string_view key, std::string_view title, std::vector<SettingChoice> choices,
                      std::string_view help)
{
    const int last = static_cast<int>(choices.size()) - 1;
    return row<Member>(key, title, "", SettingKind::Choice, 0, last, std::move(choices), help);
}

/// A number that says how much is revealed.
template <auto Member>
SettingInfo revealingRow(std::string_view key, std::string_view title, std::string_view symbol, int minimum,
                         int maximum, std::string_view help)
{
    SettingInfo info = integerRow<Member>(key, title, symbol, minimum, maximum, help);
    info.ofRevealing = true;
    return info;
}

std::vector<SettingChoice> encodingChoices()
{
    std::vector<SettingChoice> choices;
    for (const Encoding encoding : allEncodings)
        choices.push_back({nameOf(encoding), titleOf(encoding)});
    return choices;
}

std::vector<SettingInfo> makeTable()
{
    return {
        integerRow<&Settings::weightBits>("weight_bits", "Weight bits", "b_w", smallestBits, largestBits,
                                          "Bits of a quantized weight, its sign included."),
        choiceRow<&Settings::encoding>(
            "encoding", "Encoding", encodingChoices(),
            "How magnitudes are written as signed powers of two; HESE needs the fewest terms."),
        revealingRow<&Settings::groupSize>(
            "group_size", "Group size", "g", 1, largestGroupSize,
            "Weights that share one term budget: consecutive values along the reduction."),
        revealingRow<&Settings::budget>("budget", "Term budget", "k", 1, maximumBudget(largestGroupSize),
                                        "Terms kept in every group of weights, the largest ones first."),
        choiceRow<&Settings::perChannel>("per_channel", "Weight scale",
                                         {{"false", "Per tensor"}, {"true", "Per channel"}},
                                         "One weight scale for the whole tensor, or one for each output channel."),
        integerRow<&Settings::dataBits>("data_bits", "Data bits", "b_d", smallestBits, largestBits,
                                        "Bits of a quantized activation, its sign included."),
        revealingRow<&Settings::dataTerms>("data_terms", "Data terms", "s", 0, 16,
                                           "Terms kept in every activation, the largest ones first; 0 keeps all."),
        choiceRow<&Settings::quantizer>(
            "quantizer", "Quantizer",
            {{nameOf(Quantizer::Symmetric), "Symmetric"}, {nameOf(Quantizer::Reference2020), "Reference 2020"}},
            "Symmetric: scale = max|x| / (2^(b-1) - 1). Reference 2020: the rule of the code published with the "
            "paper."),
        choiceRow<&Settings::calibration>(
            "calibration", "Calibration",
            {{nameOf(Calibration::Max), "Maximum"}, {nameOf(Calibration::Mse), "Least squared error"}},
            "How the scale of the activations is chosen from the calibration samples."),
        choiceRow<&Settings::foldNormalization>("fold_normalization", "BatchNorm",
                                                {{"false", "Kept"}, {"true", "Folded"}},
                                                "BatchNormalization is folded into the weights of the layer before it "
                                                "is quantized, or kept in float32 after it."),
        integerRow<&Settings::calibrationSamples>(
            "calibration_samples", "Calibration samples", "", 1, 65536,
            "The first so many samples of the dataset choose the scales of the activations."),
    };
}

Result<int> numberFromText(const SettingInfo& info, std::string_view value, int maximum)
{
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < info.minimum || number > maximum)
        return fail(info.key, ": expected ", info.minimum, "…", maximum, ", found ",
                    value.empty() ? "nothing" : printable(value));
    return number;
}

Result<int> choiceFromText(const SettingInfo& info, std::string_view value)
{
    const auto found = std::ranges::find(info.choices, value, &SettingChoice::name);
    if (found != info.choices.end())
        return static_cast<int>(found - info.choices.begin());
    std::string names;
    for (const SettingChoice& choice : info.choices)
        names += text(names.empty() ? "" : ", ", choice.name);
    return fail(info.key, ": expected one of ", names, ", found ", value.empty() ? "nothing" : printable(value));
}

} // namespace

std::span<const SettingInfo> settingsTable()
{
    static const std::vector<SettingInfo> table = makeTable();
    return table;
}

const SettingInfo* findSetting(std::string_view key)
{
    const auto found = std::ranges::find(settingsTable(), key, &SettingInfo::key);
    return found == settingsTable().end() ? nullptr : &*found;
}

Settings heeded(Method method, Settings settings)
{
    if (method == Method::Float)
        return {};
    for (const SettingInfo& info : settingsTable())
        if (method == Method::Quantized && info.ofRevealing)
            info.set(settings, info.get(Settings{}));
    return settings;
}

int maximumFor(const SettingInfo& info, const Settings& settings)
{
    return info.key == "budget" ? maximumBudget(settings.groupSize) : info.maximum;
}

std::string valueText(const SettingInfo& info, const Settings& settings)
{
    const int value = info.get(settings);
    if (info.kind == SettingKind::Integer)
        return std::to_string(value);
    return std::string(info.choices[static_cast<std::size_t>(value)].name);
}

Result<void> setFromText(Settings& settings, const SettingInfo& info, std::string_view value)
{
    const Result<int> number = info.kind == SettingKind::Integer ? numberFromText(info, value, info.maximum)
                                                                 : choiceFromText(info, value);
    if (!number)
        return tl::unexpected(number.error());
    info.set(settings, *number);
    return {};
}

void setClamped(Settings& settings, const SettingInfo& info, int value)
{
    info.set(settings, std::clamp(value, info.minimum, maximumFor(info, settings)));
    const SettingInfo& budget = *findSetting("budget");
    settings.budget = std::clamp(settings.budget, budget.minimum, maximumFor(budget, settings));
    for (auto& [name, layer] : settings.layers)
        if (layer.budget)
            layer.budget = std::min(*layer.budget, maximumBudget(layer.groupSize.value_or(settings.groupSize)));
}

Result<void> checkSettings(const Settings& settings)
{
    for (const SettingInfo& info : settingsTable()) {
        const int value = info.get(settings);
        const int maximum = maximumFor(info, settings);
        if (value < info.minimum || value > maximum)
            return fail(info.key, ": expected ", info.minimum, "…", maximum, ", found ", value);
    }
    for (const auto& [name, layer] : settings.layers) {
        if (const Result<LayerOverride> read = parseLayerOverride(toText(layer)); !read)
            return fail("layer ", inQuotes(name), ": ", read.error().message);
        const int groupSize = layer.groupSize.value_or(settings.groupSize);
        if (layer.budget && *layer.budget > maximumBudget(groupSize))
            return fail("layer ", inQuotes(name), ": k: expected 1…", maximumBudget(groupSize), " for a group size of ",
                        groupSize, ", found ", *layer.budget);
    }
    return {};
}

std::vector<std::string> adviceOn(const Settings& settings)
{
    std::vector<std::string> sentences;
    for (const Message& message : advice(settings))
        sentences.push_back(toText(message));
    return sentences;
}

} // namespace termscope
