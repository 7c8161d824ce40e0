// The columns that sweep prints beside pairs where they are asked for: what weights are stored in, and cycles.
#pragma once

#include "app/cli/ArrayOptions.h"
#include "core/sweep/Sweep.h"

namespace termscope::cli {

struct SweepColumns {
    std::optional<std::string> asked; ///< of --columns
    bool bits = false, size = false, cycles = false;
    ArrayOptions array; ///< of cycles
    std::optional<std::int64_t> batch;
};

/// Adds --columns, --rows, --cols, --dataflow, --skew and --batch.
void addColumnOptions(CLI::App& app, SweepColumns& columns);

/// Reads what was asked for. Errors: a word that is no column; an option of an array without cycles.
Outcome checkColumns(SweepColumns& columns);

/// A format that term cells do not take has no cycles. Errors: no layer's size is known; those of a timing.
Result<void> fillColumns(const SweepColumns& columns, const Network& network, std::vector<SweepRow>& rows);

} // namespace termscope::cli
