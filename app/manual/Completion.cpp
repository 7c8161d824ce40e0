// Sources: bash(1), "Programmable Completion"; zshcompsys(1), _arguments; fish, "complete".
#include "app/manual/Manual.h"

#include <algorithm>

namespace termscope {
namespace {

bool hasVerbs(const Manual& manual)
{
    return manual.verbs.size() != 1 || !manual.verbs.front().name.empty();
}

std::string joined(const std::vector<std::string>& words, const std::string& separator)
{
    std::string result;
    for (const std::string& word : words)
        result += (result.empty() ? "" : separator) + word;
    return result;
}

/// Between single quotes of a shell: a quote ends them, is added, and begins them again.
std::string quoted(const std::string& text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

/// "termscope_cli": a shell's function.
std::string functionName(const Manual& manual)
{
    std::string name = manual.program;
    std::ranges::replace(name, '-', '_');
    return name;
}

std::vector<std::string> verbNames(const Manual& manual)
{
    std::vector<std::string> names;
    for (const ManualVerb& verb : manual.verbs)
        names.push_back(verb.name);
    return names;
}

std::vector<std::string> optionNames(const std::vector<ManualOption>& options)
{
    std::vector<std::string> names;
    for (const ManualOption& option : options)
        if (!option.isArgument())
            names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

/// What bash offers behind an option that takes a value; files where nothing is said.
std::string bashValues(const ManualVerb& verb)
{
    std::string result;
    for (const ManualOption& option : verb.options) {
        if (option.isArgument() || option.value.empty())
            continue;
        std::vector<std::string> patterns;
        for (const std::string& name : option.names)
            patterns.push_back(quoted(verb.name + " " + name));
        result += "    " + joined(patterns, " | ") + ") ";
        if (!option.choices.empty())
            result += "mapfile -t COMPREPLY < <(compgen -W " + quoted(joined(option.choices, " ")) + " -- \"$word\")";
        else
            result += option.isNumber ? "compopt +o default +o bashdefault" : ":";
        result += (option.choices.empty() && !option.isNumber ? " ;; # a file\n" : " ;;\n");
    }
    return result;
}

/// The sentence up to its first stop, for a list beside the options.
std::string brief(const std::string& help)
{
    return help.substr(0, std::min({help.find(". "), help.find(": "), help.find(" ["), help.find(';')}));
}

/// What zsh would read as part of its own notation.
std::string zshText(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            result += '\\';
        result += c;
    }
    return result;
}

std::string zshArguments(const std::vector<ManualOption>& options)
{
    std::string result;
    for (const ManualOption& option : options) {
        if (option.isArgument())
            continue;
        const std::string after = option.value.empty()      ? ""
                                  : !option.choices.empty() ? ":value:(" + joined(option.choices, " ") + ")"
                                  : option.isNumber         ? ":" + zshText(option.value) + ": "
                                                            : ":" + zshText(option.value) + ":_files";
        for (const std::string& name : option.names)
            result += " \\\n        "
                      + quoted("*" + name + (option.value.empty() || name.size() == 2 ? "" : "=") + "["
                               + zshText(brief(option.help)) + "]" + after);
    }
    return result + " \\\n        '*:file:_files'\n";
}

std::string fishOption(const Manual& manual, const std::string& condition, const ManualOption& option)
{
    std::string result = "complete -c " + manual.program + (condition.empty() ? "" : " -n " + quoted(condition));
    for (const std::string& name : option.names)
        result += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.choices.empty())
        result += " -x -a " + quoted(joined(option.choices, " "));
    else if (!option.value.empty())
        result += option.isNumber ? " -x" : " -r -F";
    return result + " -d " + quoted(brief(option.help)) + "\n";
}

} // namespace

std::string bashCompletion(const Manual& manual)
{
    const std::string name = functionName(manual);
    const bool verbs = hasVerbs(manual);
    std::string result = "# bash completion for " + manual.program + "\n_" + name
                         + "() {\n"
                           "    COMPREPLY=()\n"
                           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=\n";
    if (verbs) {
        std::vector<std::string> first = verbNames(manual);
        const std::vector<std::string> options = optionNames(manual.options);
        first.insert(first.end(), options.begin(), options.end());
        result += "    if ((COMP_CWORD == 1)); then\n        mapfile -t COMPREPLY < <(compgen -W "
                  + quoted(joined(first, " ")) + " -- \"$word\")\n        return\n    fi\n"
                  + "    verb=${COMP_WORDS[1]}\n";
    }
    result += "    case \"$verb $before\" in\n";
    for (const ManualVerb& verb : manual.verbs)
        result += bashValues(verb);
    result += "    *)\n        [[ $word == -* ]] || return\n        case $verb in\n";
    for (const ManualVerb& verb : manual.verbs)
        result += "        " + quoted(verb.name) + ") mapfile -t COMPREPLY < <(compgen -W "
                  + quoted(joined(optionNames(verb.options), " ")) + " -- \"$word\") ;;\n";
    return result + "        esac\n        ;;\n    esac\n}\ncomplete -o bashdefault -o default -F _" + name + " "
           + manual.program + "\n";
}

std::string zshCompletion(const Manual& manual)
{
    const std::string name = "_" + functionName(manual);
    std::string result = "#compdef " + manual.program + "\n\n" + name + "() {\n";
    if (!hasVerbs(manual))
        return result + "    _arguments -s" + zshArguments(manual.verbs.front().options) + "}\n\n" + name + " \"$@\"\n";
    result += "    local -a verbs=(\n";
    for (const ManualVerb& verb : manual.verbs)
        result += "        " + quoted(verb.name + ":" + zshText(verb.summary)) + "\n";
    result += "    )\n    if ((CURRENT == 2)); then\n        _describe verb verbs\n        compadd -- "
              + joined(optionNames(manual.options), " ")
              + "\n        return\n    fi\n"
                "    local verb=$words[2]\n    shift words\n    ((CURRENT--))\n    case $verb in\n";
    for (const ManualVerb& verb : manual.verbs)
        result += "    " + verb.name + ")\n        _arguments -s" + zshArguments(verb.options) + "        ;;\n";
    return result + "    esac\n}\n\n" + name + " \"$@\"\n";
}

std::string fishCompletion(const Manual& manual)
{
    std::string result = "# fish completion for " + manual.program + "\n";
    const bool verbs = hasVerbs(manual);
    for (const ManualOption& option : manual.options)
        result += fishOption(manual, verbs ? "__fish_use_subcommand" : "", option);
    for (const ManualVerb& verb : manual.verbs) {
        if (verbs)
            result += "complete -c " + manual.program + " -f -n __fish_use_subcommand -a " + quoted(verb.name) + " -d "
                      + quoted(verb.summary) + "\n";
        for (const ManualOption& option : verb.options)
            if (!option.isArgument())
                result += fishOption(manual, verbs ? "__fish_seen_subcommand_from " + verb.name : "", option);
    }
    return result;
}

} // namespace termscope
