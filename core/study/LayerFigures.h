// What a row of the list of layers says of the weights at the settings.
#pragma once

#include "core/settings/NetworkPlan.h"

#include <optional>

namespace termscope {

/// Of the weights that a layer runs with; see LayerPlan.
struct LayerFigures {
    double sqnr = 0.0;      ///< against the floats, dB; infinity where there is no error
    double termsKept = 1.0; ///< of the terms of the quantized weights, 0…1
    double meanTerms = 0.0; ///< kept, of a weight
    double sparsity = 0.0;  ///< share of the weights that are zero, 0…1
    /// Share of the weights that lie more than half a step beyond the largest integer; of a file's own integers, of
    /// those that are the smallest or the largest of their type. 0…1
    double clipped = 0.0;
    double step = 0.0;  ///< the smallest scale; 0 of float32
    double range = 0.0; ///< the largest value that has an integer: q_max · scale, of the largest scale; 0 of float32

    friend bool operator==(const LayerFigures&, const LayerFigures&) = default;
};

/// `reach`: max|x| where it is known. Range: finite weights. May be cancelled, see base/Cancel.h. Cost: a pass or two.
LayerFigures figuresOf(const WeightLayer& layer, const LayerPlan& plan, std::optional<float> reach = {});

} // namespace termscope
