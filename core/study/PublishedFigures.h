// Figures of accuracy, latency and energy that others published, to be drawn beside one's own:
// resources/reference/published_2020.json.
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
    std::optional<int> groupSize; ///< g, budget and data terms: TR only
    std::optional<int> budget;
    std::optional<int> dataTerms;
    double pairsAsPublished = 0.0; ///< per multiply-accumulate, in the publication's count
    double pairs = 0.0;            ///< the same setting in our count of provisioned pairs per multiply-accumulate
    double top1 = 0.0;             ///< percent
};

struct PublishedCurve {
    std::string network;
    std::string method; ///< "QT" or "TR"
    std::string metric;
    std::vector<PublishedPoint> points;
};

/// How many times as long, and as much energy, QT takes of TR on one array of term MACs, at equal accuracy.
struct PublishedRatio {
    std::string network;
    double latency = 0.0;
    double energy = 0.0;
};

struct PublishedHardware {
    std::string board; ///< what was measured
    std::vector<PublishedRatio> ratios;
};

struct PublishedFigures {
    std::string source;             ///< whose figures these are, for legend and caption
    std::vector<std::string> notes; ///< what to keep in mind when comparing
    std::vector<PublishedCurve> curves;
    std::optional<PublishedHardware> fpga; ///< none where the file has no "fpga"
};

/// Reads the JSON text; `name` opens the error sentences ("figures.json: curve 2, point 1: expected "top1" to be a
/// number, found null"). Pairs must be positive, top1 within 0…100, ratios positive.
Result<PublishedFigures> parsePublishedFigures(std::string_view json, const std::string& name);

} // namespace termscope
