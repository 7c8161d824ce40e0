#include "core/evaluate/CurveCache.h"

#include <utility>

namespace termscope {
namespace {

constexpr std::size_t mostBytes = std::size_t{1} << 29;

} // namespace

void CurveCache::begin(std::shared_ptr<const GraphRunner> runner)
{
    const GraphStop common = runner_ ? runner->commonStop(*runner_) : GraphStop{};
    runner_ = std::move(runner);
    if (stop_ != GraphStop{} && common >= stop_)
        return;
    stop_ = std::max(common, runner_->firstLayerStop());
    bytes_ = 0;
    kept_.clear();
}

Result<std::vector<float>> CurveCache::run(const GraphPath& path, std::int64_t block, std::span<const float> samples,
                                           std::int64_t rows, LayerLog& log)
{
    if (stop_ == GraphStop{})
        return path.run(*runner_, samples, rows, &log);
    GraphPausePtr pause = find(block);
    if (!pause) {
        Result<GraphPausePtr> paused = path.pause(*runner_, samples, rows, stop_);
        if (!paused)
            return tl::unexpected(paused.error());
        pause = std::move(*paused);
        keep(block, pause);
    }
    return path.resume(*runner_, *pause, rows, log);
}

GraphPausePtr CurveCache::find(std::int64_t block) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = kept_.find(block);
    return found == kept_.end() ? nullptr : found->second;
}

void CurveCache::keep(std::int64_t block, GraphPausePtr pause)
{
    const std::size_t bytes = bytesOf(*pause);
    const std::scoped_lock lock(mutex_);
    if (bytes_ + bytes > mostBytes || !kept_.emplace(block, std::move(pause)).second)
        return;
    bytes_ += bytes;
}

} // namespace termscope
