// The files of all shards of a sweep, put together to its rows.
#pragma once

#include "core/sweep/ShardFile.h"

#include <span>

namespace termscope {

struct MergedSweep {
    std::string network; ///< names for the head of the table
    std::string data;
    std::vector<SweepRow> rows; ///< those of the whole sweep, digit for digit
};

/// Errors: a file that cannot be read or is no shard; two of different sweeps (what differs, and where); a shard twice;
/// shards that are missing or cut short, a line for each with the command that makes it.
Result<MergedSweep> mergeShards(const std::vector<std::filesystem::path>& files);

/// The same of what has been read.
Result<MergedSweep> mergeShards(std::span<const FoundShard> shards);

} // namespace termscope
