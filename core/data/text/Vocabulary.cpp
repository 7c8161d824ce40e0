#include "core/data/text/Vocabulary.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/FileKind.h"
#include "core/files/Gzip.h"
#include "core/files/Lines.h"

#include <algorithm>

namespace termscope {
namespace {

Result<void> checkUtf8(std::string_view text, const std::string& file)
{
    if (isUtf8(text))
        return {};
    std::size_t number = 0;
    for (const std::string_view line : linesOf(text)) {
        ++number;
        if (!isUtf8(line))
            return fail(file, ": line ", number, ": expected text in UTF-8, found ", inQuotes(line));
    }
    return fail(file, ": expected text in UTF-8");
}

} // namespace

Result<std::string> readTextFile(const std::filesystem::path& path)
{
    const Result<Bytes> bytes = readFile(path, limits::tokensFile);
    return bytes ? parseText(*bytes, path.string()) : tl::unexpected(bytes.error());
}

Result<std::string> parseText(ByteView bytes, const std::string& file)
{
    Bytes unpacked;
    if (fileKind(bytes) == FileKind::Gzip) {
        auto all = gunzip(bytes, limits::tokensFile, file);
        if (!all)
            return tl::unexpected(all.error());
        unpacked = std::move(*all);
        bytes = unpacked;
    }
    if (bytes.empty())
        return fail(file, ": expected text, found an empty file");
    std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (const Result<void> utf8 = checkUtf8(text, file); !utf8)
        return tl::unexpected(utf8.error());
    return text;
}

Result<Vocabulary> Vocabulary::readFile(const std::filesystem::path& path)
{
    const Result<std::string> text = readTextFile(path);
    return text ? parse(*text, path.string()) : tl::unexpected(text.error());
}

Result<Vocabulary> Vocabulary::parse(std::string_view text, const std::string& file)
{
    Vocabulary vocabulary;
    std::vector<std::string_view> lines = linesOf(text);
    if (lines.back().empty()) // what follows the last line's end
        lines.pop_back();
    if (lines.empty())
        return fail(file, ": expected a token per line, found none");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view rest = lines[i];
        const std::string_view word = takeWord(rest);
        if (word.empty() || !trimmed(rest).empty())
            return fail(file, ": line ", i + 1, ": expected one token, found ",
                        lines[i].empty() ? "none" : inQuotes(lines[i]));
        if (const auto known = vocabulary.find(word))
            return fail(file, ": line ", i + 1, ": expected every token once, found ", inQuotes(word), " as in line ",
                        *known + 1);
        vocabulary.add(word);
    }
    return vocabulary;
}

std::optional<std::int32_t> Vocabulary::find(std::string_view word) const
{
    const auto found = numbers_.find(word);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

std::int32_t Vocabulary::add(std::string_view word)
{
    const auto found = numbers_.find(word);
    if (found != numbers_.end())
        return found->second;
    const std::int32_t number = size();
    numbers_.emplace(words_.emplace_back(word), number);
    return number;
}

} // namespace termscope
