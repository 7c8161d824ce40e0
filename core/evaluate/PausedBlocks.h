// Blocks of samples that wait within a network: they go on together, on all cores.
#pragma once

#include "core/base/ParallelFor.h"
#include "core/data/SampleStream.h"
#include "core/evaluate/GraphPath.h"
#include "core/run/MatrixProduct.h"

#include <algorithm>

namespace termscope {

class PausedBlocks {
public:
    /// At the beginning of the network. The rows' values outlive it. Error: that of GraphPath::pause.
    static Result<PausedBlocks> create(const GraphPath& path, const GraphRunner& runner, const SampleRows& rows);

    std::int64_t count() const { return std::ssize(pauses_); }
    /// Samples of a block.
    std::int64_t size(std::int64_t block) const { return std::min(blockRows_, rows_.count - first(block)); }
    std::span<const float> samples(std::int64_t block) const;
    std::span<const std::int32_t> labels(std::int64_t block) const;
    const GraphPause& pause(std::int64_t block) const { return *pauses_[static_cast<std::size_t>(block)]; }

    /// Lets those that have not come so far go on to a stop. Error: that of GraphRunner::advance.
    Result<void> advance(const GraphRunner& runner, GraphStop stop);
    /// Memory of the block that has taken most so far.
    std::size_t largestBytes() const { return largestBytes_; }

    /// body(block), a Result<void>, for all blocks. Error: that of the first block that has one.
    template <class Body>
    Result<void> each(const Body& body) const
    {
        std::vector<Result<void>> ran(pauses_.size());
        parallelFor(count(), [&](std::int64_t block) {
            const SingleThreadScope alone;
            ran[static_cast<std::size_t>(block)] = body(block);
        });
        for (Result<void>& one : ran)
            if (!one)
                return std::move(one);
        return {};
    }

private:
    PausedBlocks(const SampleRows& rows, std::int64_t blockRows)
        : rows_(rows), blockRows_(blockRows),
          pauses_(static_cast<std::size_t>((rows.count + blockRows - 1) / blockRows))
    {
    }

    std::int64_t first(std::int64_t block) const { return block * blockRows_; }
    void measure();

    SampleRows rows_;
    std::int64_t blockRows_ = 1;
    std::vector<GraphPausePtr> pauses_; ///< by block
    std::size_t largestBytes_ = 0;
};

} // namespace termscope
