#include "app/cli/ToolManual.h"

namespace termscope::cli {
namespace {

constexpr const char* description =
    "Term Revealing writes the quantized weights and activations of a trained network as signed powers of two, called "
    "terms, and keeps the largest terms of each group of weights. termscope-cli says what that does to the weights, to "
    "the accuracy, to the work and to an array of processing elements, without a display.\n"
    "\n"
    "A FILE is known by its contents, not by its name.\n";

constexpr const char* exitStatus =
    "0: done. 1: it ran, but the answer is a failure. 2: usage, or a file that cannot be read or written; one sentence "
    "on standard error says which, what was expected and what was found.\n";

} // namespace

Manual toolManual(std::vector<ManualVerb> verbs)
{
    Manual manual;
    manual.program = "termscope-cli";
    manual.version = TERMSCOPE_VERSION;
    manual.summary = "Term Revealing on trained networks, from a shell";
    manual.verbs = std::move(verbs);
    manual.options = {{{"-h", "--help"}, {}, "Print the verbs, or after a verb its options and examples.", {}, false},
                      {{"--version"}, {}, "Print the version.", {}, false},
                      {{"--print"}, "FORM", std::string(printHelp) + ".", {"man", "bash", "zsh", "fish"}, false}};
    manual.description = description;
    manual.sections = {{"EXIT STATUS", exitStatus}, {"SEE ALSO", "termscope(1)\n"}};
    return manual;
}

} // namespace termscope::cli
