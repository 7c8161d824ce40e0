// Files of parts of a study: a first line that says what they are of, lines of findings, and one that ends them.
//
// A file that was cut short has what its whole lines say, and no end.
#pragma once

#include "core/base/Error.h"
#include "core/sweep/SweepShard.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace termscope {

struct ShardFileKind {
    std::string_view key; ///< the first one of the first line: "termscope_shard"
    const char* what;     ///< in messages: "a shard of a sweep"
};

/// The first line.
using SeeHeader = std::function<Result<void>(std::string_view line)>;
/// Any other; `where` opens messages. True: it is the end, and what follows is not read.
using SeeLine = std::function<Result<bool>(std::string_view line, const std::string& where)>;

/// Whether the end was found. Errors: another kind of file; those of the two.
Result<bool> readShardLines(std::string_view content, const std::string& file, const ShardFileKind& kind,
                            const SeeHeader& seeHeader, const SeeLine& seeLine);

/// Which of how many, of a first line.
Result<Shard> shardIn(const nlohmann::json& header, const std::string& file);

} // namespace termscope
