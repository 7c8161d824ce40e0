// Labels as an array of classes: one for each sample, or one for each of its places, as pixels and tokens are.
#pragma once

#include "core/base/Error.h"
#include "core/data/Dataset.h"
#include "core/formats/numpy/Npy.h"

namespace termscope {

struct PlaceLabels {
    std::vector<std::int32_t> labels; ///< [count, places]; −1 for a place that does not count
    Shape shape;                      ///< of a sample: empty for one class
    std::int32_t classes = 0;         ///< largest label + 1
};

/// Of a place, below 0, and 255 where there are fewer classes, means that it does not count. Errors: other numbers than
/// whole ones up to limits::label; other than `count` along the first axis.
Result<PlaceLabels> placeLabels(const NpyArray& array, std::int64_t count, const std::string& where);

/// Gives them to a dataset.
void attach(Dataset& dataset, PlaceLabels labels);

} // namespace termscope
