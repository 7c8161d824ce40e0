// From the table of settings, and from plain numbers and lists, to command line options.
//
// A name may be two, "--budgets,--budget"; messages say the first. The last of several occurrences counts. A value that
// is wrong ends parsing with a sentence like "--group-size: expected 1…64, found 99".
#pragma once

#include "app/cli/Outcome.h"
#include "core/settings/Settings.h"

#include <CLI/CLI.hpp>

#include <initializer_list>
#include <limits>
#include <optional>

namespace termscope::cli {

/// "weight_bits" is "--weight-bits".
std::string optionName(std::string_view key);

/// Adds an option for each of these rows of settingsTable(), in the table's order. A row whose choices are false and
/// true becomes a flag: "--name", or "--no-fold-normalization" where true is the default; then "--fold-normalization" is
/// taken too, without a word in --help.
void addSettings(CLI::App& app, Settings& settings, std::initializer_list<std::string_view> keys);
/// The same for every row that belongs to one of these specs (bits of Spec), less those that the command has an option
/// of its own for.
void addSettingsOf(CLI::App& app, Settings& settings, unsigned specs,
                   std::initializer_list<std::string_view> except = {});

/// checkSettings, with the options' names for the settings' keys.
Outcome checkOptions(const Settings& settings);

struct IntegerRange {
    std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
};

/// An integer of this range.
CLI::Option* addInteger(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value, IntegerRange range,
                        const std::string& help);

/// A finite number.
CLI::Option* addNumber(CLI::App& app, const std::string& name, std::optional<double>& value, const std::string& help);

/// Text, not empty; `typeName` stands for it in --help.
CLI::Option* addText(CLI::App& app, const std::string& name, const std::string& typeName,
                     std::optional<std::string>& value, const std::string& help);

/// One of several words.
CLI::Option* addChoice(CLI::App& app, const std::string& name, std::optional<std::string>& value,
                       const std::vector<std::string>& choices, const std::string& help);

/// Integers separated by commas; several occurrences add up.
CLI::Option* addList(CLI::App& app, const std::string& names, std::vector<int>& values, IntegerRange range,
                     const std::string& help);

CLI::Option* addFlag(CLI::App& app, const std::string& name, bool& value, const std::string& help);

/// Says which option of the arguments is not known, or lacks its value, before CLI11 makes something else of it.
Outcome checkOptionNames(const CLI::App& app, const std::vector<std::string>& arguments);

} // namespace termscope::cli
