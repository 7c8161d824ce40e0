// The studies of arXiv 2007.06389 beyond the curves of PublishedFigures.h, with the settings of each point, to be run
// again: resources/reference/published_2020_studies.json.
#pragma once

#include "core/base/Error.h"
#include "core/settings/Settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace termscope {

/// A point of a curve: of QT its bits, of TR the group, budget and data terms too.
struct StudiedPoint {
    int weightBits = 8;
    int dataBits = 8;
    int groupSize = 1; ///< these three of TR
    int budget = 1;
    int dataTerms = 0;
    double value = 0.0; ///< top-1 in percent, or perplexity
};

struct StudiedCurve {
    std::string network;
    Method method = Method::Revealed;
    bool perplexity = false;
    std::vector<StudiedPoint> points;
};

struct DotProductClaim {
    std::string network;
    int length = 0;
    int below = 0;      ///< term pairs
    double share = 0.0; ///< of the dot products that need fewer, 0…1
};

struct PublishedStudies {
    std::string source;
    std::vector<StudiedCurve> curves;
    StudiedCurve groups; ///< by group size, then α
    DotProductClaim dotProducts;

    /// The curves of the network whose name begins so.
    std::vector<StudiedCurve> curvesOf(std::string_view network) const;
};

/// Reads the JSON text; `name` opens the error sentences.
Result<PublishedStudies> parsePublishedStudies(std::string_view json, const std::string& name);

} // namespace termscope
