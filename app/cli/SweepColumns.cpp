#include "app/cli/SweepColumns.h"

#include "core/base/Text.h"
#include "core/files/Lines.h"
#include "core/sweep/WorkAxis.h"
#include "hwmodel/study/PlanCosts.h"

namespace termscope::cli {

void addColumnOptions(CLI::App& app, SweepColumns& columns)
{
    addText(app, "--columns", "LIST", columns.asked,
            "Columns beside pairs, separated by commas: bits (bits per weight), size (bytes of all weights, scales "
            "included) and cycles (of all layers on an array of term cells, provisioned steps).");
    addShapeOptions(app, columns.array);
    addSkewOption(app, columns.array);
    addInteger(app, "--batch", columns.batch, {1, 1 << 20},
               "Samples that the array of --columns cycles takes at once. [default 1]");
}

Outcome checkColumns(SweepColumns& columns)
{
    if (columns.asked)
        for (const std::string_view word : commaSeparated(*columns.asked)) {
            if (word != "bits" && word != "size" && word != "cycles")
                return badInput("--columns: expected bits, size or cycles, found ", inQuotes(word));
            (word == "bits" ? columns.bits : word == "size" ? columns.size : columns.cycles) = true;
        }
    const std::pair<const char*, bool> ofArray[] = {{"--rows", columns.array.rows.has_value()},
                                                    {"--cols", columns.array.columns.has_value()},
                                                    {"--dataflow", columns.array.dataflow.has_value()},
                                                    {"--skew", columns.array.skew.has_value()},
                                                    {"--batch", columns.batch.has_value()}};
    for (const auto& [name, isGiven] : ofArray)
        if (isGiven && !columns.cycles)
            return badInput(name, ": expected --columns cycles beside it, found none");
    return {};
}

Result<void> fillColumns(const SweepColumns& columns, const Network& network, std::vector<SweepRow>& rows)
{
    for (SweepRow& row : rows) {
        const SweepRow stored = withStored(row, network);
        if (columns.bits)
            row.bitsPerWeight = stored.bitsPerWeight;
        if (columns.size)
            row.storedBytes = stored.storedBytes;
    }
    if (!columns.cycles)
        return {};
    ArrayCostConfig config;
    config.array = TimingConfig{}.array;
    applyShapeOptions(columns.array, config.array);
    config.skew = columns.array.skew == "clock" ? Skew::Clock : Skew::Step;
    config.samples = columns.batch.value_or(1);
    const Result<PlanCost> cost = planCostOn(network, config);
    if (!cost)
        return tl::unexpected(cost.error());
    for (SweepRow& row : rows) {
        if (row.method == Method::Float || !row.costLine.empty())
            continue;
        const Result<double> cycles = costOfPlan(*cost, planOf(network, row.method, row.settings));
        if (!cycles && row.method != Method::Format)
            return tl::unexpected(cycles.error());
        if (cycles)
            row.cycles = *cycles;
    }
    return {};
}

} // namespace termscope::cli
