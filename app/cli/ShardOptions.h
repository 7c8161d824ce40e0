// --shard i/n and --merge of sweep and search: runs in parts that run apart. resources/docs/sweeps.md has recipes.
#pragma once

#include "app/cli/Outcome.h"
#include "core/sweep/ShardFile.h"

#include <optional>

namespace CLI {
class App;
}

namespace termscope::cli {

struct ShardOptions {
    std::optional<std::string> given; ///< of --shard
    std::optional<std::string> out;
    std::vector<std::string> merge;
    std::optional<Shard> shard; ///< once checkShardOptions has read it
};

/// What their --help says.
struct ShardHelp {
    std::string shard;
    std::string merge;
};

void addShardOptions(CLI::App& app, ShardOptions& options, const ShardHelp& help);

/// Reads --shard, and refuses options that say nothing or something else beside it: `tables`, which a shard does not
/// write, as it has no `whole` ("whole rows; sweep --merge makes the table").
Outcome readShard(const CLI::App& app, ShardOptions& options, std::initializer_list<const char*> tables,
                  std::string_view whole);

/// Refuses options that say nothing beside --merge.
Outcome checkMergeAlone(const CLI::App& app, const ShardOptions& options);

/// The words of a command that makes any shard: those given, without --shard and --out.
std::vector<std::string> commandWords(const std::string& verb, const std::vector<std::string>& arguments);

} // namespace termscope::cli
