// termscope-cli: the questions of the desktop app, from a shell. It needs no display and no Qt.
#include "app/cli/Command.h"
#include "app/cli/HelpFormatter.h"
#include "app/cli/Options.h"
#include "app/cli/ToolManual.h"
#include "core/base/Cancel.h"
#include "core/base/Memory.h"
#include "core/base/Suggest.h"
#include "core/formats/Formats.h"

#include <csignal>
#include <cstdio>
#include <exception>

namespace termscope::cli {
namespace {

using Commands = std::vector<std::unique_ptr<Command>>;

Commands makeCommands()
{
    Commands commands;
    commands.push_back(makeEncodeCommand());
    commands.push_back(makeRevealCommand());
    commands.push_back(makeInspectCommand());
    commands.push_back(makeSweepCommand());
    commands.push_back(makeSensitivityCommand());
    commands.push_back(makeSearchCommand());
    commands.push_back(makeCompareCommand());
    commands.push_back(makeReproduceCommand());
    commands.push_back(makeExportCommand());
    commands.push_back(makeLayersCommand());
    commands.push_back(makeTimeCommand());
    commands.push_back(makeSimulateCommand());
    commands.push_back(makeRtlCommand());
    return commands;
}

std::string toolHelp(const Commands& commands)
{
    std::string help = "termscope-cli: Term Revealing on trained networks, from a shell.\n\n"
                       "Usage: termscope-cli VERB [OPTIONS] ...\n\nVerbs:\n";
    for (const std::unique_ptr<Command>& command : commands)
        help += "  " + command->name() + std::string(13 - command->name().size(), ' ') + command->summary() + "\n";
    return help
           + "\nOptions:\n"
             "  -h,--help   Print this, or after a verb its options, defaults and examples.\n"
             "  --version   Print the version.\n"
             "  --print F   Print the manual page (man) or the completion of a shell (bash, zsh or fish).\n\n"
             "Files are known by their contents: networks are "
           + formatTitles()
           + "; data are IDX or npz.\n"
             "Exit code: 0 done, 1 it ran but the answer is a failure, 2 usage or bad input.\n";
}

/// The top level knows two options; every other name belongs after a verb.
Outcome unknownAtTop(const std::string& argument, const Commands& commands)
{
    if (argument.starts_with('-')) {
        const std::vector<std::string> known{"--help", "--version", "--print", "-h"};
        return badInput("unknown option ", argument, "; did you mean ", nearest(argument, known),
                        "? Options of a verb come after it.");
    }
    std::vector<std::string> names;
    for (const std::unique_ptr<Command>& command : commands)
        names.push_back(command->name());
    return badInput("unknown verb ", argument, "; did you mean ", nearest(argument, names), "?");
}

std::string firstLine(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

void declare(CLI::App& app, Command& command)
{
    app.description(command.summary());
    app.name("termscope-cli " + command.name());
    app.set_help_flag("-h,--help", "Print this.");
    app.footer(command.examples());
    app.formatter(std::make_shared<HelpFormatter>());
    command.addOptions(app);
}

Outcome printManual(const Commands& commands, std::string_view form, Output& output)
{
    std::vector<ManualVerb> verbs;
    for (const std::unique_ptr<Command>& command : commands) {
        CLI::App app;
        declare(app, *command);
        verbs.push_back({command->name(), command->summary(), command->examples(), manualOptions(app)});
    }
    const Result<std::string> printed = printedManual(toolManual(std::move(verbs)), form);
    if (!printed)
        return badInput(printed.error());
    output.write(*printed);
    return {};
}

Outcome runCommand(Command& command, const std::vector<std::string>& arguments, Output& output)
{
    CLI::App app;
    declare(app, command);
    if (const Outcome checked = checkOptionNames(app, arguments); !checked)
        return checked;
    try {
        // CLI11 takes the arguments from the back.
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        output.write(app.help());
        return {};
    } catch (const CLI::RequiredError& error) {
        return badInput(command.name(), ": ", error.what());
    } catch (const CLI::ExtrasError&) {
        return badInput(command.name(), ": unexpected argument ", app.remaining().front());
    } catch (const CLI::ParseError& error) {
        return badInput(firstLine(error.what()));
    }
    command.setArguments(arguments);
    try {
        return command.run(output);
    } catch (const Cancelled&) {
        return failed(command.interrupted());
    }
}

Outcome runTool(const std::vector<std::string>& arguments, Output& output)
{
    const Commands commands = makeCommands();
    if (arguments.empty())
        return badInput(
            "expected a verb: encode, reveal, inspect, sweep, sensitivity, search, compare, reproduce, export, "
            "layers, time, simulate "
            "or rtl (see termscope-cli --help)");
    const std::string& first = arguments.front();
    if (first == "--help" || first == "-h") {
        output.write(toolHelp(commands));
        return {};
    }
    if (first == "--version") {
        output.write("termscope-cli " TERMSCOPE_VERSION "\n");
        return {};
    }
    if (first == "--print")
        return printManual(commands, arguments.size() > 1 ? arguments[1] : "", output);
    for (const std::unique_ptr<Command>& command : commands)
        if (command->name() == first)
            return runCommand(*command, {arguments.begin() + 1, arguments.end()}, output);
    return unknownAtTop(first, commands);
}

Outcome runGuarded(const std::vector<std::string>& arguments, Output& output)
{
    try {
        const std::string name = arguments.empty() ? "termscope-cli" : arguments.front();
        Result<Outcome> ran = withinMemory(name + ":", [&]() -> Result<Outcome> { return runTool(arguments, output); });
        return ran ? *std::move(ran) : badInput(ran.error());
    } catch (const std::exception& error) {
        return failed("unexpected failure: ", error.what());
    }
}

} // namespace
} // namespace termscope::cli

int main(int argc, char** argv)
{
    using namespace termscope::cli;
    std::signal(SIGPIPE, SIG_IGN); // a reader that has gone is an error of write(), see Output
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    Output output;
    Outcome outcome = runGuarded(arguments, output);
    if (outcome)
        outcome = output.finish();
    if (outcome)
        return exitSuccess;
    if (!outcome.error().sentence.empty())
        std::fprintf(stderr, "%s\n", outcome.error().sentence.c_str());
    return outcome.error().exitCode;
}
