#include "core/sweep/ShardFile.h"

#include "core/base/Fingerprint.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/JsonFields.h"
#include "core/files/Lines.h"
#include "core/sweep/ShardLines.h"
#include "core/sweep/ShardOrigin.h"
#include "core/sweep/SweepRowJson.h"

#include <algorithm>

namespace termscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view shardKey = "termscope_shard";
constexpr int shardVersion = 1;

Json headerOf(const SweepShard& shard)
{
    const SweepExtent& extent = shard.run.extent;
    Json json{{std::string(shardKey), shardVersion}};
    json["shard"] = text(shard.shard.index, '/', shard.shard.count);
    json["extent"] = {extent.points, extent.samples, extent.block};
    json["network"] = shard.network;
    json["data"] = shard.data;
    addOrigin(json, {shard.command, shard.identity});
    return json;
}

Json lineOf(const ShardRow& row)
{
    Json json{{"part", {row.part.point, row.part.range.first, row.part.range.count}}};
    json["row"] = toJson(row.row);
    if (row.row.work)
        json["pairs"] = {row.row.work->pairs, row.row.work->products};
    return json;
}

/// The whole numbers of a list; nothing where it is none of `count` that lie in 0…2^45.
std::optional<std::vector<std::int64_t>> countsOf(const nlohmann::json& list, std::size_t count)
{
    if (!list.is_array() || list.size() != count)
        return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (const nlohmann::json& entry : list) {
        if (!entry.is_number_unsigned() || entry.get<std::uint64_t>() > std::uint64_t{1} << 45)
            return std::nullopt;
        numbers.push_back(entry.get<std::int64_t>());
    }
    return numbers;
}

Result<SweepExtent> extentIn(const nlohmann::json& json, const std::string& where)
{
    const auto numbers = countsOf(memberOf(json, "extent"), 3);
    const auto isSmall = [](std::int64_t a, std::int64_t b) { return a < (std::int64_t{1} << 45) / b; };
    if (!numbers || std::ranges::find(*numbers, 0) != numbers->end() || numbers->front() > limits::sweepRows
        || !isSmall((*numbers)[0], (*numbers)[1]))
        return fail(where, ": expected how many rows, samples and samples of a block, found something else");
    return SweepExtent{(*numbers)[0], (*numbers)[1], (*numbers)[2]};
}

Result<SweepShard> headerFrom(std::string_view line, const std::string& file)
{
    const Result<nlohmann::json> json = parseJsonObject(line, file);
    if (!json)
        return tl::unexpected(json.error());
    if (memberOf(*json, shardKey) != shardVersion)
        return fail(file, ": expected a shard of version ", shardVersion, ", found another version");
    SweepShard shard;
    for (const auto& [key, place] :
         {std::pair{"network", &SweepShard::network}, std::pair{"data", &SweepShard::data}}) {
        Result<std::string> words = textOf(*json, key, file);
        if (!words)
            return tl::unexpected(words.error());
        shard.*place = std::move(*words);
    }
    const Result<Shard> which = shardIn(*json, file);
    if (!which)
        return tl::unexpected(which.error());
    shard.shard = *which;
    const Result<SweepExtent> extent = extentIn(*json, file);
    if (!extent)
        return tl::unexpected(extent.error());
    shard.run.extent = *extent;
    Result<ShardOrigin> origin = originIn(*json, file);
    if (!origin)
        return tl::unexpected(origin.error());
    shard.command = std::move(origin->command);
    shard.identity = std::move(origin->identity);
    return shard;
}

Result<ShardRow> rowIn(const nlohmann::json& json, const std::string& where)
{
    const auto part = countsOf(memberOf(json, "part"), 3);
    const nlohmann::json& own = memberOf(json, "row");
    if (!part || !own.is_object())
        return fail(where, ": expected a part of a row, found something else");
    Result<SweepRow> row = sweepRowFrom(own, where);
    if (!row)
        return tl::unexpected(row.error());
    if (row->work) {
        const nlohmann::json& pairs = memberOf(json, "pairs");
        if (!pairs.is_array() || pairs.size() != 2 || !pairs[0].is_number() || !pairs[1].is_number())
            return fail(where, ": expected the pairs and products of a part, found something else");
        row->work->pairs = pairs[0].get<double>();
        row->work->products = pairs[1].get<double>();
    }
    return ShardRow{{(*part)[0], {(*part)[1], (*part)[2]}}, std::move(*row)};
}

Result<void> checkParts(const SweepShard& shard, const std::string& file)
{
    const auto parts = partsOf(shard.run.extent, shard.shard);
    if (!std::ranges::equal(parts, shard.run.rows, {}, {}, &ShardRow::part))
        return fail(file, ": expected the parts of shard ", shard.shard.index, " of ", shard.shard.count,
                    ", found others");
    return {};
}

} // namespace

std::string fingerprintOf(const std::vector<SweepPoint>& points)
{
    Fingerprint print;
    for (const SweepPoint& point : points) {
        SweepRow row;
        row.method = point.method;
        row.settings = point.settings;
        row.layer = point.layer;
        const std::string words = oneLine(toJson(row)) + "\n";
        print.addValues(std::span<const char>(words));
    }
    return print.text();
}

std::string toText(const SweepShard& shard)
{
    std::string lines = oneLine(headerOf(shard)) + "\n";
    for (const ShardRow& row : shard.run.rows)
        lines += oneLine(lineOf(row)) + "\n";
    return lines + oneLine({{"end", shard.run.rows.size()}}) + "\n";
}

Result<FoundShard> parseShardFile(std::string_view content, const std::string& file)
{
    FoundShard found{file, std::nullopt, false};
    const auto seeHeader = [&](std::string_view line) {
        return headerFrom(line, file).map([&](SweepShard header) { found.shard = std::move(header); });
    };
    const auto seeLine = [&](std::string_view line, const std::string& where) -> Result<bool> {
        const Result<nlohmann::json> json = parseJsonObject(line, where);
        if (!json)
            return tl::unexpected(json.error());
        if (json->contains("end"))
            return checkParts(*found.shard, file).map([] { return true; });
        Result<ShardRow> row = rowIn(*json, where);
        if (!row)
            return tl::unexpected(row.error());
        found.shard->run.rows.push_back(std::move(*row));
        return false;
    };
    const Result<bool> whole = readShardLines(content, file, {shardKey, "a shard of a sweep"}, seeHeader, seeLine);
    if (!whole)
        return tl::unexpected(whole.error());
    found.whole = *whole;
    return found;
}

} // namespace termscope
