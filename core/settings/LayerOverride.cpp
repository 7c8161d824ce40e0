#include "core/settings/LayerOverride.h"

#include "core/base/Suggest.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"
#include "core/settings/Settings.h"

#include <array>

namespace termscope {
namespace {

using Member = std::optional<int> LayerOverride::*;

/// A setting a layer can have of its own.
struct OwnSetting {
    std::string_view word;  ///< as toText writes it
    std::string_view other; ///< understood too
    std::string_view key;   ///< of settingsTable()
    std::array<Member, 2> members;
};

constexpr std::array ownSettings{
    OwnSetting{"bits", "bits", "weight_bits", {&LayerOverride::weightBits, &LayerOverride::dataBits}},
    OwnSetting{"weight-bits", "weight_bits", "weight_bits", {&LayerOverride::weightBits, nullptr}},
    OwnSetting{"data-bits", "data_bits", "data_bits", {&LayerOverride::dataBits, nullptr}},
    OwnSetting{"g", "group-size", "group_size", {&LayerOverride::groupSize, nullptr}},
    OwnSetting{"k", "budget", "budget", {&LayerOverride::budget, nullptr}},
    OwnSetting{"s", "data-terms", "data_terms", {&LayerOverride::dataTerms, nullptr}},
};

Result<const OwnSetting*> ownSetting(std::string_view name)
{
    std::vector<std::string> known;
    for (const OwnSetting& setting : ownSettings) {
        if (name == setting.word || name == setting.other)
            return &setting;
        known.emplace_back(setting.word);
        known.emplace_back(setting.other);
    }
    return fail("unknown setting ", inQuotes(name), "; did you mean ", nearest(name, known), "?");
}

/// Reads "k=10".
Result<void> takeSetting(LayerOverride& layer, std::string_view name, std::string_view value)
{
    const Result<const OwnSetting*> own = ownSetting(name);
    if (!own)
        return tl::unexpected(own.error());
    const SettingInfo& info = *findSetting((*own)->key);
    const std::optional<std::int64_t> number = wholeNumber(value);
    if (!number || *number < info.minimum || *number > info.maximum)
        return fail(name, ": expected ", info.minimum, "…", info.maximum, ", found ",
                    value.empty() ? "nothing" : inQuotes(value));
    for (const Member member : (*own)->members) {
        if (member == nullptr)
            continue;
        if (layer.*member)
            return fail(name, ": expected once, found twice");
        layer.*member = static_cast<int>(*number);
    }
    return {};
}

Result<void> takeWord(LayerOverride& layer, std::string_view word)
{
    const std::size_t equals = word.find('=');
    if (equals != std::string_view::npos)
        return takeSetting(layer, trimmed(word.substr(0, equals)), trimmed(word.substr(equals + 1)));
    if (const std::optional<Source> source = sourceFromName(word)) {
        if (layer.source)
            return fail("expected one of given and requantize, found ", nameOf(*layer.source), " and ", word);
        layer.source = source;
        return {};
    }
    const std::optional<Method> method = methodFromName(word);
    if (!method || method == Method::Format || method == Method::Given) // which of the integers, bits of its own tell
        return fail("expected float, qt, tr or settings such as bits=6,k=10,s=2, found ",
                    word.empty() ? "nothing" : inQuotes(word));
    if (layer.method)
        return fail("expected one of float, qt and tr, found ", nameOf(*layer.method), " and ", word);
    layer.method = method;
    return {};
}

} // namespace

std::string toText(const LayerOverride& layer)
{
    std::string words(layer.method ? nameOf(*layer.method) : "");
    const auto add = [&](std::string_view word, const std::optional<int>& value) {
        if (value)
            words += text(words.empty() ? "" : ",", word, '=', *value);
    };
    if (layer.source)
        words += text(words.empty() ? "" : ",", nameOf(*layer.source));
    const bool alike = layer.weightBits && layer.weightBits == layer.dataBits;
    for (const OwnSetting& setting : ownSettings) {
        const bool ofBits = setting.key == "weight_bits" || setting.key == "data_bits";
        if (!ofBits || (setting.word == "bits") == alike)
            add(setting.word, layer.*setting.members[0]);
    }
    return words;
}

std::string toText(const LayerOverrides& overrides)
{
    std::string all;
    for (const auto& [name, layer] : overrides)
        all += text(all.empty() ? "" : "; ", printable(name), ':', toText(layer));
    return all;
}

Result<LayerOverride> parseLayerOverride(std::string_view words)
{
    LayerOverride layer;
    for (const std::string_view word : commaSeparated(words))
        if (const Result<void> taken = takeWord(layer, word); !taken)
            return tl::unexpected(taken.error());
    const bool hasBits = layer.weightBits || layer.dataBits;
    if (layer.method == Method::Float && (hasBits || layer.source || layer.hasTerms()))
        return fail("expected nothing beside float, found ", inQuotes(words));
    if (layer.method == Method::Quantized && layer.hasTerms())
        return fail("expected no g, k or s beside qt, which drops no terms, found ", inQuotes(words));
    if (layer.source == Source::Given && hasBits)
        return fail("expected no bits beside given, which has those of the file, found ", inQuotes(words));
    if (layer.groupSize && layer.budget && *layer.budget > maximumBudget(*layer.groupSize))
        return fail("k: expected 1…", maximumBudget(*layer.groupSize), " for a group size of ", *layer.groupSize,
                    ", found ", *layer.budget);
    return layer;
}

LayerOverride combined(LayerOverride below, const LayerOverride& above)
{
    if (above == LayerOverride{})
        return below;
    if (above.method == Method::Float || below.method == Method::Float)
        return above;
    if (above.method == Method::Quantized)
        below.groupSize = below.budget = below.dataTerms = std::nullopt;
    if (above.method || (above.hasTerms() && below.method == Method::Quantized))
        below.method = above.method;
    if (above.weightBits || above.dataBits || above.source)
        below.source = above.source;
    if (above.source == Source::Given)
        below.weightBits = below.dataBits = std::nullopt;
    for (const Member member : {&LayerOverride::weightBits, &LayerOverride::dataBits, &LayerOverride::groupSize,
                                &LayerOverride::budget, &LayerOverride::dataTerms})
        if (above.*member)
            below.*member = above.*member;
    return below;
}

} // namespace termscope
