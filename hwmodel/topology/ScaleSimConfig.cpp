#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"
#include "hwmodel/topology/Topology.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace termscope {
namespace {

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

struct NumberKey {
    std::string_view key;
    std::optional<std::int64_t> ScaleSimConfig::*member;
    std::int64_t largest;
};

constexpr NumberKey numberKeys[] = {
    {"arrayheight", &ScaleSimConfig::rows, 1 << 20},
    {"arraywidth", &ScaleSimConfig::columns, 1 << 20},
    {"ifmapsramszkb", &ScaleSimConfig::ifmapKb, std::numeric_limits<std::int64_t>::max()},
    {"filtersramszkb", &ScaleSimConfig::filterKb, std::numeric_limits<std::int64_t>::max()},
    {"ofmapsramszkb", &ScaleSimConfig::ofmapKb, std::numeric_limits<std::int64_t>::max()},
    {"bandwidth", &ScaleSimConfig::wordsPerCycle, std::numeric_limits<std::int64_t>::max()},
};

/// Whether it has an effect.
Result<bool> setKey(ScaleSimConfig& config, std::string_view name, std::string_view value, const std::string& where)
{
    const std::string key = lowered(name);
    const auto again = [&] { return fail(where, ": expected ", printable(name), " once, found it again"); };
    if (key == "dataflow") {
        if (config.dataflow)
            return again();
        config.dataflow = dataflowFromName(lowered(value));
        if (!config.dataflow)
            return fail(where, ": Dataflow: expected os, ws or is, found ", inQuotes(value));
        return true;
    }
    if (key == "sparsitysupport") {
        if (config.sparsity)
            return again();
        const std::string truth = lowered(value);
        if (truth != "true" && truth != "false")
            return fail(where, ": SparsitySupport: expected true or false, found ", inQuotes(value));
        config.sparsity = truth == "true";
        return true;
    }
    for (const NumberKey& known : numberKeys) {
        if (known.key != key)
            continue;
        if (config.*known.member)
            return again();
        const std::optional<std::int64_t> number = wholeNumber(commaSeparated(value).front());
        if (!number || *number < 1 || *number > known.largest)
            return fail(where, ": ", name, ": expected a whole number 1…", known.largest, ", found ", inQuotes(value));
        config.*known.member = *number;
        return true;
    }
    return false;
}

/// The keys of a section that have no effect, and whether another one has.
class SectionNotes {
public:
    void begin(std::string_view section, std::vector<std::string>& told)
    {
        end(told);
        section_ = printable(section);
    }
    void add(std::string_view key, bool effect)
    {
        effect_ = effect_ || effect;
        if (!effect)
            keys_.push_back(printable(key));
    }
    void end(std::vector<std::string>& told)
    {
        if (!keys_.empty() && !effect_ && !section_.empty())
            told.push_back(section_);
        else
            std::ranges::move(keys_, std::back_inserter(told));
        keys_.clear();
        effect_ = false;
    }

private:
    std::string section_; ///< "[layout]"; empty before the first one
    std::vector<std::string> keys_;
    bool effect_ = false;
};

} // namespace

Result<ScaleSimConfig> parseScaleSimConfig(std::string_view text, const std::string& source)
{
    ScaleSimConfig config;
    SectionNotes section;
    int number = 0;
    for (const std::string_view line : linesOf(text)) {
        ++number;
        if (line.empty() || line[0] == '#' || line[0] == ';')
            continue;
        if (line[0] == '[') {
            section.begin(line, config.withoutEffect);
            continue;
        }
        const std::string where = termscope::text(source, ", line ", number);
        const std::size_t sign = line.find_first_of(":=");
        if (sign == std::string_view::npos)
            return fail(where, ": expected Key: value, found ", inQuotes(line));
        const std::string_view key = trimmed(line.substr(0, sign));
        const Result<bool> set = setKey(config, key, trimmed(line.substr(sign + 1)), where);
        if (!set)
            return tl::unexpected(set.error());
        section.add(key, *set);
    }
    section.end(config.withoutEffect);
    return config;
}

Result<ScaleSimConfig> readScaleSimConfig(const std::filesystem::path& path)
{
    const Result<Bytes> bytes = readFile(path, limits::scaleSimConfig);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseScaleSimConfig({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string());
}

} // namespace termscope
