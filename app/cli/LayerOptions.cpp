#include "app/cli/LayerOptions.h"

#include "app/cli/Options.h"

#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/JsonFields.h"

namespace termscope::cli {
namespace {

/// A plan is small: a line a layer.
constexpr std::uintmax_t mostPlanBytes = std::uintmax_t{64} << 20;

/// {"k":8,"s":2} as --layer has it: "k=8,s=2". Error: a value that is neither a number nor a word.
Result<std::string> wordsOf(const nlohmann::json& layer, const std::string& where)
{
    if (const std::string* const words = layer.get_ptr<const std::string*>())
        return *words;
    if (!layer.is_object())
        return fail(where, ": expected an object of settings or a text, found ", layer.type_name());
    std::string words;
    for (const auto& [key, value] : layer.items()) {
        const bool alone = key == "method" || key == "source";
        if (alone ? !value.is_string() : !value.is_number_integer())
            return fail(where, ": expected ", inQuotes(key), " to be ", alone ? "a word" : "a whole number", ", found ",
                        value.type_name());
        const std::string one = alone ? value.get<std::string>() : text(key, '=', value.get<std::int64_t>());
        words = alone ? text(one, words.empty() ? "" : ",", words) : text(words, words.empty() ? "" : ",", one);
    }
    return words;
}

/// An option that may be given several times.
void addRules(CLI::App& app, const std::string& name, std::vector<LayerRule>& rules, const std::string& help)
{
    const auto set = [&rules, name](const std::vector<std::string>& occurrences) {
        for (const std::string& occurrence : occurrences) {
            Result<LayerRule> rule = parseLayerRule(occurrence);
            if (!rule)
                throw CLI::ValidationError(name + ": " + rule.error().message);
            rule->from = name;
            rules.push_back(std::move(*rule));
        }
    };
    app.add_option_function<std::vector<std::string>>(name, set, help)
        ->type_name("NAME:SETTINGS")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

} // namespace

Result<std::vector<LayerRule>> readPlan(const std::filesystem::path& file)
{
    const Result<Bytes> bytes = readFile(file, mostPlanBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const std::string name = file.filename().string();
    const auto plan = parseJsonObject({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, name);
    if (!plan)
        return tl::unexpected(plan.error());
    std::vector<LayerRule> rules;
    for (const auto& [layer, settings] : plan->items()) {
        const std::string where = text(name, ": layer ", inQuotes(layer));
        const Result<std::string> words = wordsOf(settings, where);
        if (!words)
            return tl::unexpected(words.error());
        const Result<LayerOverride> own = parseLayerOverride(*words);
        if (!own)
            return fail(where, ": ", own.error().message);
        rules.push_back({layer, *own, text("--plan: ", name)});
    }
    return rules;
}

void addLayerRules(CLI::App& app, std::vector<LayerRule>& rules)
{
    addRules(
        app, "--layer", rules,
        "What a layer has of its own, such as fc1:bits=6,k=10 or conv1:float; a * in the name stands for any "
        "characters, and "
        "the option may be given several times. float: the layer runs in float32; qt: it is not revealed; tr: it "
        "is, whatever the "
        "default; given, requantize: the integers of a layer that the file quantizes, or others; bits, weight-bits, "
        "data-bits, g, k, s: its own settings, of which g, k and s reveal it.");
    addPlan(app, rules);
}

void addLayerRulesOfSide(CLI::App& app, const std::string& name, std::vector<LayerRule>& rules)
{
    addRules(app, name, rules, "What a layer has of its own on this side, as --layer of other verbs: fc1:bits=6,k=10.");
}

void addPlan(CLI::App& app, std::vector<LayerRule>& rules)
{
    const auto read = [&rules](const std::string& file) {
        const Result<std::vector<LayerRule>> plan = readPlan(file);
        if (!plan)
            throw CLI::ValidationError("--plan: " + plan.error().message);
        rules.insert(rules.begin(), plan->begin(), plan->end());
    };
    app.add_option_function<std::string>(
           "--plan", read,
           "What many layers have of their own, a JSON object: {\"fc1\":{\"k\":8,\"s\":2}}, keys "
           "as in --layer, which is laid over it. search writes such a file.")
        ->type_name("FILE");
}

Outcome applyLayerRules(Settings& settings, const std::vector<LayerRule>& rules, const Network& network)
{
    Result<LayerOverrides> overrides = overridesOf(network, rules);
    if (!overrides)
        return badInput(overrides.error());
    settings.layers = std::move(*overrides);
    if (const Result<void> checked = checkSettings(settings); !checked)
        return badInput("--layer: ", checked.error().message);
    return {};
}

Json overridesJson(const LayerOverrides& overrides)
{
    Json json = Json::object();
    for (const auto& [name, layer] : overrides)
        json[name] = termscope::toText(layer);
    return json;
}

} // namespace termscope::cli
