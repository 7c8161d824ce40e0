#include "core/sweep/ShardMerge.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/sweep/ShardParts.h"

#include <algorithm>

namespace termscope {
namespace {

/// Of one sweep?
Result<void> checkAlike(const FoundShard& first, const FoundShard& other)
{
    const SweepShard& a = *first.shard;
    const SweepShard& b = *other.shard;
    const std::string foreign = text(other.file, ": is a shard of another sweep than ", first.file);
    if (const auto difference = differenceOf(a.identity, b.identity))
        return fail(foreign, ": expected ", *difference);
    if (a.shard.count != b.shard.count)
        return fail(foreign, ": expected a number of shards of ", a.shard.count, ", found ", b.shard.count);
    if (a.identity.size() != b.identity.size() || a.run.extent != b.run.extent || a.network != b.network
        || a.data != b.data)
        return fail(foreign);
    return {};
}

/// The words of a shard's command. One that was written when the weight scale was per tensor by default does not say
/// so, but its rows do.
std::vector<std::string> wordsOf(std::span<const FoundShard> shards, const SweepShard& any)
{
    constexpr const char* perTensor = "--no-per-channel";
    const auto isPerTensor = [](const ShardRow& row) { return !row.row.settings.perChannel; };
    const auto hasSuchRows = [&](const FoundShard& found) {
        return found.shard && std::ranges::any_of(found.shard->run.rows, isPerTensor);
    };
    std::vector<std::string> words = any.command;
    if (std::ranges::any_of(shards, hasSuchRows) && std::ranges::find(words, perTensor) == words.end())
        words.emplace_back(perTensor);
    return words;
}

/// Says of every shard that is not there how to make it.
Result<void> checkComplete(std::span<const FoundShard> shards, const FoundShard& first)
{
    std::vector<FoundPart> parts;
    for (const FoundShard& found : shards)
        parts.push_back({found.file, found.shard ? std::optional(found.shard->shard) : std::nullopt, found.whole});
    return checkComplete(parts, wordsOf(shards, *first.shard));
}

Result<void> addPart(SweepRow& row, const SweepRow& part, const std::string& file)
{
    if (row.method != part.method || !(row.settings == part.settings) || row.work.has_value() != part.work.has_value()
        || row.text || part.text || row.fidelity || part.fidelity)
        return fail(file, ": expected the same settings in all parts of a row, found others");
    row.correct += part.correct;
    row.correctTop5 += part.correctTop5;
    row.total += part.total;
    if (row.work) {
        row.work->pairs += part.work->pairs;
        row.work->products += part.work->products;
        row.work->measured = row.work->products > 0.0 ? row.work->pairs / row.work->products : 0.0;
    }
    return {};
}

} // namespace

Result<MergedSweep> mergeShards(std::span<const FoundShard> shards)
{
    const auto first = std::ranges::find_if(shards, [](const FoundShard& found) { return found.shard.has_value(); });
    if (first == shards.end())
        return fail(shards.empty() ? "expected the files of shards, found none"
                                   : text(shards.front().file, ": is cut short before it says what it is of",
                                          shards.size() > 1 ? ", and so are all others" : ""));
    for (const FoundShard& found : shards)
        if (found.shard)
            if (const Result<void> alike = checkAlike(*first, found); !alike)
                return tl::unexpected(alike.error());
    std::vector<FoundShard> known(first, shards.end());
    if (const Result<void> complete = checkComplete(known, *first); !complete)
        return tl::unexpected(complete.error());
    std::ranges::sort(known, {}, [](const FoundShard& found) { return found.shard ? found.shard->shard.index : 0; });
    MergedSweep merged{first->shard->network, first->shard->data, {}};
    merged.rows.reserve(static_cast<std::size_t>(first->shard->run.extent.points));
    for (const FoundShard& found : known) {
        if (!found.whole)
            continue;
        for (const ShardRow& part : found.shard->run.rows) {
            if (part.part.point == std::ssize(merged.rows))
                merged.rows.push_back(part.row);
            else if (const Result<void> added = addPart(merged.rows.back(), part.row, found.file); !added)
                return tl::unexpected(added.error());
        }
    }
    return merged;
}

Result<MergedSweep> mergeShards(const std::vector<std::filesystem::path>& files)
{
    std::vector<FoundShard> shards;
    for (const std::filesystem::path& path : files) {
        const Result<Bytes> bytes = readFile(path, limits::sweepShardFile);
        if (!bytes)
            return tl::unexpected(bytes.error());
        auto found = parseShardFile({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string());
        if (!found)
            return tl::unexpected(found.error());
        shards.push_back(std::move(*found));
    }
    return mergeShards(shards);
}

} // namespace termscope
