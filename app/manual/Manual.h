// A program's manual page and its completion in shells, made from the options that it parses: neither can name an
// option that the program lacks, nor lack one that it has.
#pragma once

#include "core/base/Error.h"

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace termscope {

struct ManualOption {
    std::vector<std::string> names;   ///< "-h", "--help"; one name without dashes for an argument such as FILE
    std::string value;                ///< what follows the name, "N"; empty for a flag
    std::string help;                 ///< one sentence or more
    std::vector<std::string> choices; ///< the words that the value is one of; empty where it is anything
    bool isNumber = false;            ///< the value is numbers, never a file

    bool isArgument() const { return !names.front().starts_with('-'); }
};

/// A verb with its options; a program without verbs has one of no name.
struct ManualVerb {
    std::string name;
    std::string summary;
    std::string examples; ///< lines, as they are
    std::vector<ManualOption> options;
};

/// Paragraphs with an empty line between them; one whose lines begin with blanks stays as it is.
struct ManualSection {
    std::string title;
    std::string text;
};

struct Manual {
    std::string program; ///< "termscope-cli"
    std::string version; ///< "0.1.0"
    std::string summary; ///< for the list of manual pages
    std::vector<ManualVerb> verbs;
    std::vector<ManualOption> options; ///< before or without a verb; those of a program without verbs are its verb's
    std::string description;           ///< paragraphs
    std::vector<ManualSection> sections;
};

/// The options of a parser, in the order of its --help.
std::vector<ManualOption> manualOptions(const CLI::App& parser);

/// Keeps the words that a value is one of beside the option; what --help prints stays as it is.
void noteChoices(CLI::Option& option, const std::vector<std::string>& choices);

/// For man(1): roff with the macros of man(7), in UTF-8.
std::string manualPage(const Manual& manual);

/// Completion for bash, zsh and fish, as a file that the shell reads.
std::string bashCompletion(const Manual& manual);
std::string zshCompletion(const Manual& manual);
std::string fishCompletion(const Manual& manual);

/// One of the four by its name: man, bash, zsh or fish. Error: "--print: expected one of …, found …".
Result<std::string> printedManual(const Manual& manual, std::string_view form);

/// The help of the option --print, the same in both programs.
inline constexpr const char* printHelp = "Print the manual page (man) or the completion of a shell (bash, zsh or fish)";

} // namespace termscope
