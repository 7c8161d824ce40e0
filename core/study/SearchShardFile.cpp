#include "core/study/SearchShardFile.h"

#include "core/base/Fingerprint.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/JsonFields.h"
#include "core/sweep/ShardLines.h"
#include "core/sweep/ShardOrigin.h"
#include "core/sweep/ShardParts.h"
#include "core/sweep/SweepRowJson.h"

#include <algorithm>

namespace termscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view searchShardKey = "termscope_search_shard";
constexpr int searchShardVersion = 1;

Json headerOf(const SearchShard& shard)
{
    Json json{{std::string(searchShardKey), searchShardVersion}};
    json["shard"] = text(shard.shard.index, '/', shard.shard.count);
    json["round"] = nameOf(shard.round);
    addOrigin(json, {shard.command, shard.identity});
    return json;
}

std::optional<SearchRound> roundOf(std::string_view name)
{
    for (const SearchRound round : {SearchRound::Measures, SearchRound::Plans})
        if (name == nameOf(round))
            return round;
    return std::nullopt;
}

Result<SearchShard> searchHeaderFrom(std::string_view line, const std::string& file)
{
    const Result<nlohmann::json> json = parseJsonObject(line, file);
    if (!json)
        return tl::unexpected(json.error());
    if (memberOf(*json, searchShardKey) != searchShardVersion)
        return fail(file, ": expected a part of a search of version ", searchShardVersion, ", found another version");
    SearchShard shard;
    const Result<Shard> which = shardIn(*json, file);
    if (!which)
        return tl::unexpected(which.error());
    shard.shard = *which;
    const Result<std::string> round = textOf(*json, "round", file);
    if (!round)
        return tl::unexpected(round.error());
    const std::optional<SearchRound> known = roundOf(*round);
    if (!known)
        return fail(file, ": round: expected measures or plans, found ", inQuotes(*round));
    shard.round = *known;
    Result<ShardOrigin> origin = originIn(*json, file);
    if (!origin)
        return tl::unexpected(origin.error());
    shard.command = std::move(origin->command);
    shard.identity = std::move(origin->identity);
    return shard;
}

/// The parts of a round, each of this identity; the whole ones among them, put together.
Result<SearchRecord> mergeRound(std::span<const FoundSearchShard> found, SearchRound round,
                                const SweepIdentity& identity)
{
    std::vector<FoundPart> parts;
    const SearchShard* first = nullptr;
    SearchRecord merged;
    for (const FoundSearchShard& one : found) {
        if (!one.shard || one.shard->round != round)
            continue;
        const std::string foreign = text(one.file, ": is a part of another search: expected ");
        if (const auto difference = differenceOf(identity, one.shard->identity))
            return fail(foreign, *difference);
        if (one.shard->identity.size() != identity.size())
            return fail(foreign, identity.size(), " words of what it is of, found ", one.shard->identity.size());
        first = first != nullptr ? first : &*one.shard;
        if (one.shard->shard.count != first->shard.count)
            return fail(foreign, "a number of shards of ", first->shard.count, ", found ", one.shard->shard.count);
        parts.push_back({one.file, one.shard->shard, one.whole});
        if (one.whole)
            merged.add(one.shard->findings);
    }
    for (const FoundSearchShard& one : found) // it may be of any round
        if (!one.shard)
            parts.push_back({one.file, std::nullopt, false});
    if (first != nullptr)
        if (const Result<void> complete = checkComplete(parts, first->command); !complete)
            return tl::unexpected(complete.error());
    return merged;
}

bool has(std::span<const FoundSearchShard> found, SearchRound round)
{
    return std::ranges::any_of(found,
                               [&](const FoundSearchShard& one) { return one.shard && one.shard->round == round; });
}

Result<std::vector<FoundSearchShard>> readSearchShards(const std::vector<std::filesystem::path>& files)
{
    std::vector<FoundSearchShard> all;
    for (const std::filesystem::path& path : files) {
        const Result<Bytes> bytes = readFile(path, limits::sweepShardFile);
        if (!bytes)
            return tl::unexpected(bytes.error());
        auto found = parseSearchShard({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string());
        if (!found)
            return tl::unexpected(found.error());
        all.push_back(std::move(*found));
    }
    return all;
}

} // namespace

std::string toText(const SearchShard& shard)
{
    std::string lines = oneLine(headerOf(shard)) + "\n";
    for (const std::string& line : shard.findings.lines())
        lines += line + "\n";
    return lines + oneLine({{"end", shard.findings.size()}}) + "\n";
}

Result<FoundSearchShard> parseSearchShard(std::string_view content, const std::string& file)
{
    FoundSearchShard found{file, std::nullopt, false};
    const auto seeHeader = [&](std::string_view line) {
        return searchHeaderFrom(line, file).map([&](SearchShard header) { found.shard = std::move(header); });
    };
    const auto seeLine = [&](std::string_view line, const std::string& where) -> Result<bool> {
        if (!line.starts_with("{\"end\":"))
            return found.shard->findings.read(std::string(line), where).map([] { return false; });
        if (line != oneLine({{"end", found.shard->findings.size()}}))
            return fail(where, ": expected the end of ", found.shard->findings.size(), " findings, found another");
        return true;
    };
    const Result<bool> whole = readShardLines(content, file, {searchShardKey, "a part of a search"}, seeHeader,
                                              seeLine);
    if (!whole)
        return tl::unexpected(whole.error());
    found.whole = *whole;
    return found;
}

SweepIdentity identityOfPlans(const SearchIdentity& of, const SearchRecord& measures)
{
    SweepIdentity identity = of.ofMeasures;
    identity.insert(identity.end(), of.ofPlans.begin(), of.ofPlans.end());
    Fingerprint print;
    for (const std::string& line : measures.lines())
        print.addValues(std::span<const char>(line));
    identity.emplace_back("measures", print.text());
    return identity;
}

Result<MergedSearch> mergeSearchShards(const std::vector<std::filesystem::path>& files, const SearchIdentity& of)
{
    const Result<std::vector<FoundSearchShard>> found = readSearchShards(files);
    if (!found)
        return tl::unexpected(found.error());
    if (!has(*found, SearchRound::Measures)) {
        const bool isCut = !found->front().shard;
        return fail(found->front().file,
                    isCut ? ": is cut short before it says what it is of"
                          : ": expected the parts that were made without --merge beside those of plans, found none");
    }
    Result<SearchRecord> measures = mergeRound(*found, SearchRound::Measures, of.ofMeasures);
    if (!measures)
        return tl::unexpected(measures.error());
    MergedSearch merged{SearchRecord(), has(*found, SearchRound::Plans)};
    if (merged.hasPlans) {
        const Result<SearchRecord> plans = mergeRound(*found, SearchRound::Plans, identityOfPlans(of, *measures));
        if (!plans)
            return tl::unexpected(plans.error());
        merged.findings.add(*plans);
    }
    merged.findings.add(*measures);
    return merged;
}

} // namespace termscope
