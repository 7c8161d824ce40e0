#include "core/data/images/LabelsFile.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"

#include <algorithm>
#include <unordered_set>

namespace termscope {
namespace {

struct Line {
    std::size_t number = 0;
    std::string_view name;
    std::string_view label;
};

/// Takes "name label" apart; an empty label means there is none.
Line partsOf(std::string_view line)
{
    const std::size_t lastBlank = line.find_last_of(" \t");
    if (lastBlank == std::string_view::npos) {
        const std::size_t comma = line.rfind(',');
        return comma == std::string_view::npos ? Line{0, line, {}}
                                               : Line{0, line.substr(0, comma), line.substr(comma + 1)};
    }
    const std::string_view last = line.substr(lastBlank + 1);
    if (wholeNumber(last)) {
        const std::string_view before = trimmed(line.substr(0, lastBlank));
        return {0, before.ends_with(',') ? trimmed(before.substr(0, before.size() - 1)) : before, last};
    }
    const std::size_t firstBlank = line.find_first_of(" \t");
    return {0, line.substr(0, firstBlank), trimmed(line.substr(firstBlank))};
}

Result<std::vector<Line>> linesWithLabels(std::string_view text, const std::string& file)
{
    std::vector<Line> lines;
    std::unordered_set<std::string_view> seen;
    std::size_t number = 0;
    for (const std::string_view line : linesOf(text)) {
        ++number;
        if (line.empty() || line.starts_with('#'))
            continue;
        if (!isUtf8(line))
            return fail(file, ": line ", number, ": expected text, found ", inQuotes(line));
        Line parts = partsOf(line);
        if (parts.name.empty() || parts.label.empty())
            return fail(file, ": line ", number, ": expected the name of an image and its label, found ",
                        inQuotes(line));
        if (!seen.insert(parts.name).second)
            return fail(file, ": line ", number, ": expected every image once, found ", inQuotes(parts.name), " again");
        parts.number = number;
        lines.push_back(parts);
    }
    if (lines.empty())
        return fail(file, ": expected a line with an image and its label, found none");
    return lines;
}

/// The classes that the lines themselves name, in alphabetical order.
std::vector<std::string> distinctNames(const std::vector<Line>& lines)
{
    std::vector<std::string> names;
    for (const Line& line : lines)
        names.emplace_back(line.label);
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<std::int32_t> labelOf(const Line& line, const ClassNames* classes, const std::string& file)
{
    if (const auto number = wholeNumber(line.label)) {
        const std::int64_t largest = classes != nullptr ? std::ssize(classes->names()) - 1 : limits::label;
        if (*number < 0 || *number > largest)
            return fail(file, ": line ", line.number, ": expected a label from 0 to ", largest, ", found ", *number);
        return static_cast<std::int32_t>(*number);
    }
    const std::int32_t label = classes->find(line.label);
    if (label < 0)
        return fail(file, ": line ", line.number, ": expected the name of one class, found ", inQuotes(line.label));
    return label;
}

} // namespace

Result<LabelsFile> readLabelsFile(const std::filesystem::path& path, const std::optional<ClassNames>& classes)
{
    const Result<Bytes> bytes = readFile(path, limits::labelsFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseLabelsFile({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string(), classes);
}

Result<LabelsFile> parseLabelsFile(std::string_view text, const std::string& file,
                                   const std::optional<ClassNames>& classes)
{
    const Result<std::vector<Line>> lines = linesWithLabels(text, file);
    if (!lines)
        return tl::unexpected(lines.error());
    LabelsFile result;
    if (classes)
        result.classNames = classes->names();
    const auto isName = [](const Line& line) { return !wholeNumber(line.label); };
    const auto firstName = std::ranges::find_if(*lines, isName);
    const bool ownNames = !classes && firstName != lines->end();
    if (ownNames) {
        const auto firstNumber = std::ranges::find_if_not(*lines, isName);
        if (firstNumber != lines->end())
            return fail(file, ": line ", std::max(firstName->number, firstNumber->number),
                        ": expected labels that are all numbers or all names, found ",
                        inQuotes(firstName->number < firstNumber->number ? firstNumber->label : firstName->label));
        result.classNames = distinctNames(*lines);
    }
    for (const Line& line : *lines) {
        if (ownNames) {
            const auto place = std::ranges::lower_bound(result.classNames, line.label, std::less<>());
            result.entries.push_back(
                {std::string(line.name), static_cast<std::int32_t>(place - result.classNames.begin())});
            continue;
        }
        const Result<std::int32_t> label = labelOf(line, classes ? &*classes : nullptr, file);
        if (!label)
            return tl::unexpected(label.error());
        result.entries.push_back({std::string(line.name), *label});
    }
    return result;
}

} // namespace termscope
