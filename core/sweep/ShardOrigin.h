// What the header of a part's file says of the run that it is a part of: the command that makes parts, and what must be
// the same in all of them.
#pragma once

#include "core/sweep/RecordHeader.h"

#include <nlohmann/json.hpp>

namespace termscope {

struct ShardOrigin {
    std::vector<std::string> command;
    SweepIdentity identity;
};

/// Adds its members "command" and "identity".
void addOrigin(nlohmann::ordered_json& header, const ShardOrigin& origin);

/// Error: the members are not there, or are no such; `file` opens the sentence.
Result<ShardOrigin> originIn(const nlohmann::json& header, const std::string& file);

} // namespace termscope
