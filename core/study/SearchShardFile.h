// What a part of a search of plans came to, as a file, and the files of all parts put together.
//
// JSON lines: what it is a part of, its findings (SearchRecord.h), and a line that says it is all there.
#pragma once

#include "core/study/SearchShard.h"

#include <filesystem>
#include <string>
#include <vector>

namespace termscope {

struct SearchShard {
    Shard shard;
    SearchRound round = SearchRound::Measures;
    SweepIdentity identity;           ///< what must be the same in all parts of the round
    std::vector<std::string> command; ///< the words that make any part of this round, but for --shard and --out
    SearchRecord findings;
};

std::string toText(const SearchShard& shard);

/// What of such a file can be read.
struct FoundSearchShard {
    std::string file;
    std::optional<SearchShard> shard; ///< none where not even the first line is whole
    bool whole = false;               ///< false: the file is cut short
};

/// Reads toText back; `file` opens the messages. Errors: no part of a search, of another version, a line that is none.
Result<FoundSearchShard> parseSearchShard(std::string_view text, const std::string& file);

/// What parts must be of.
struct SearchIdentity {
    SweepIdentity ofMeasures;
    SweepIdentity ofPlans; ///< beside that: what decides which plans are evaluated
};

/// That of the parts of plans, which follow from what was measured.
SweepIdentity identityOfPlans(const SearchIdentity& of, const SearchRecord& measures);

struct MergedSearch {
    SearchRecord findings;
    bool hasPlans = false; ///< of the second round, all
};

/// Errors: a file that cannot be read or is no part of a search; one of another search (what differs); a part twice;
/// parts of a round that are missing or cut short, a line for each with the command that makes it; plans alone.
Result<MergedSearch> mergeSearchShards(const std::vector<std::filesystem::path>& files, const SearchIdentity& of);

} // namespace termscope
