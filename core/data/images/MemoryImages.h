// Pictures of one size that are in memory as bytes.
#pragma once

#include "core/data/images/ImageSource.h"
#include "core/files/Files.h"

namespace termscope {

/// How the bytes of one picture lie.
struct PictureFormat {
    std::int32_t height = 0;
    std::int32_t width = 0;
    std::int32_t channels = 1; ///< 1 or 3
    bool planar = false;       ///< channel by channel instead of pixel by pixel
    std::size_t skipped = 0;   ///< bytes before each picture that are none of it (labels)

    std::size_t pixels() const { return static_cast<std::size_t>(height) * static_cast<std::size_t>(width); }
    std::size_t stride() const { return skipped + pixels() * static_cast<std::size_t>(channels); }
};

/// `bytes` holds a whole number of pictures.
ImageSourcePtr memoryImages(Bytes bytes, const PictureFormat& format, std::string name);

} // namespace termscope
