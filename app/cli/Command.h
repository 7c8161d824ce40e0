// One verb of the tool. Each has a file of its own; Main.cpp chooses one.
#pragma once

#include "app/cli/Outcome.h"
#include "app/cli/Output.h"

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace termscope::cli {

class Command {
public:
    virtual ~Command() = default;

    virtual std::string name() const = 0;
    virtual std::string summary() const = 0;  ///< one sentence for the list of verbs
    virtual std::string examples() const = 0; ///< for the end of its --help

    /// Adds the verb's options; parsing fills this object, which must outlive `app`.
    virtual void addOptions(CLI::App& app) = 0;

    /// Called once, after parsing. Nothing is written before all input is known to be good.
    virtual Outcome run(Output& output) = 0;

    /// Said where run() was cancelled (InterruptScope): exit code 1.
    virtual std::string interrupted() const { return "interrupted: nothing was written"; }

    /// As they were given, without the verb.
    void setArguments(std::vector<std::string> arguments) { arguments_ = std::move(arguments); }

protected:
    const std::vector<std::string>& arguments() const { return arguments_; }

private:
    std::vector<std::string> arguments_;
};

std::unique_ptr<Command> makeEncodeCommand();
std::unique_ptr<Command> makeRevealCommand();
std::unique_ptr<Command> makeInspectCommand();
std::unique_ptr<Command> makeSweepCommand();
std::unique_ptr<Command> makeSensitivityCommand();
std::unique_ptr<Command> makeSearchCommand();
std::unique_ptr<Command> makeCompareCommand();
std::unique_ptr<Command> makeReproduceCommand();
std::unique_ptr<Command> makeExportCommand();
std::unique_ptr<Command> makeLayersCommand();
std::unique_ptr<Command> makeTimeCommand();
std::unique_ptr<Command> makeSimulateCommand();
std::unique_ptr<Command> makeRtlCommand();

} // namespace termscope::cli
