#include "app/cli/VariantText.h"

#include "app/cli/LayerOptions.h"

#include "core/base/Suggest.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"

#include <algorithm>
#include <array>

namespace termscope::cli {
namespace {

struct Alias {
    std::string_view word;
    std::string_view key;
};

constexpr std::array aliases{Alias{"g", "group_size"}, Alias{"k", "budget"}, Alias{"s", "data_terms"}};

tl::unexpected<Error> unknownWord(std::string_view word)
{
    std::vector<std::string> known{"float", "qt", "tr", "given", "plan", "bits", "g", "k", "s"};
    for (const SettingInfo& info : settingsTable())
        known.emplace_back(info.key);
    return fail("expected float, qt, tr, given, KEY=VALUE or plan=FILE, found ", inQuotes(word), "; did you mean ",
                nearest(word.substr(0, word.find('=')), known), "?");
}

/// What words have said of how the network runs.
struct Said {
    bool method = false;
    bool terms = false;
    bool bits = false;
};

Result<void> setKey(Settings& settings, std::string_view name, std::string_view value, Said& said,
                    std::string_view word)
{
    std::string key(name);
    std::ranges::replace(key, '-', '_');
    for (const Alias& alias : aliases)
        if (key == alias.word)
            key = alias.key;
    said.bits = said.bits || key == "bits" || key.ends_with("_bits");
    if (key == "bits") {
        for (const char* both : {"weight_bits", "data_bits"})
            if (Result<void> set = setFromText(settings, *findSetting(both), value); !set)
                return set;
        return {};
    }
    const SettingInfo* const info = findSetting(key);
    if (!info)
        return unknownWord(word);
    said.terms = said.terms || info->ofRevealing;
    return setFromText(settings, *info, value);
}

} // namespace

Result<Variant> parseVariant(std::string_view words, Variant base, const Network& network)
{
    Said said;
    for (const std::string_view word : commaSeparated(words)) {
        if (const std::optional<Method> method = methodFromName(word)) {
            base.method = *method;
            said.method = true;
            continue;
        }
        const std::size_t sign = word.find('=');
        if (sign == std::string_view::npos)
            return unknownWord(word);
        const std::string_view key = trimmed(word.substr(0, sign));
        const std::string_view value = trimmed(word.substr(sign + 1));
        if (key == "plan") {
            const Result<std::vector<LayerRule>> rules = readPlan(std::filesystem::path(value));
            if (!rules)
                return tl::unexpected(rules.error());
            if (const Outcome applied = applyLayerRules(base.settings, *rules, network); !applied)
                return fail(applied.error().sentence);
            said.terms = true;
        } else if (const Result<void> set = setKey(base.settings, key, value, said, word); !set) {
            return tl::unexpected(set.error());
        }
    }
    if (!said.method && (said.terms || said.bits))
        base.method = said.terms ? Method::Revealed : Method::Quantized;
    if (const Result<void> legal = checkSettings(base.settings); !legal)
        return tl::unexpected(legal.error());
    if (base.method == Method::Given && !hasGivenLayers(network))
        return fail("given: ", network.name, " has no layer on integers of its file");
    return base;
}

} // namespace termscope::cli
