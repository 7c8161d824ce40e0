#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/data/images/Formats.h"

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <png.h>

namespace termscope {
namespace {

// As in JpegDecoder.cpp: libpng's errors jump back to functions that have no locals to destroy.
class PngReader {
public:
    explicit PngReader(ByteView bytes) : rest_(bytes)
    {
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &PngReader::onError,
                                      [](png_structp, png_const_charp) {});
        if (png_ != nullptr)
            info_ = png_create_info_struct(png_);
    }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;
    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }

    Result<Image> decode(const std::string& file)
    {
        if (info_ == nullptr || !readHeader())
            return broken(file);
        const std::size_t height = png_get_image_height(png_, info_);
        const std::size_t width = png_get_image_width(png_, info_);
        if (const Result<void> fits = checkImageSize(static_cast<std::int64_t>(height),
                                                     static_cast<std::int64_t>(width), file);
            !fits)
            return tl::unexpected(fits.error());
        const std::size_t channels = (png_get_color_type(png_, info_) & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1;
        image_.height = static_cast<std::int32_t>(height);
        image_.width = static_cast<std::int32_t>(width);
        image_.channels = static_cast<std::int32_t>(channels);
        image_.pixels.resize(height * width * channels);
        rows_.resize(height);
        for (std::size_t y = 0; y < height; ++y)
            rows_[y] = image_.pixels.data() + y * width * channels;
        if (!readPixels())
            return broken(file);
        return std::move(image_);
    }

private:
    [[noreturn]] static void onError(png_structp png, png_const_charp message)
    {
        auto& self = *static_cast<PngReader*>(png_get_error_ptr(png));
        std::strncpy(self.reason_, message, sizeof self.reason_ - 1);
        png_longjmp(png, 1);
    }

    static void onRead(png_structp png, png_bytep target, std::size_t count)
    {
        auto& self = *static_cast<PngReader*>(png_get_io_ptr(png));
        if (count > self.rest_.size()) {
            self.cutShort_ = true;
            png_error(png, "cut short");
        }
        std::memcpy(target, self.rest_.data(), count);
        self.rest_ = self.rest_.subspan(count);
    }

    bool readHeader()
    {
        if (setjmp(png_jmpbuf(png_)) != 0)
            return false;
        png_set_read_fn(png_, this, &PngReader::onRead);
        png_set_user_limits(png_, limits::pngSide, limits::pngSide); // the pixels are counted in checkImageSize
        png_set_chunk_malloc_max(png_, limits::pngChunk);
        png_read_info(png_, info_);
        return true;
    }

    bool readPixels()
    {
        if (setjmp(png_jmpbuf(png_)) != 0)
            return false;
        png_set_strip_16(png_);
        png_set_packing(png_);
        if (png_get_color_type(png_, info_) == PNG_COLOR_TYPE_PALETTE)
            png_set_palette_to_rgb(png_);
        else if (png_get_bit_depth(png_, info_) < 8)
            png_set_expand_gray_1_2_4_to_8(png_);
        png_set_strip_alpha(png_);
        png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        if (png_get_rowbytes(png_, info_)
            != static_cast<std::size_t>(image_.width) * static_cast<std::size_t>(image_.channels))
            png_error(png_, "unexpected kind of pixels");
        png_read_image(png_, rows_.data());
        png_read_end(png_, nullptr);
        return true;
    }

    tl::unexpected<Error> broken(const std::string& file) const
    {
        if (cutShort_)
            return fail(file, ": expected a whole PNG image, found one that is cut short");
        return fail(file, ": expected a PNG image, found one that is damaged (", printable(reason_), ")");
    }

    ByteView rest_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    Image image_;
    std::vector<png_bytep> rows_;
    char reason_[128] = "";
    bool cutShort_ = false;
};

} // namespace

Result<Image> decodePng(ByteView bytes, const std::string& file)
{
    return PngReader(bytes).decode(file);
}

} // namespace termscope
