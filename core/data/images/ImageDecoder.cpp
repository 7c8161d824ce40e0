#include "core/data/images/ImageDecoder.h"

#include "core/base/Limits.h"
#include "core/data/images/Formats.h"
#include "core/files/FileKind.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

using namespace std::literals;

bool startsWith(ByteView bytes, std::string_view magic)
{
    return bytes.size() >= magic.size() && std::ranges::equal(bytes.first(magic.size()), bytesOf(magic));
}

} // namespace

Result<void> checkImageSize(std::int64_t height, std::int64_t width, const std::string& file)
{
    if (height < 1 || width < 1 || height * width > limits::picturePixels)
        return fail(file, ": expected an image of 1 to ", limits::picturePixels, " pixels, found ", height, "×", width);
    return {};
}

Result<Image> decodeImage(ByteView bytes, const std::string& file)
{
    if (startsWith(bytes, "\xff\xd8\xff"))
        return decodeJpeg(bytes, file);
    if (startsWith(bytes, "\x89PNG\r\n\x1a\n"))
        return decodePng(bytes, file);
    return fail(file, ": expected a JPEG or PNG image, found ", describeContents(bytes));
}

bool hasImageName(std::string_view fileName)
{
    constexpr std::array extensions{".jpg"sv, ".jpeg"sv, ".png"sv,  ".ppm"sv,  ".bmp"sv,
                                    ".pgm"sv, ".tif"sv,  ".tiff"sv, ".webp"sv, ".gif"sv};
    const std::size_t dot = fileName.rfind('.');
    if (dot == std::string_view::npos || dot == 0) // ".jpg" alone is a hidden file
        return false;
    std::string extension(fileName.substr(dot));
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return std::ranges::find(extensions, extension) != extensions.end();
}

} // namespace termscope
