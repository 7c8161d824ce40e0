#include "core/data/images/ClassNames.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::int32_t several = -1;

/// "n01440764" of WordNet: a letter and eight digits.
bool isIdentifier(std::string_view word)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return word.size() == 9 && word[0] >= 'a' && word[0] <= 'z' && std::ranges::all_of(word.substr(1), isDigit);
}

} // namespace

Result<ClassNames> ClassNames::readFile(const std::filesystem::path& path)
{
    const Result<Bytes> bytes = termscope::readFile(path, limits::classNamesFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string());
}

Result<ClassNames> ClassNames::parse(std::string_view text, const std::string& file)
{
    std::vector<std::string_view> lines = linesOf(text);
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    if (lines.empty())
        return fail(file, ": expected a class name per line, found none");
    if (lines.size() > limits::classes)
        return fail(file, ": expected at most ", limits::classes, " class names, found ", lines.size());
    ClassNames classes;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view rest = lines[i];
        if (rest.empty() || !isUtf8(rest))
            return fail(file, ": line ", i + 1, ": expected a class name, found ",
                        rest.empty() ? "nothing" : inQuotes(rest));
        const auto label = static_cast<std::int32_t>(i);
        std::string_view afterWord = rest;
        const std::string_view word = takeWord(afterWord);
        classes.add(rest, label);
        if (isIdentifier(word)) {
            classes.add(word, label);
            rest = trimmed(afterWord);
            classes.add(rest, label);
        }
        const std::vector<std::string_view> names = commaSeparated(rest);
        for (const std::string_view name : names)
            classes.add(name, label);
        classes.names_.emplace_back(names.front().empty() ? word : names.front());
    }
    return classes;
}

void ClassNames::add(std::string_view name, std::int32_t label)
{
    if (name.empty())
        return;
    const auto [place, isNew] = labels_.try_emplace(std::string(name), label);
    if (!isNew && place->second != label)
        place->second = several;
}

std::int32_t ClassNames::find(std::string_view name) const
{
    const auto found = labels_.find(name);
    return found == labels_.end() ? -1 : found->second;
}

} // namespace termscope
