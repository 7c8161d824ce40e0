#include "app/cli/UnitCostOptions.h"

#include "resources/Tables.h"

namespace termscope::cli {

void addUnitCostOptions(CLI::App& app, UnitCostOptions& options)
{
    addChoice(app, "--unit-costs", options.set, {"quoted", "counted"},
              "Unit costs of the energy and area model: published figures of 45 nm, or gates of the hardware sources, "
              "counted. [quoted, counted; default quoted]");
    addText(app, "--costs", "JSON", options.file,
            "Unit costs of a file, as time --write-costs writes them, in place of those (DRAM counts where it is "
            "modelled).");
}

Result<UnitCosts> readUnitCosts(const UnitCostOptions& options)
{
    if (options.set && options.file)
        return fail("--unit-costs: expected it or --costs, found both");
    if (options.file)
        return termscope::readUnitCosts(*options.file);
    return embedded::readUnitCosts(options.set == "counted" ? UnitCostSet::Counted : UnitCostSet::Quoted);
}

} // namespace termscope::cli
