// What the evaluations of a curve have in common: the values of every block of samples where the layers begin to
// differ.
//
// A budget does not reach the layers that stay at plain QT, nor what is before them. Of two evaluations in a row, the
// second keeps what it has after the steps that both do alike, and those after it go on from there as long as they do
// them alike too. A network that begins with a linear layer keeps what that layer makes of the samples from the first
// evaluation on: it is the same at every setting of the weights. Up to half a gigabyte is kept; blocks beyond that are
// run from the start.
#pragma once

#include "core/evaluate/GraphPath.h"

#include <map>
#include <mutex>

namespace termscope {

class CurveCache {
public:
    /// An evaluation begins. Not while run is called.
    void begin(std::shared_ptr<const GraphRunner> runner);

    /// As GraphPath::run with the runner of begin. `block`: number of these samples, the same in every evaluation.
    /// Thread-safe.
    Result<std::vector<float>> run(const GraphPath& path, std::int64_t block, std::span<const float> samples,
                                   std::int64_t rows, LayerLog& log);

    /// Blocks that are kept.
    std::size_t kept() const { return kept_.size(); }

private:
    GraphPausePtr find(std::int64_t block) const;
    void keep(std::int64_t block, GraphPausePtr pause);

    std::shared_ptr<const GraphRunner> runner_;
    GraphStop stop_; ///< where the kept blocks stop; at the very beginning none are kept
    std::map<std::int64_t, GraphPausePtr> kept_;
    std::size_t bytes_ = 0;
    mutable std::mutex mutex_;
};

} // namespace termscope
