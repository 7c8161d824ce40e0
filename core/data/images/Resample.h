// Bilinear resizing with antialiasing of 8-bit images, as Pillow's Image.resize(…, BILINEAR) does it, to the last bit:
// what torchvision's Resize does to a picture.
//
// A pixel of the result is the mean of the pixels under a triangle of support max(1, scale) around its centre. First
// along the rows, then along the columns, 8 bits in between, with weights of 22 fractional bits. Source: Pillow,
// src/libImaging/Resample.c.
#pragma once

#include "core/data/images/Image.h"

namespace termscope {

/// A part of an image, in pixels.
struct Window {
    std::int32_t top = 0;
    std::int32_t left = 0;
    std::int32_t height = 0;
    std::int32_t width = 0;
};

/// The window of the image resized to height × width; nothing outside of it is computed. Range: height and width at
/// least 1, the window inside them. A side that keeps its length is copied. Thread-safe.
Image resized(const Image& image, std::int32_t height, std::int32_t width, const Window& window);

} // namespace termscope
