#include "core/sweep/SweepShard.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"

#include <algorithm>

namespace termscope {
namespace {

/// One part of a point. Errors: it failed; images of a limited sweep that cannot be read.
Result<SweepRow> runPart(Evaluator& evaluator, const SweepPoint& point, const SampleRange& range,
                         const Progress& progress)
{
    const Evaluation found = evaluator.evaluate(point.method, point.settings, range, [&](const Evaluation& sofar) {
        report(progress, static_cast<double>(sofar.evaluated) / static_cast<double>(sofar.total));
    });
    if (!found.failure.empty())
        return fail(found.failure);
    if (evaluator.sampleCount() < evaluator.availableSamples() && !evaluator.skipped().empty())
        return fail(evaluator.dataName(),
                    ": expected images that can all be read, as shards of a limited sweep need, found: ",
                    toText(evaluator.skipped(), range.count));
    return rowOf(found);
}

} // namespace

Result<Shard> parseShard(std::string_view words)
{
    const std::size_t slash = std::min(words.find('/'), words.size());
    const auto index = wholeNumber(words.substr(0, slash));
    const auto count = wholeNumber(words.substr(std::min(slash + 1, words.size())));
    if (!index || !count || *index < 1 || *index > *count || *count > limits::sweepShards)
        return fail("expected i/n with 1 ≤ i ≤ n ≤ ", limits::sweepShards, ", found ", inQuotes(words));
    return Shard{static_cast<int>(*index), static_cast<int>(*count)};
}

std::vector<ShardPart> partsOf(const SweepExtent& extent, const Shard& shard)
{
    const std::int64_t blocks = (extent.samples + extent.block - 1) / extent.block;
    const std::int64_t all = extent.points * blocks;
    const std::int64_t end = all * shard.index / shard.count;
    std::vector<ShardPart> parts;
    for (std::int64_t next = all * (shard.index - 1) / shard.count; next < end;) {
        const std::int64_t point = next / blocks;
        const std::int64_t stop = std::min(end, (point + 1) * blocks);
        const std::int64_t first = (next - point * blocks) * extent.block;
        const std::int64_t last = std::min((stop - point * blocks) * extent.block, extent.samples);
        parts.push_back({point, {first, last - first}});
        next = stop;
    }
    return parts;
}

Result<ShardRun> runShard(Evaluator& evaluator, const SweepConfig& config, const Shard& shard, const Progress& progress)
{
    const Result<std::vector<SweepPoint>> points = sweepPoints(config);
    if (!points)
        return tl::unexpected(points.error());
    const std::optional<std::int64_t> block = evaluator.blockRows();
    const SweepExtent extent{std::ssize(*points), block ? evaluator.sampleCount() : 1, block.value_or(1)};
    const std::vector<ShardPart> parts = partsOf(extent, shard);
    ShardRun done{extent, {}};
    for (const ShardPart& part : parts) {
        const SweepPoint& point = (*points)[static_cast<std::size_t>(part.point)];
        const auto inWhole = [&](double fraction) {
            report(progress, (static_cast<double>(done.rows.size()) + fraction) / static_cast<double>(parts.size()));
        };
        Result<SweepRow> row = runPart(evaluator, point, block ? part.range : SampleRange{}, inWhole);
        if (!row)
            return tl::unexpected(row.error());
        done.rows.push_back({part, withBits(namedRow(std::move(*row), point, config), evaluator.network(), config)});
    }
    return done;
}

} // namespace termscope
