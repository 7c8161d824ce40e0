// What people see of a dataset's samples: the picture before its preprocessing, in grey or in colour.
#pragma once

#include "core/data/Dataset.h"

#include <QImage>
#include <QString>

namespace termscope {

class SamplePictures {
public:
    SamplePictures() = default;
    /// Looks at the first samples: numbers that are no pixels once mean, std and scale are undone are spread over the
    /// range of grey.
    explicit SamplePictures(DatasetPtr dataset);

    /// Size of a sample; black where its values are not in memory. Range: 0 ≤ sample < count.
    QImage picture(std::int64_t sample) const;

private:
    float level(float value, std::int64_t channel) const;

    DatasetPtr dataset_;
    float low_ = 0.0F; ///< what is black and white after undoing
    float high_ = 255.0F;
};

/// The class's name, or its number.
QString className(const Dataset& dataset, std::int32_t number);

} // namespace termscope
