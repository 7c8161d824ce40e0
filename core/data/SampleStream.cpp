#include "core/data/SampleStream.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::int64_t decodedTogether = 16;

} // namespace

SampleStream::SampleStream(DatasetPtr dataset, std::int64_t first, std::int64_t count)
    : dataset_(std::move(dataset)), next_(first),
      end_(count > 0 ? std::min(first + count, dataset_->count()) : dataset_->count())
{
    if (dataset_->streamed())
        reader_.emplace(dataset_, BatchConfig{.first = first, .count = count, .batch = decodedTogether, .ahead = 4});
}

Result<SampleRows> SampleStream::take(std::int64_t count)
{
    if (reader_)
        return takeDecoded(count);
    const auto first = static_cast<std::size_t>(next_);
    const auto found = static_cast<std::size_t>(std::min(count, end_ - next_));
    const auto features = static_cast<std::size_t>(dataset_->features());
    next_ += static_cast<std::int64_t>(found);
    const auto places = static_cast<std::size_t>(dataset_->places());
    const std::span<const std::int32_t> labels = dataset_->labels;
    return SampleRows{std::span(dataset_->pixels).subspan(first * features, found * features),
                      labels.empty() ? labels : labels.subspan(first * places, found * places),
                      static_cast<std::int64_t>(found)};
}

Result<SampleRows> SampleStream::takeDecoded(std::int64_t count)
{
    const std::int64_t features = dataset_->features();
    values_.erase(values_.begin(), values_.begin() + given_ * features);
    labels_.erase(labels_.begin(), labels_.begin() + (labels_.empty() ? 0 : given_));
    held_ -= std::exchange(given_, 0);
    while (held_ < count && !ended_) {
        const Result<SampleBatch> batch = reader_->next();
        if (!batch)
            return tl::unexpected(batch.error());
        values_.insert(values_.end(), batch->values.begin(), batch->values.end());
        labels_.insert(labels_.end(), batch->labels.begin(), batch->labels.end());
        held_ += batch->count();
        ended_ = batch->count() == 0;
    }
    given_ = std::min(count, held_);
    const std::span<const std::int32_t> labels = labels_;
    return SampleRows{std::span(values_).first(static_cast<std::size_t>(given_ * features)),
                      labels.empty() ? labels : labels.first(static_cast<std::size_t>(given_)), given_};
}

std::vector<SkippedImage> SampleStream::skipped() const
{
    return reader_ ? reader_->skipped() : std::vector<SkippedImage>();
}

Result<std::vector<float>> sampleValues(const DatasetPtr& dataset, std::int64_t sample)
{
    if (!dataset->streamed()) {
        const std::span<const float> values = dataset->image(sample);
        return std::vector<float>(values.begin(), values.end());
    }
    BatchReader reader(dataset, {.first = sample, .batch = 1, .ahead = 0, .threads = 1});
    const Result<SampleBatch> batch = reader.next();
    if (!batch)
        return tl::unexpected(batch.error());
    if (batch->count() == 0)
        return fail(dataset->name, ": expected an image that can be read from image ", sample, " on, found none");
    return std::vector<float>(batch->values.begin(), batch->values.end());
}

} // namespace termscope
