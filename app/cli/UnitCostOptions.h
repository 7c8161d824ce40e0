// The options of what operations and cells cost, which time and search share.
#pragma once

#include "app/cli/Options.h"
#include "hwmodel/energy/UnitCosts.h"

namespace termscope::cli {

struct UnitCostOptions {
    std::optional<std::string> set;  ///< "quoted" or "counted"
    std::optional<std::string> file; ///< the user's own table

    /// The name of the option that was given; empty: none was.
    std::string_view given() const { return file ? "--costs" : set ? "--unit-costs" : ""; }
};

/// Adds --unit-costs and --costs.
void addUnitCostOptions(CLI::App& app, UnitCostOptions& options);

/// Errors: both options; the file's.
Result<UnitCosts> readUnitCosts(const UnitCostOptions& options);

} // namespace termscope::cli
