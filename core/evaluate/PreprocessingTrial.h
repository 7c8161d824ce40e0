// Which preprocessing a network was trained with, found out by trying: the float accuracy on a few images under each
// preset, fitted to the size and the channels that the network takes.
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/graph/Network.h"

#include <string>
#include <vector>

namespace termscope {

struct PreprocessingTrial {
    Preprocessing preprocessing;
    std::int64_t evaluated = 0;
    double top1 = 0.0;   ///< in percent
    std::string failure; ///< why there is no figure; else empty
};

/// Images that are tried.
inline constexpr std::int64_t triedImages = 200;

/// Each preset as it can serve the network on pictures of this size and these channels, the one that is set now first;
/// each once.
std::vector<Preprocessing> preprocessingsToTry(const Network& network, const Preprocessing& now, const Image& picture);

/// The best first, of equal ones the plainest, those that failed last. The first `count` images; where the images are
/// sorted by their classes, as many at equal distances, as the first would all be of one class. May be cancelled, see
/// base/Cancel.h. Errors: the images have no labels, hold numbers that are no pictures, or none of them can be read.
Result<std::vector<PreprocessingTrial>> tryPreprocessings(const NetworkPtr& network, const DatasetPtr& dataset,
                                                          std::int64_t count = triedImages,
                                                          const Progress& progress = {});

} // namespace termscope
