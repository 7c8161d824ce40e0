// One decoder per format, for ImageDecoder.
#pragma once

#include "core/data/images/ImageDecoder.h"

namespace termscope {

Result<Image> decodeJpeg(ByteView bytes, const std::string& file);
Result<Image> decodePng(ByteView bytes, const std::string& file);

/// Error: no pixels, or more than limits::picturePixels.
Result<void> checkImageSize(std::int64_t height, std::int64_t width, const std::string& file);

} // namespace termscope
