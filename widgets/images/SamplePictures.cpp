#include "widgets/images/SamplePictures.h"

#include <algorithm>
#include <limits>

namespace termscope {
namespace {

constexpr std::int64_t rangeSample = 20; ///< samples that the range is taken from
/// Rounding and resampling may leave 0…255 by a little.
constexpr float slack = 4.0F;
/// Pixels that never get this bright are none: numbers of another unit.
constexpr float dimmest = 16.0F;

} // namespace

SamplePictures::SamplePictures(DatasetPtr dataset) : dataset_(std::move(dataset))
{
    if (!dataset_ || dataset_->pixels.empty())
        return;
    float low = std::numeric_limits<float>::max();
    float high = std::numeric_limits<float>::lowest();
    for (std::int64_t sample = 0; sample < std::min(dataset_->count(), rangeSample); ++sample) {
        const std::span<const float> values = dataset_->image(sample);
        for (std::int64_t channel = 0; channel < dataset_->channels; ++channel)
            for (std::int64_t row = 0; row < dataset_->height; ++row)
                for (std::int64_t column = 0; column < dataset_->width; ++column) {
                    const float found = level(values[static_cast<std::size_t>(dataset_->place(row, column, channel))],
                                              channel);
                    low = std::min(low, found);
                    high = std::max(high, found);
                }
    }
    if (low < -slack || high > 255.0F + slack || high < dimmest) {
        low_ = std::min(low, 0.0F);
        high_ = std::max(high, low_ + 1e-6F);
    }
}

/// The pixel that preprocessing made the value of; `channel` as the sample has it.
float SamplePictures::level(float value, std::int64_t channel) const
{
    const Preprocessing& made = dataset_->preprocessing;
    const bool turned = made.channels == Channels::Bgr && dataset_->channels == 3;
    const auto colour = static_cast<std::size_t>(std::min<std::int64_t>(turned ? 2 - channel : channel, 2));
    return (value * made.deviation[colour] + made.mean[colour]) * made.scale;
}

QImage SamplePictures::picture(std::int64_t sample) const
{
    QImage picture(static_cast<int>(dataset_->width), static_cast<int>(dataset_->height), QImage::Format_RGB32);
    if (dataset_->pixels.empty()) {
        picture.fill(Qt::black);
        return picture;
    }
    const std::span<const float> values = dataset_->image(sample);
    const bool colours = dataset_->channels >= 3;
    const bool turned = dataset_->preprocessing.channels == Channels::Bgr && dataset_->channels == 3;
    for (int row = 0; row < picture.height(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(row));
        const auto byte = [&](int column, std::int64_t colour) {
            const std::int64_t channel = !colours ? 0 : turned ? 2 - colour : colour;
            const float found = level(values[static_cast<std::size_t>(dataset_->place(row, column, channel))], channel);
            return static_cast<int>(std::clamp((found - low_) / (high_ - low_), 0.0F, 1.0F) * 255.0F + 0.5F);
        };
        for (int column = 0; column < picture.width(); ++column)
            line[column] = qRgb(byte(column, 0), byte(column, 1), byte(column, 2));
    }
    return picture;
}

QString className(const Dataset& dataset, std::int32_t number)
{
    const auto index = static_cast<std::size_t>(number);
    return number >= 0 && index < dataset.classNames.size() ? QString::fromStdString(dataset.classNames[index])
                                                            : QString::number(number);
}

} // namespace termscope
