// Source: man(7), groff_man_style(7).
#include "app/manual/Manual.h"

#include <algorithm>
#include <sstream>

namespace termscope {
namespace {

/// Text that roff takes for nothing but text.
std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-"; // a hyphen would be typeset, and could not be copied into a shell
        else if (c == '~')
            result += "\\(ti";
        else if (c == '^')
            result += "\\(ha";
        else if (c == '`')
            result += "\\(ga";
        else
            result += c;
    }
    return result;
}

/// A line of text; a point or a quote at its start would make it a request.
std::string line(std::string_view text)
{
    const bool isRequest = text.starts_with('.') || text.starts_with('\'');
    return (isRequest ? "\\&" : "") + escaped(text) + "\n";
}

std::string roffQuotes(std::string_view text)
{
    std::string result = "\"";
    for (const char c : escaped(text))
        result += c == '"' ? std::string("\\(dq") : std::string(1, c);
    return result + "\"";
}

/// Paragraphs; lines that begin with a blank stay as they are.
std::string paragraphs(const std::string& text)
{
    const std::string ofKept = ".EE\n.RE\n";
    std::string result;
    std::istringstream lines(text);
    bool isNew = true;
    bool isKept = false;
    for (std::string words; std::getline(lines, words);) {
        if (words.empty()) {
            isNew = true;
            continue;
        }
        const bool keep = words.front() == ' ';
        if (isNew || keep != isKept) {
            result += isKept ? ofKept : "";
            result += keep ? ".PP\n.RS 4\n.EX\n" : ".PP\n";
        }
        isNew = false;
        isKept = keep;
        result += line(keep ? words.substr(std::min<std::size_t>(2, words.size())) : words);
    }
    return result + (isKept ? ofKept : "");
}

std::string optionEntry(const ManualOption& option)
{
    std::string head;
    for (const std::string& name : option.names)
        head += (head.empty() ? "" : ", ") + ("\\fB" + escaped(name) + "\\fR");
    if (!option.value.empty() && !option.isArgument())
        head += " \\fI" + escaped(option.value) + "\\fR";
    std::string entry = ".TP\n" + head + "\n" + line(option.help.empty() ? "Print this." : option.help);
    if (option.choices.empty() || option.help.find(option.choices.front()) != std::string::npos)
        return entry;
    std::string words;
    for (const std::string& choice : option.choices)
        words += (words.empty() ? "One of " : ", ") + choice;
    return entry + line(words + ".");
}

std::string optionEntries(const std::vector<ManualOption>& options)
{
    std::string result;
    for (const ManualOption& option : options)
        result += optionEntry(option);
    return result;
}

std::string verbParts(const Manual& manual)
{
    std::string result = ".SH VERBS\n";
    for (const ManualVerb& verb : manual.verbs) {
        result += ".SS " + roffQuotes(verb.name) + "\n" + line(verb.summary) + optionEntries(verb.options);
        result += paragraphs(verb.examples);
    }
    return result;
}

std::string synopsis(const Manual& manual)
{
    const std::string name = "\\fB" + escaped(manual.program) + "\\fR";
    if (manual.verbs.size() == 1 && manual.verbs.front().name.empty())
        return name + " [\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n";
    return name + " \\fIVERB\\fR [\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...\n.br\n" + name + " \\fIOPTION\\fR\n";
}

} // namespace

std::string manualPage(const Manual& manual)
{
    std::string title;
    for (const char c : manual.program)
        title += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    std::string page = ".TH " + roffQuotes(title) + " 1 \"\" " + roffQuotes("TermScope " + manual.version)
                       + " \"User Commands\"\n.ad l\n.nh\n";
    page += ".SH NAME\n" + escaped(manual.program) + " \\- " + line(manual.summary);
    page += ".SH SYNOPSIS\n" + synopsis(manual);
    page += ".SH DESCRIPTION\n" + paragraphs(manual.description);
    const bool hasVerbs = manual.verbs.size() != 1 || !manual.verbs.front().name.empty();
    page += ".SH OPTIONS\n" + optionEntries(hasVerbs ? manual.options : manual.verbs.front().options);
    if (hasVerbs)
        page += verbParts(manual);
    for (const ManualSection& section : manual.sections)
        page += ".SH " + roffQuotes(section.title) + "\n" + paragraphs(section.text);
    return page;
}

} // namespace termscope
