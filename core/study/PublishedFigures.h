// Accuracy figures that others published, to be drawn beside one's own: resources/reference/published_2020.json.
#pragma once

#include "core/base/Error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

struct PublishedPoint {
    int weightBits = 0;
    int dataBits = 0;
    std::optional<int> groupSize;     ///< g, budget and data terms: TR only
    std::optional<int> budget;
    std::optional<int> dataTerms;
    double pairsAsPublished = 0.0;    ///< per multiply-accumulate, in the publication's count
    double pairs = 0.0;               ///< the same setting in our count of provisioned pairs per multiply-accumulate
    double top1 = 0.0;                ///< percent
};

struct PublishedCurve {
    std::string network;
    std::string method;               ///< "QT" or "TR"
    std::string metric;
    std::vector<PublishedPoint> points;
};

struct PublishedFigures {
    std::string source;               ///< whose figures these are, for legend and caption
    std::vector<std::string> notes;   ///< what to keep in mind when comparing
    std::vector<PublishedCurve> curves;
};

/// Reads the JSON text; `name` opens the error sentences ("figures.json: curve 2, point 1: expected "top1" to be a
/// number, found null"). Pairs must be positive, top1 within 0…100.
Result<PublishedFigures> parsePublishedFigures(std::string_view json, const std::string& name);

} // namespace termscope
