// Images and labels as a file holds them, before preprocessing; and the dataset they become.
#pragma once

#include "core/data/DatasetReader.h"
#include "core/data/PlaceLabels.h"
#include "core/files/Files.h"
#include "core/tensor/Tensor.h"

namespace termscope {

struct StoredImages {
    Shape shape;                       ///< [count, …] of 2 to 4 axes
    Bytes bytes;                       ///< the values as bytes, where they are
    std::vector<float> numbers;        ///< else as numbers, all finite
    std::vector<std::int32_t> labels;  ///< empty when there are none
    std::optional<PlaceLabels> places; ///< in their place, where there is one for each pixel
    bool hasLabels = false;
};

/// In memory, or streamed where pictures change their size. Errors: a shape that holds no images, a size asked of what
/// are no pictures (numbers, or bytes of other than 1 or 3 channels). `networkInput` as in DatasetConfig.
Result<Dataset> datasetOf(StoredImages images, const Preprocessing& preprocessing, const std::string& file,
                          const Shape& networkInput = {});

/// Pictures of known labels: their values where all are in memory at one size, else a stream. Errors: no picture can be
/// read.
Result<Dataset> datasetOf(LabelledImages images, const Preprocessing& preprocessing, bool inMemory);

} // namespace termscope
