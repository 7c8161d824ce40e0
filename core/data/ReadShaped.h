// One picture of a source as the network takes it, still in bytes.
#pragma once

#include "core/data/Preprocessing.h"
#include "core/data/images/ImageSource.h"

namespace termscope {

/// Errors: it cannot be read, it would become larger than limits::picturePixels (a line of pixels resized to a wide
/// band), memory runs out. Thread-safe.
Result<Image> readShaped(const ImageSource& source, std::int64_t picture, const Preprocessing& preprocessing);

} // namespace termscope
