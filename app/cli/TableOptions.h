// --csv and --json: where a verb's table goes.
#pragma once

#include "app/cli/Outcome.h"
#include "app/cli/Output.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace termscope::cli {

struct TableOptions {
    std::optional<std::string> csv; ///< a file; "-": in place of the text
    bool json = false;
};

/// Before anything is read. Errors: both would write to standard output; the file is one of `inputs`, or cannot be
/// written.
Outcome checkTableOptions(const TableOptions& options, const std::vector<std::filesystem::path>& inputs);

/// The forms of a table; those that are not asked for are not made.
struct TableForms {
    std::function<std::string()> csv;
    std::function<std::string()> json;
    std::function<std::string()> text;
};

/// Writes the file that is asked for, then standard output. Error: the file cannot be written.
Outcome writeTable(const TableOptions& options, const TableForms& forms, Output& output);

} // namespace termscope::cli
