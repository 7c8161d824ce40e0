// sweep --shard i/n and sweep --merge: a sweep in parts that run apart. resources/docs/sweeps.md has recipes.
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

void addShardOptions(CLI::App& app, ShardOptions& options);

/// Reads --shard, and refuses options that say nothing or something else beside it or beside --merge.
Outcome checkShardOptions(const CLI::App& app, ShardOptions& options);

/// The words of a command that makes any shard: those given, without --shard and --out.
std::vector<std::string> commandWords(const std::string& verb, const std::vector<std::string>& arguments);

} // namespace termscope::cli
