// A sweep cut into shards that run apart, on as many machines as there are.
//
// The work is settings × samples: the samples of the first row, then those of the second, and so on, is cut into n runs
// of equal length at the borders of blocks (Evaluator::blockRows), so that n may well be larger than the number of
// rows. Counts of right answers and of term pairs are whole numbers that add up, and a block runs in a shard as in the
// whole: the rows that come out are those of the whole sweep to the last digit. A text is not cut, as its sums of
// losses would be other sums in another order, nor are images without labels, of which errors are summed: there, shards
// get whole rows.
#pragma once

#include "core/sweep/Sweep.h"

#include <string_view>

namespace termscope {

struct Shard {
    int index = 1; ///< 1…count
    int count = 1;

    friend bool operator==(const Shard&, const Shard&) = default;
};

/// "3/8". Error: "expected i/n with 1 ≤ i ≤ n ≤ 65536, found "9/8"".
Result<Shard> parseShard(std::string_view words);

/// What is cut.
struct SweepExtent {
    std::int64_t points = 0;  ///< rows
    std::int64_t samples = 1; ///< of each; 1 of a text, which is not cut
    std::int64_t block = 1;   ///< samples that stay together

    friend bool operator==(const SweepExtent&, const SweepExtent&) = default;
};

/// Some samples of a row.
struct ShardPart {
    std::int64_t point = 0;
    SampleRange range;

    friend bool operator==(const ShardPart&, const ShardPart&) = default;
};

/// What a shard does, in order; none where there are more shards than blocks. The shards 1/n … n/n together do all
/// samples of all rows, each once. Range: samples ≥ 1, block ≥ 1, samples · points < 2^46. Cost: 24
/// bytes for each row of the shard.
std::vector<ShardPart> partsOf(const SweepExtent& extent, const Shard& shard);

/// What one part came to. Its row counts the samples of the part alone.
struct ShardRow {
    ShardPart part;
    SweepRow row;
};

struct ShardRun {
    SweepExtent extent;
    std::vector<ShardRow> rows;
};

/// Runs the parts of a shard. SweepConfig::known is not asked. Error: that of runSweep; of a stream whose evaluation is
/// limited, also an image that cannot be read, as the next shard would have to begin behind it.
Result<ShardRun> runShard(Evaluator& evaluator, const SweepConfig& config, const Shard& shard,
                          const Progress& progress = {});

} // namespace termscope
