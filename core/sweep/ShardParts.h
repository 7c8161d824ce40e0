// The files of a run in parts: which parts are there, which are missing or cut short, and the command that makes each.
#pragma once

#include "core/sweep/RecordHeader.h"
#include "core/sweep/SweepShard.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace termscope {

struct FoundPart {
    std::string file;
    std::optional<Shard> shard; ///< none where not even the first line of the file is whole
    bool whole = false;         ///< false: the file is cut short
};

/// Says of every part that is not there how to make it: `words`, then --shard and --out. Error: a part twice; parts
/// that are missing or cut short, a line for each. Range: the first one knows its number; all are of as many parts.
Result<void> checkComplete(std::span<const FoundPart> parts, std::span<const std::string> words);

/// The first thing in which two identities differ, as a message ends: "limit "300", found "301"". None where none does.
std::optional<std::string> differenceOf(const SweepIdentity& expected, const SweepIdentity& found);

/// The words as a shell takes them.
std::string shellCommand(std::span<const std::string> words);

} // namespace termscope
