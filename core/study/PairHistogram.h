// Term pairs per dot product of 16 values: what an array's cell meets of a layer with real weights and real data.
//
// A dot product is a chunk of 16 consecutive values of one row of the weights in group order (one output; of a
// convolution one kernel position, input channels along the row) and the data they meet, im2col's zeros in the padding
// included. The last chunk of a row may be shorter. Its term pairs are Σ terms(weight)·terms(data).
// Source: arXiv 2007.06389, section III (99 % of 8-bit dot products of 16 need at most 110 pairs of 16·7·7 = 784).
#pragma once

#include "core/evaluate/Evaluation.h"
#include "core/graph/Network.h"
#include "core/run/PreparedNetwork.h"
#include "core/study/LayerDistribution.h"

#include <span>

namespace termscope {

struct PairSampling {
    int length = 16;                           ///< values of a dot product, 1…64
    std::int64_t most = std::int64_t{1} << 20; ///< dot products counted at most; all of them where there are no more
    std::uint64_t seed = 1;
};

struct PairHistogram {
    int length = 0;           ///< values of a full dot product: of a layer with fewer inputs, as many as it has
    TermHistogram pairs;      ///< counts[n] dot products have n term pairs
    std::int64_t counted = 0; ///< dot products in it
    std::int64_t all = 0;     ///< of the data given; counted < all: a sample
    double bound = 0.0;       ///< provisioned term pairs of a full dot product

    bool exact() const { return counted == all; }
};

/// `data`: what enters the layer, sample after sample, as Evaluator::layerData gives each. `pairsPerMac`: provisioned.
/// A sample is the same for the same seed: every so many-th chunk of the data, at a random place within its stretch,
/// with all outputs, or 256 of them evenly spread where there are more. Uses all cores. Cost: some 10 ms for 2^20 dot
/// products. Errors: a convolution whose images' size is not known, no data.
Result<PairHistogram> pairHistogram(const WeightLayer& source, const PreparedLayer& layer, std::span<const float> data,
                                    std::int64_t samples, double pairsPerMac, const PairSampling& sampling = {});

} // namespace termscope
