#include "core/sweep/ShardParts.h"

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
std::optional<FilePattern> patternOf(std::span<const FoundPart> parts)
{
    for (const FilePattern& pattern : patternsOf(parts.front().file, parts.front().shard->index)) {
        const auto fits = [&](const FoundPart& found) {
            return !found.shard || pattern.name(found.shard->index) == found.file;
        };
        if (std::ranges::all_of(parts, fits))
            return pattern;
    }
    return std::nullopt;
}

std::string commandOf(std::span<const std::string> words, const Shard& shard, const std::string& file)
{
    std::vector<std::string> all(words.begin(), words.end());
    all.insert(all.end(), {"--shard", text(shard.index, '/', shard.count), "--out", file});
    return shellCommand(all);
}

} // namespace

Result<void> checkComplete(std::span<const FoundPart> parts, std::span<const std::string> words)
{
    std::map<int, const FoundPart*> byIndex;
    for (const FoundPart& found : parts) {
        if (!found.shard)
            continue;
        const auto [place, isNew] = byIndex.try_emplace(found.shard->index, &found);
        if (!isNew && place->second->whole && found.whole)
            return fail(found.file, ": holds shard ", place->first, " of ", found.shard->count, ", as ",
                        place->second->file, " does");
        if (found.whole)
            place->second = &found;
    }
    const auto pattern = patternOf(parts);
    const int count = parts.front().shard->count;
    std::string lost;
    for (int index = 1; index <= count; ++index) {
        const auto found = byIndex.find(index);
        if (found != byIndex.end() && found->second->whole)
            continue;
        const bool isCut = found != byIndex.end();
        const std::string file = isCut ? found->second->file : pattern ? pattern->name(index) : "FILE";
        lost += text(lost.empty() ? "" : "\n", "shard ", index, " of ", count,
                     isCut ? text(" is cut short in ", file) : " is missing",
                     "; run: ", commandOf(words, {index, count}, file));
    }
    return lost.empty() ? Result<void>() : fail(lost);
}

std::optional<std::string> differenceOf(const SweepIdentity& expected, const SweepIdentity& found)
{
    for (std::size_t i = 0; i < expected.size() && i < found.size(); ++i)
        if (expected[i] != found[i])
            return text(expected[i].first, ' ', inQuotes(expected[i].second), ", found ", inQuotes(found[i].second));
    return std::nullopt;
}

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

} // namespace termscope
