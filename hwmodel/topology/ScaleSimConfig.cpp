#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"
#include "hwmodel/topology/Topology.h"

#include <algorithm>
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

Result<void> setKey(ScaleSimConfig& config, std::string_view name, std::string_view value, const std::string& where)
{
    const std::string key = lowered(name);
    const auto again = [&] { return fail(where, ": expected ", printable(name), " once, found it again"); };
    if (key == "dataflow") {
        if (config.dataflow)
            return again();
        config.dataflow = dataflowFromName(lowered(value));
        if (!config.dataflow)
            return fail(where, ": Dataflow: expected os, ws or is, found ", inQuotes(value));
        return {};
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
    }
    return {};
}

} // namespace

Result<ScaleSimConfig> parseScaleSimConfig(std::string_view text, const std::string& source)
{
    ScaleSimConfig config;
    int number = 0;
    for (const std::string_view line : linesOf(text)) {
        ++number;
        if (line.empty() || line[0] == '#' || line[0] == ';' || line[0] == '[')
            continue;
        const std::string where = termscope::text(source, ", line ", number);
        const std::size_t sign = line.find_first_of(":=");
        if (sign == std::string_view::npos)
            return fail(where, ": expected Key: value, found ", inQuotes(line));
        const Result<void> set = setKey(config, trimmed(line.substr(0, sign)), trimmed(line.substr(sign + 1)), where);
        if (!set)
            return tl::unexpected(set.error());
    }
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
