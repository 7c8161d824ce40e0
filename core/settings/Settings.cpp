#include "core/settings/Settings.h"

#include "core/base/Text.h"
#include "core/base/Translatable.h"
#include "core/quant/WeightFormat.h"
#include "core/settings/Advice.h"

#include <algorithm>

namespace termscope {
namespace {

template <auto Member>
SettingInfo row(unsigned specs, FieldInfo info)
{
    return {fieldOf<Settings, Member>(std::move(info)), specs};
}

/// A number that says how much is revealed.
template <auto Member>
SettingInfo revealingRow(unsigned specs, FieldInfo info)
{
    return {fieldOf<Settings, Member>(std::move(info)), specs, true};
}

std::vector<FieldChoice> encodingChoices()
{
    std::vector<FieldChoice> choices;
    for (const Encoding encoding : allEncodings)
        choices.push_back({nameOf(encoding), titleOf(encoding)});
    return choices;
}

std::vector<FieldChoice> quantizerChoices()
{
    std::vector<FieldChoice> choices;
    for (const QuantizerInfo& info : quantizers())
        choices.push_back({info.name, info.title});
    return choices;
}

std::vector<SettingInfo> makeTable()
{
    return {
        row<&Settings::weightBits>(WeightSpec,
                                   {"weight_bits", TERMSCOPE_TRANSLATABLE("core", "Weight bits"), "b_w",
                                    TERMSCOPE_TRANSLATABLE("core", "Bits of a quantized weight, its sign included."),
                                    smallestBits, largestBits}),
        row<&Settings::encoding>(
            RevealSpec | DataSpec,
            {"encoding", TERMSCOPE_TRANSLATABLE("core", "Encoding"), "",
             TERMSCOPE_TRANSLATABLE("core",
                                    "How magnitudes are written as signed powers of two; HESE needs the fewest terms."),
             0, 0, encodingChoices()}),
        revealingRow<&Settings::groupSize>(
            RevealSpec, {"group_size", TERMSCOPE_TRANSLATABLE("core", "Group size"), "g",
                         TERMSCOPE_TRANSLATABLE(
                             "core", "Weights that share one term budget: consecutive values along the reduction."),
                         1, largestGroupSize}),
        revealingRow<&Settings::budget>(
            RevealSpec,
            {"budget", TERMSCOPE_TRANSLATABLE("core", "Term budget"), "k",
             TERMSCOPE_TRANSLATABLE("core", "Terms kept in every group of weights, the largest ones first."), 1,
             maximumBudget(largestGroupSize)}),
        row<&Settings::perChannel>(
            WeightSpec,
            {"per_channel",
             TERMSCOPE_TRANSLATABLE("core", "Weight scale"),
             "",
             TERMSCOPE_TRANSLATABLE("core", "One weight scale for each output channel, or one for the whole tensor."),
             0,
             0,
             {{"false", TERMSCOPE_TRANSLATABLE("core", "Per tensor")},
              {"true", TERMSCOPE_TRANSLATABLE("core", "Per channel")}}}),
        row<&Settings::dataBits>(DataSpec,
                                 {"data_bits", TERMSCOPE_TRANSLATABLE("core", "Data bits"), "b_d",
                                  TERMSCOPE_TRANSLATABLE("core", "Bits of a quantized activation, its sign included."),
                                  smallestBits, largestBits}),
        revealingRow<&Settings::dataTerms>(
            DataSpec,
            {"data_terms", TERMSCOPE_TRANSLATABLE("core", "Data terms"), "s",
             TERMSCOPE_TRANSLATABLE("core", "Terms kept in every activation, the largest ones first; 0 keeps all."), 0,
             16}),
        row<&Settings::quantizer>(WeightSpec | DataSpec, {"quantizer", TERMSCOPE_TRANSLATABLE("core", "Quantizer"), "",
                                                          quantizerHelp(), 0, 0, quantizerChoices()}),
        row<&Settings::calibration>(
            DataSpec,
            {"calibration",
             TERMSCOPE_TRANSLATABLE("core", "Calibration"),
             "",
             TERMSCOPE_TRANSLATABLE("core", "How the scale of the activations is chosen from the calibration samples."),
             0,
             0,
             {{nameOf(Calibration::Max), TERMSCOPE_TRANSLATABLE("core", "Maximum")},
              {nameOf(Calibration::Mse), TERMSCOPE_TRANSLATABLE("core", "Least squared error")}}}),
        row<&Settings::foldNormalization>(
            WeightSpec,
            {"fold_normalization",
             TERMSCOPE_TRANSLATABLE("core", "BatchNorm"),
             "",
             TERMSCOPE_TRANSLATABLE("core", "BatchNormalization is folded into the weights of the layer before it "
                                            "is quantized, or kept in float32 after it."),
             0,
             0,
             {{"false", TERMSCOPE_TRANSLATABLE("core", "Kept")}, {"true", TERMSCOPE_TRANSLATABLE("core", "Folded")}}}),
        row<&Settings::calibrationSamples>(
            DataSpec, {"calibration_samples", TERMSCOPE_TRANSLATABLE("core", "Calibration samples"), "",
                       TERMSCOPE_TRANSLATABLE(
                           "core", "The first so many samples of the dataset choose the scales of the activations."),
                       1, 65536}),
        row<&Settings::source>(
            WeightSpec | DataSpec,
            {"source",
             TERMSCOPE_TRANSLATABLE("core", "Source"),
             "",
             TERMSCOPE_TRANSLATABLE("core", "Of a network that its file has quantized: the integers that the file "
                                            "gives, or its weights dequantized and quantized again."),
             0,
             0,
             {{nameOf(Source::Given), TERMSCOPE_TRANSLATABLE("core", "As given")},
              {nameOf(Source::Requantize), TERMSCOPE_TRANSLATABLE("core", "Requantized")}}}),
        row<&Settings::attention>(
            AttentionSpec,
            {"attention",
             TERMSCOPE_TRANSLATABLE("core", "Attention"),
             "",
             TERMSCOPE_TRANSLATABLE(
                 "core", "Products of two activations, queries with keys and scores with values: in float32, "
                         "quantized, or with the keys and values revealed in groups at run time."),
             0,
             0,
             {{nameOf(Attention::Float), TERMSCOPE_TRANSLATABLE("core", "Float")},
              {nameOf(Attention::Quantized), TERMSCOPE_TRANSLATABLE("core", "QT")},
              {nameOf(Attention::Revealed), TERMSCOPE_TRANSLATABLE("core", "TR")}}}),
    };
}

} // namespace

std::span<const SettingInfo> settingsTable()
{
    static const std::vector<SettingInfo> table = makeTable();
    return table;
}

const SettingInfo* findSetting(std::string_view key)
{
    return findField(settingsTable(), key);
}

Settings settingsLeftOut()
{
    Settings settings;
    settings.perChannel = false;
    return settings;
}

SpecKey keyOf(Spec spec, const Settings& settings)
{
    SpecKey key;
    for (const SettingInfo& info : settingsTable())
        if ((info.specs & spec) != 0)
            key.push_back(info.get(settings));
    return key;
}

Settings heeded(Method method, Settings settings)
{
    if (method == Method::Float)
        return {};
    if (method == Method::Given) { // terms are counted in an encoding, but nothing else is to be chosen
        Settings own;
        own.encoding = settings.encoding;
        own.foldNormalization = settings.foldNormalization;
        return own;
    }
    if (method == Method::Format) { // g says which layers it is for, s how many terms the data keep
        settings.budget = Settings{}.budget;
        return settings;
    }
    settings.format = {};
    settings.dataFormat = DataFormat::Bits;
    for (const SettingInfo& info : settingsTable())
        if (method == Method::Quantized && info.ofRevealing)
            info.set(settings, info.get(Settings{}));
    return settings;
}

Settings inFormat(Settings settings, const WeightFormat& format, DataFormat data)
{
    settings.format = format.name;
    settings.dataFormat = format.isForData() ? data : DataFormat::Bits;
    if (settings.dataFormat == DataFormat::Own)
        settings.dataTerms = 0;
    return settings;
}

int maximumFor(const SettingInfo& info, const Settings& settings)
{
    return info.key == "budget" ? maximumBudget(settings.groupSize) : info.maximum;
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
