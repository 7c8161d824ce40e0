// What a shard of a sweep came to, as a file.
//
// JSON lines: what it is a shard of, a line for each part, and a line that says it is all there: a file that was cut
// short is as good as none.
#pragma once

#include "core/sweep/SweepRecord.h"
#include "core/sweep/SweepShard.h"

namespace termscope {

struct SweepShard {
    Shard shard;
    SweepIdentity identity;           ///< what must be the same in all shards: (what a message calls it, its value)
    std::string network;              ///< names for the head of the table
    std::string data;                 ///< of the images or of the text
    std::vector<std::string> command; ///< the words that make any shard of this sweep, but for --shard and --out
    ShardRun run;
};

/// The settings of all rows, for SweepShard::identity: equal for equal settings.
std::string fingerprintOf(const std::vector<SweepPoint>& points);

std::string toText(const SweepShard& shard);

/// What of a shard's file can be read.
struct FoundShard {
    std::string file;
    std::optional<SweepShard> shard; ///< none where not even the first line is whole
    bool whole = false;              ///< false: the file is cut short
};

/// Reads toText back; `file` opens the messages. Errors: no shard of a sweep, of another version, a line that is none
/// of a shard, parts that are not those of its number.
Result<FoundShard> parseShardFile(std::string_view text, const std::string& file);

} // namespace termscope
