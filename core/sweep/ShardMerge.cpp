#include "core/sweep/ShardMerge.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// How the files of shards are called: "part-", the number, ".shard".
struct FilePattern {
    std::string before;
    std::string after;
    std::size_t width = 0; ///< digits at least

    std::string name(int index) const
    {
        const std::string digits = std::to_string(index);
        return before + std::string(width - std::min(width, digits.size()), '0') + digits + after;
    }
};

/// The ways to read the file's name with its number in it, the last digits first.
std::vector<FilePattern> patternsOf(const std::string& file, int index)
{
    std::vector<FilePattern> patterns;
    for (std::size_t end = file.size(); end > 0; --end) {
        if (!isDigit(file[end - 1]) || (end < file.size() && isDigit(file[end])))
            continue;
        std::size_t begin = end;
        while (begin > 0 && isDigit(file[begin - 1]))
            --begin;
        if (wholeNumber(std::string_view(file).substr(begin, end - begin)) != index)
            continue;
        for (const std::size_t width : {std::size_t{1}, end - begin})
            patterns.push_back({file.substr(0, begin), file.substr(end), width});
    }
    return patterns;
}

/// What the file of a shard that is missing would be called, if those that are there tell.
std::optional<FilePattern> patternOf(std::span<const FoundShard> shards)
{
    for (const FilePattern& pattern : patternsOf(shards.front().file, shards.front().shard->shard.index)) {
        const auto fits = [&](const FoundShard& found) {
            return !found.shard || pattern.name(found.shard->shard.index) == found.file;
        };
        if (std::ranges::all_of(shards, fits))
            return pattern;
    }
    return std::nullopt;
}

/// Of one sweep?
Result<void> checkAlike(const FoundShard& first, const FoundShard& other)
{
    const SweepShard& a = *first.shard;
    const SweepShard& b = *other.shard;
    const auto differs = [&](const auto& what, const auto& expected, const auto& found) {
        return fail(other.file, ": is a shard of another sweep than ", first.file, ": expected ", what, ' ', expected,
                    ", found ", found);
    };
    for (std::size_t i = 0; i < a.identity.size() && i < b.identity.size(); ++i)
        if (a.identity[i] != b.identity[i])
            return differs(a.identity[i].first, inQuotes(a.identity[i].second), inQuotes(b.identity[i].second));
    if (a.shard.count != b.shard.count)
        return differs("a number of shards of", a.shard.count, b.shard.count);
    if (a.identity.size() != b.identity.size() || a.run.extent != b.run.extent || a.network != b.network
        || a.data != b.data)
        return fail(other.file, ": is a shard of another sweep than ", first.file);
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

std::string commandOf(std::vector<std::string> words, const SweepShard& any, int index, const std::string& file)
{
    words.insert(words.end(), {"--shard", text(index, '/', any.shard.count), "--out", file});
    return shellCommand(words);
}

/// Says of every shard that is not there how to make it.
Result<void> checkComplete(std::span<const FoundShard> shards, const FoundShard& first)
{
    std::map<int, const FoundShard*> byIndex;
    for (const FoundShard& found : shards) {
        if (!found.shard)
            continue;
        const auto [place, isNew] = byIndex.try_emplace(found.shard->shard.index, &found);
        if (!isNew && place->second->whole && found.whole)
            return fail(found.file, ": holds shard ", place->first, " of ", found.shard->shard.count, ", as ",
                        place->second->file, " does");
        if (found.whole)
            place->second = &found;
    }
    const auto pattern = patternOf(shards);
    const std::vector<std::string> words = wordsOf(shards, *first.shard);
    std::string lost;
    for (int index = 1; index <= first.shard->shard.count; ++index) {
        const auto found = byIndex.find(index);
        if (found != byIndex.end() && found->second->whole)
            continue;
        const bool isCut = found != byIndex.end();
        const std::string file = isCut ? found->second->file : pattern ? pattern->name(index) : "FILE";
        lost += text(lost.empty() ? "" : "\n", "shard ", index, " of ", first.shard->shard.count,
                     isCut ? text(" is cut short in ", file) : " is missing",
                     "; run: ", commandOf(words, *first.shard, index, file));
    }
    if (!lost.empty())
        return fail(lost);
    return {};
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

std::string shellCommand(std::span<const std::string> words)
{
    std::string line;
    for (const std::string& word : words) {
        constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
        line += line.empty() ? "" : " ";
        if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) {
            line += word;
            continue;
        }
        line += '\'';
        for (const char c : word)
            line += c == '\'' ? std::string("'\\''") : std::string(1, c);
        line += '\'';
    }
    return line;
}

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
