#include "core/evaluate/PausedBlocks.h"

namespace termscope {

Result<PausedBlocks> PausedBlocks::create(const GraphPath& path, const GraphRunner& runner, const SampleRows& rows)
{
    PausedBlocks blocks(rows, path.blockRows());
    const Result<void> begun = blocks.each([&](std::int64_t block) -> Result<void> {
        Result<GraphPausePtr> pause = path.pause(runner, blocks.samples(block), blocks.size(block), {});
        if (!pause)
            return tl::unexpected(pause.error());
        blocks.pauses_[static_cast<std::size_t>(block)] = std::move(*pause);
        return {};
    });
    if (!begun)
        return tl::unexpected(begun.error());
    blocks.measure();
    return blocks;
}

std::span<const float> PausedBlocks::samples(std::int64_t block) const
{
    const std::size_t features = rows_.values.size() / static_cast<std::size_t>(rows_.count);
    return rows_.values.subspan(static_cast<std::size_t>(first(block)) * features,
                                static_cast<std::size_t>(size(block)) * features);
}

std::span<const std::int32_t> PausedBlocks::labels(std::int64_t block) const
{
    const std::size_t places = rows_.labels.size() / static_cast<std::size_t>(rows_.count);
    return rows_.labels.subspan(static_cast<std::size_t>(first(block)) * places,
                                static_cast<std::size_t>(size(block)) * places);
}

Result<void> PausedBlocks::advance(const GraphRunner& runner, GraphStop stop)
{
    Result<void> ran = each([&](std::int64_t block) -> Result<void> {
        GraphPausePtr& pause = pauses_[static_cast<std::size_t>(block)];
        if (stopOf(*pause) >= stop)
            return {};
        Result<GraphPausePtr> later = runner.advance(*pause, stop);
        if (!later)
            return tl::unexpected(later.error());
        pause = std::move(*later);
        return {};
    });
    measure();
    return ran;
}

void PausedBlocks::measure()
{
    for (const GraphPausePtr& pause : pauses_)
        largestBytes_ = std::max(largestBytes_, bytesOf(*pause));
}

} // namespace termscope
