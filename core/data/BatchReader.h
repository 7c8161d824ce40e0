// The samples of a dataset a batch at a time, whether they are in memory or have to be decoded.
//
// Threads decode ahead of whoever asks, so that decoding and the network run side by side; batches come in order all
// the same. The memory taken is that of a few batches, whatever the dataset's size:
//
//     BatchReader reader(dataset, {.batch = 16});
//     while (true) {
//         const Result<SampleBatch> batch = reader.next();
//         if (!batch || batch->count() == 0)
//             break;
//         run(batch->values, batch->labels);
//     }
#pragma once

#include "core/base/Limits.h"
#include "core/base/Progress.h"
#include "core/data/Dataset.h"

namespace termscope {

struct BatchConfig {
    std::int64_t first = 0;  ///< sample to start with
    std::int64_t count = 0;  ///< samples to go through; 0 for all
    std::int64_t batch = 64; ///< samples in a batch
    int ahead = 2;           ///< batches decoded before they are asked for
    int threads = 0;         ///< that decode; 0 for one per core
};

/// Views into the reader, or the dataset where it is in memory: good until next() is called again.
struct SampleBatch {
    std::span<const float> values;         ///< [count, features]
    std::span<const std::int64_t> samples; ///< [count]: their numbers in the dataset
    std::span<const std::int32_t> labels;  ///< [count], or empty when the dataset has none

    std::int64_t count() const { return static_cast<std::int64_t>(samples.size()); }
};

class BatchReader {
public:
    BatchReader(DatasetPtr dataset, const BatchConfig& config);
    ~BatchReader(); ///< stops the threads: after the picture each is at
    BatchReader(const BatchReader&) = delete;
    BatchReader& operator=(const BatchReader&) = delete;

    /// The next batch; empty at the end. A picture that cannot be read is left out, so that a batch may be smaller than
    /// asked for. Error: a picture of another size or other channels than the first, as no network takes both; there is
    /// no next batch then.
    Result<SampleBatch> next();

    /// Those left out of the batches so far, in order.
    const std::vector<SkippedImage>& skipped() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

inline constexpr std::int64_t mostBytesInMemory = limits::decodedSamples;

/// The first `limit` samples (0 for all) of a streamed dataset, decoded into memory; of one in memory the dataset
/// itself. What cannot be read is in `skipped` of the result. May be cancelled, see base/Cancel.h. Errors: more than
/// `largestBytes` of samples, none readable, those of BatchReader.
Result<DatasetPtr> loaded(const DatasetPtr& dataset, std::int64_t limit = 0, const Progress& progress = {},
                          std::int64_t largestBytes = mostBytesInMemory);

/// The same where it takes at most `largestBytes`; else the stream as it is.
Result<DatasetPtr> loadedOrStreamed(const DatasetPtr& dataset, std::int64_t limit = 0, const Progress& progress = {},
                                    std::int64_t largestBytes = mostBytesInMemory);

} // namespace termscope
