// The first line of a record on disk: what its lines are of.
#pragma once

#include "core/base/Error.h"

#include <string>
#include <utility>
#include <vector>

namespace termscope {

/// What must be the same for findings to be the same, beside their settings: (what a message calls it, its value).
using SweepIdentity = std::vector<std::pair<std::string, std::string>>;

struct RecordKind {
    const char* key;  ///< in the header: "termscope_sweep"
    const char* what; ///< in messages: "rows of a sweep"
};

std::string headerOf(const RecordKind& kind, const SweepIdentity& identity);

/// Error: `line` is the header of another file, of another version, or of another identity.
Result<void> checkHeader(const RecordKind& kind, const std::string& line, const SweepIdentity& identity,
                         const std::string& name);

} // namespace termscope
