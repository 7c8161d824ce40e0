#include "app/manual/Manual.h"

#include <CLI/CLI.hpp>

namespace termscope {
namespace {

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

/// CLI11 lends no constant view of an option's checks; asking for one changes nothing.
std::vector<std::string> choicesOf(CLI::Option& option)
{
    try {
        const CLI::Validator& check = *option.get_validator(0);
        if (!check.get_name().empty())
            return split(check.get_name(), '|');
        const std::string set = check.get_description(); // of CLI::IsMember: {a,b,c}
        if (set.starts_with('{') && set.ends_with('}'))
            return split(set.substr(1, set.size() - 2), ',');
    } catch (const CLI::OptionNotFound&) {
        return {};
    }
    return {};
}

/// "--limit INT:NONNEGATIVE" is shown as "--limit INT": what a value must be is in its sentence.
std::string valueOf(const CLI::Option& option)
{
    const std::string type = option.get_type_name();
    return type.substr(0, type.find(':', type.starts_with("PRESET") ? type.size() : 0));
}

ManualOption manualOption(CLI::Option& option)
{
    ManualOption result;
    for (const std::string& name : option.get_snames())
        result.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        result.names.push_back("--" + name);
    if (result.names.empty())
        result.names.push_back(option.get_name(true));
    if (option.get_items_expected_max() > 0)
        result.value = valueOf(option);
    if (!option.get_default_str().empty() && !result.value.empty())
        result.help = text(option.get_description(), " [default ", option.get_default_str(), "]");
    else
        result.help = option.get_description();
    result.choices = choicesOf(option);
    result.isNumber = result.value == "N" || result.value == "X" || result.value == "N,N,..." || result.value == "INT"
                      || result.value == "WxH";
    return result;
}

} // namespace

std::vector<ManualOption> manualOptions(const CLI::App& parser)
{
    std::vector<ManualOption> options;
    for (const CLI::Option* option : parser.get_options())
        if (!option->get_group().empty()) // as --help, which leaves out what has no group
            options.push_back(manualOption(const_cast<CLI::Option&>(*option)));
    return options;
}

void noteChoices(CLI::Option& option, const std::vector<std::string>& choices)
{
    std::string name;
    for (const std::string& choice : choices)
        name += (name.empty() ? "" : "|") + choice;
    option.check(CLI::Validator([](std::string&) { return std::string(); }, std::string(), name));
}

Result<std::string> printedManual(const Manual& manual, std::string_view form)
{
    if (form == "man")
        return manualPage(manual);
    if (form == "bash")
        return bashCompletion(manual);
    if (form == "zsh")
        return zshCompletion(manual);
    if (form == "fish")
        return fishCompletion(manual);
    return fail("--print: expected one of man, bash, zsh, fish, found ", form.empty() ? "nothing" : form);
}

} // namespace termscope
