#include "core/data/ReadShaped.h"

#include "core/base/Limits.h"
#include "core/base/Memory.h"
#include "core/data/images/ImageDecoder.h"

#include <algorithm>

namespace termscope {
namespace {

/// Sides stay well within 32 bits, and what is not cropped within memory.
Result<void> checkGrowth(const Image& image, const Preprocessing& preprocessing, const std::string& name)
{
    constexpr double longestSide = 1 << 24;
    if (preprocessing.resize == 0)
        return {};
    const double longer = std::max(image.height, image.width);
    const double shorter = std::min(image.height, image.width);
    const double side = preprocessing.resize * longer / shorter;
    const double pixels = side * preprocessing.resize;
    if (side > longestSide || (preprocessing.crop == 0 && pixels > static_cast<double>(limits::picturePixels)))
        return fail(name, ": expected at most ", limits::picturePixels, " pixels after resize=", preprocessing.resize,
                    ", found an image of ", image.height, "×", image.width);
    return {};
}

} // namespace

Result<Image> readShaped(const ImageSource& source, std::int64_t picture, const Preprocessing& preprocessing)
{
    const std::string name = source.nameOf(picture);
    return withinMemory(name + ":", [&]() -> Result<Image> {
        Result<Image> image = source.read(picture);
        if (!image)
            return image;
        if (const Result<void> fits = checkGrowth(*image, preprocessing, name); !fits)
            return tl::unexpected(fits.error());
        return shaped(*image, preprocessing);
    });
}

} // namespace termscope
