// Accuracies that papers report of networks trained or fine-tuned with a number format in place, to be drawn beside
// what the format gives without training: resources/reference/published_trained.json.
#pragma once

#include "core/base/Error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

struct TrainedFigure {
    std::string network;
    std::string format;
    int weightBits = 0;
    double top1 = 0.0;               ///< percent
    std::optional<double> floatTop1; ///< of the same network in float32, where it is told
    std::string training;            ///< what was trained
    std::string source;
};

struct TrainedFigures {
    std::string source;
    std::vector<TrainedFigure> figures;
};

/// Reads the JSON text; `name` opens the error sentences. Bits must be 1…32, accuracies within 0…100.
Result<TrainedFigures> parseTrainedFigures(std::string_view json, const std::string& name);

} // namespace termscope
