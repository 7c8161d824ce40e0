// A dataset's samples in order, as many at a time as are asked for, whether they are in memory or decoded on the way.
//
// What cannot be read is left out: the samples are counted without it. Memory: that of one request and of a few
// batches. One thread at a time; decoding goes on beside it, in threads of its own.
#pragma once

#include "core/data/BatchReader.h"

#include <optional>

namespace termscope {

/// Views, good until the next request.
struct SampleRows {
    std::span<const float> values;        ///< [count, features]
    std::span<const std::int32_t> labels; ///< [count], or empty when the dataset has none
    std::int64_t count = 0;
};

class SampleStream {
public:
    /// From `first` on so many samples, those left out counted in; 0 for all.
    explicit SampleStream(DatasetPtr dataset, std::int64_t first = 0, std::int64_t count = 0);

    /// The next `count` samples; fewer only at the end, none after it. Error: that of BatchReader.
    Result<SampleRows> take(std::int64_t count);

    /// Those left out so far, in order.
    std::vector<SkippedImage> skipped() const;

private:
    Result<SampleRows> takeDecoded(std::int64_t count);

    DatasetPtr dataset_;
    std::int64_t next_ = 0; ///< of samples in memory
    std::int64_t end_ = 0;
    std::optional<BatchReader> reader_;
    std::vector<float> values_; ///< decoded, of which the first `given_` were given out
    std::vector<std::int32_t> labels_;
    std::int64_t given_ = 0;
    std::int64_t held_ = 0;
    bool ended_ = false;
};

/// One sample's values [features]; where its picture cannot be read, the next one's that can. Error: none after it can,
/// or that of BatchReader.
Result<std::vector<float>> sampleValues(const DatasetPtr& dataset, std::int64_t sample);

} // namespace termscope
