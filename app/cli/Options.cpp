#include "app/cli/Options.h"

#include "app/manual/Manual.h"
#include "core/base/Suggest.h"

#include <charconv>
#include <cmath>

namespace termscope::cli {
namespace {

[[noreturn]] void reject(const std::string& sentence)
{
    throw CLI::ValidationError(sentence);
}

template <class Number>
std::optional<Number> numberFrom(std::string_view digits)
{
    Number number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return number;
}

std::string found(const std::string& value)
{
    return value.empty() ? "nothing" : value;
}

/// "--bits" of "--bits,--weight-bits": what messages say.
std::string firstOf(const std::string& names)
{
    return names.substr(0, names.find(','));
}

std::int64_t integerFrom(const std::string& name, const std::string& value, IntegerRange range)
{
    const std::optional<std::int64_t> number = numberFrom<std::int64_t>(value);
    if (number && *number >= range.minimum && *number <= range.maximum)
        return *number;
    const bool open = range.maximum == IntegerRange{}.maximum;
    reject(text(firstOf(name), ": expected ", range.minimum, open ? " or more" : text("…", range.maximum), ", found ",
                found(value)));
}

std::string joined(const std::vector<std::string>& words)
{
    std::string result;
    for (const std::string& word : words)
        result += (result.empty() ? "" : ", ") + word;
    return result;
}

CLI::Option* addTextOption(CLI::App& app, const std::string& name, const std::string& typeName, const std::string& help,
                           std::function<void(const std::string&)> set)
{
    return app.add_option_function<std::string>(name, std::move(set), help)->type_name(typeName)->take_last();
}

/// The error of a setting speaks of its key; the user wrote the option.
std::string withOptionName(const SettingInfo& info, const std::string& sentence)
{
    return sentence.starts_with(info.key) ? optionName(info.key) + sentence.substr(info.key.size()) : sentence;
}

bool isFlag(const SettingInfo& info)
{
    return !info.isNumber() && info.choices.size() == 2 && info.choices[0].name == "false"
           && info.choices[1].name == "true";
}

std::vector<std::string> choiceNames(const SettingInfo& info)
{
    std::vector<std::string> names;
    for (const FieldChoice& choice : info.choices)
        names.emplace_back(choice.name);
    return names;
}

std::string settingHelp(const SettingInfo& info, const Settings& settings)
{
    const std::string range = !info.isNumber() ? joined(choiceNames(info)) : text(info.minimum, "…", info.maximum);
    return text(info.help, " [", range, "; default ", valueText(info, settings), "]");
}

void addSetting(CLI::App& app, Settings& settings, const SettingInfo& info)
{
    const std::string name = optionName(info.key);
    if (isFlag(info)) {
        // One that is on by default is there to be turned off; to turn it on is taken too, and changes nothing.
        const auto set = [&settings, &info](int value) {
            return [&settings, &info, value](std::int64_t) { info.set(settings, value); };
        };
        const bool on = info.get(Settings{}) == 1;
        CLI::Option* const toTurnOn = app.add_flag_function(name, set(1), std::string(info.help));
        if (!on)
            return;
        toTurnOn->group(""); // not in --help
        app.add_flag_function("--no-" + name.substr(2), set(0), std::string(info.help));
        return;
    }
    const std::string typeName = info.isNumber() ? "N" : "NAME";
    const auto set = [&](const std::string& value) {
        if (const Result<void> done = setFromText(settings, info, value); !done)
            reject(withOptionName(info, done.error().message));
    };
    CLI::Option* option = addTextOption(app, name, typeName, settingHelp(info, settings), set);
    if (!info.isNumber())
        noteChoices(*option, choiceNames(info));
}

std::vector<std::string> optionNames(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& longName : option->get_lnames())
            names.push_back("--" + longName);
        for (const std::string& shortName : option->get_snames())
            names.push_back("-" + shortName);
    }
    return names;
}

/// "-27" and "-.5" are values, "-" is standard input.
bool looksLikeOption(const std::string& argument)
{
    return argument.size() > 1 && argument[0] == '-' && argument[1] != '.' && (argument[1] < '0' || argument[1] > '9');
}

} // namespace

std::string optionName(std::string_view key)
{
    std::string name = text("--", key);
    std::ranges::replace(name, '_', '-');
    return name;
}

void addSettings(CLI::App& app, Settings& settings, std::initializer_list<std::string_view> keys)
{
    for (const SettingInfo& info : settingsTable())
        if (std::ranges::find(keys, info.key) != keys.end())
            addSetting(app, settings, info);
}

void addSettingsOf(CLI::App& app, Settings& settings, unsigned specs, std::initializer_list<std::string_view> except)
{
    for (const SettingInfo& info : settingsTable())
        if ((info.specs & specs) != 0 && std::ranges::find(except, info.key) == except.end())
            addSetting(app, settings, info);
}

Outcome checkOptions(const Settings& settings)
{
    const Result<void> checked = checkSettings(settings);
    if (checked)
        return {};
    std::string sentence = checked.error().message;
    if (const SettingInfo* info = findSetting(sentence.substr(0, sentence.find(':'))))
        sentence = withOptionName(*info, sentence);
    return badInput(sentence);
}

CLI::Option* addInteger(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value, IntegerRange range,
                        const std::string& help)
{
    return addTextOption(app, name, "N", help,
                         [&value, name, range](const std::string& given) { value = integerFrom(name, given, range); });
}

CLI::Option* addNumber(CLI::App& app, const std::string& name, std::optional<double>& value, const std::string& help)
{
    return addTextOption(app, name, "X", help, [&value, name](const std::string& given) {
        value = numberFrom<double>(given);
        if (!value || !std::isfinite(*value))
            reject(text(firstOf(name), ": expected a finite number, found ", found(given)));
    });
}

CLI::Option* addText(CLI::App& app, const std::string& name, const std::string& typeName,
                     std::optional<std::string>& value, const std::string& help)
{
    return addTextOption(app, name, typeName, help, [&value, name](const std::string& given) {
        if (given.empty())
            reject(firstOf(name) + ": expected a name, found nothing");
        value = given;
    });
}

CLI::Option* addChoice(CLI::App& app, const std::string& name, std::optional<std::string>& value,
                       const std::vector<std::string>& choices, const std::string& help)
{
    const auto set = [&value, name, choices](const std::string& given) {
        if (std::ranges::find(choices, given) == choices.end())
            reject(text(firstOf(name), ": expected one of ", joined(choices), ", found ", found(given)));
        value = given;
    };
    CLI::Option* option = addTextOption(app, name, "NAME", help, set);
    noteChoices(*option, choices);
    return option;
}

CLI::Option* addList(CLI::App& app, const std::string& names, std::vector<int>& values, IntegerRange range,
                     const std::string& help)
{
    const auto set = [&values, names, range](const std::vector<std::string>& occurrences) {
        for (const std::string& list : occurrences)
            for (std::size_t first = 0; first <= list.size();) {
                const std::size_t comma = std::min(list.find(',', first), list.size());
                values.push_back(static_cast<int>(integerFrom(names, list.substr(first, comma - first), range)));
                first = comma + 1;
            }
    };
    return app.add_option_function<std::vector<std::string>>(names, set, help)
        ->type_name("N,N,...")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

CLI::Option* addFlag(CLI::App& app, const std::string& name, bool& value, const std::string& help)
{
    return app.add_flag(name, value, help);
}

Outcome checkOptionNames(const CLI::App& app, const std::vector<std::string>& arguments)
{
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        const std::string& argument = arguments[i];
        if (!looksLikeOption(argument))
            continue;
        const std::string name = argument.substr(0, argument.find('='));
        const CLI::Option* option = app.get_option_no_throw(name);
        if (option == nullptr)
            return badInput("unknown option ", name, "; did you mean ", nearest(name, optionNames(app)), "?");
        const bool takesValue = option->get_items_expected_min() > 0;
        const bool hasValue = name.size() < argument.size();
        if (hasValue && !takesValue)
            return badInput(name, ": expected no value, found ", found(argument.substr(name.size() + 1)));
        if (takesValue && !hasValue && ++i == arguments.size())
            return badInput(name, ": expected a value");
    }
    return {};
}

} // namespace termscope::cli
