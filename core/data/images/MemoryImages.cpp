#include "core/data/images/MemoryImages.h"

#include <algorithm>

namespace termscope {
namespace {

class MemoryImages : public ImageSource {
public:
    MemoryImages(Bytes bytes, const PictureFormat& format, std::string name)
        : bytes_(std::move(bytes)), format_(format), name_(std::move(name))
    {
    }

    std::int64_t count() const override { return static_cast<std::int64_t>(bytes_.size() / format_.stride()); }
    std::string nameOf(std::int64_t index) const override { return text(name_, ", image ", index); }
    Result<Image> read(std::int64_t index) const override
    {
        const std::size_t start = static_cast<std::size_t>(index) * format_.stride() + format_.skipped;
        const std::byte* stored = bytes_.data() + start;
        const auto channels = static_cast<std::size_t>(format_.channels);
        const std::size_t count = format_.pixels();
        Image image{format_.height, format_.width, format_.channels, std::vector<std::uint8_t>(count * channels)};
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t c = 0; c < channels; ++c)
                image.pixels[i * channels + c] = std::to_integer<std::uint8_t>(
                    stored[format_.planar ? c * count + i : i * channels + c]);
        return image;
    }

private:
    Bytes bytes_;
    PictureFormat format_;
    std::string name_;
};

} // namespace

ImageSourcePtr memoryImages(Bytes bytes, const PictureFormat& format, std::string name)
{
    return std::make_shared<MemoryImages>(std::move(bytes), format, std::move(name));
}

} // namespace termscope
