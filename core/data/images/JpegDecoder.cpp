#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/data/images/Formats.h"

#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>

#include <jerror.h>

namespace termscope {
namespace {

// libjpeg reports errors by a call that must not return. It jumps back to `read`, which therefore has no locals to
// destroy: all that owns memory lives in this class.
class JpegReader {
public:
    explicit JpegReader(ByteView bytes) : bytes_(bytes)
    {
        info_.err = jpeg_std_error(&errors_.base);
        errors_.base.error_exit = [](j_common_ptr info) { std::longjmp(errorsOf(info).jump, 1); };
        // A warning is libjpeg making something up. Of these, only a file that ends early is not taken: the rest is as
        // other programs show it.
        errors_.base.emit_message = [](j_common_ptr info, int level) {
            if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF)
                std::longjmp(errorsOf(info).jump, 1);
        };
    }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;
    ~JpegReader() { jpeg_destroy_decompress(&info_); }

    Result<Image> decode(const std::string& file)
    {
        if (!readHeader())
            return broken(file);
        if (const Result<void> fits = checkImageSize(info_.image_height, info_.image_width, file); !fits)
            return tl::unexpected(fits.error());
        const bool grey = info_.jpeg_color_space == JCS_GRAYSCALE;
        const bool inks = info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK;
        info_.out_color_space = grey ? JCS_GRAYSCALE : inks ? JCS_CMYK : JCS_RGB;
        stored_ = grey ? 1 : inks ? 4 : 3;
        image_.height = static_cast<std::int32_t>(info_.image_height);
        image_.width = static_cast<std::int32_t>(info_.image_width);
        image_.channels = grey ? 1 : 3;
        image_.pixels.resize(static_cast<std::size_t>(stored_) * info_.image_height * info_.image_width);
        if (!readPixels())
            return broken(file);
        if (inks)
            multiplyInks();
        return std::move(image_);
    }

private:
    struct Errors {
        jpeg_error_mgr base; // first, so that a pointer to it is one to this
        std::jmp_buf jump;
    };

    static Errors& errorsOf(j_common_ptr info) { return *reinterpret_cast<Errors*>(info->err); }

    bool readHeader()
    {
        if (setjmp(errors_.jump) != 0)
            return false;
        jpeg_create_decompress(&info_);
        jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
        jpeg_read_header(&info_, TRUE);
        return true;
    }

    bool readPixels()
    {
        if (setjmp(errors_.jump) != 0)
            return false;
        // A scan of a progressive picture may hold nothing and still goes over all pixels.
        progress_.progress_monitor = [](j_common_ptr info) {
            if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > limits::jpegScans)
                std::longjmp(errorsOf(info).jump, 1);
        };
        info_.progress = &progress_;
        jpeg_start_decompress(&info_);
        while (info_.output_scanline < info_.output_height) {
            JSAMPROW row = image_.pixels.data()
                           + static_cast<std::size_t>(info_.output_scanline) * info_.output_width
                                 * static_cast<std::size_t>(stored_);
            jpeg_read_scanlines(&info_, &row, 1);
        }
        return true;
    }

    /// [cyan, magenta, yellow, black] to red, green and blue, in place. Adobe's files hold the inks the other way
    /// round.
    void multiplyInks()
    {
        const std::uint8_t flip = info_.saw_Adobe_marker ? 0xFF : 0;
        const std::size_t count = image_.pixels.size() / 4;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint8_t* inks = image_.pixels.data() + 4 * i;
            const int light = 255 - (inks[3] ^ flip);
            for (std::size_t c = 0; c < 3; ++c) {
                const int product = (inks[c] ^ flip) * light + 128;
                const int shade = light - ((product + (product >> 8)) >> 8); // product / 255, rounded
                image_.pixels[3 * i + c] = static_cast<std::uint8_t>(shade);
            }
        }
        image_.pixels.resize(3 * count);
    }

    tl::unexpected<Error> broken(const std::string& file)
    {
        if (errors_.base.msg_code == JWRN_JPEG_EOF || errors_.base.msg_code == JERR_INPUT_EOF)
            return fail(file, ": expected a whole JPEG image, found one that is cut short");
        if (info_.input_scan_number > limits::jpegScans)
            return fail(file, ": expected a JPEG image of at most ", limits::jpegScans, " scans, found more");
        char reason[JMSG_LENGTH_MAX] = "";
        errors_.base.format_message(reinterpret_cast<j_common_ptr>(&info_), reason);
        return fail(file, ": expected a JPEG image, found one that is damaged (", printable(reason), ")");
    }

    ByteView bytes_;
    jpeg_decompress_struct info_{};
    Errors errors_{};
    jpeg_progress_mgr progress_{};
    Image image_;
    int stored_ = 0; ///< channels libjpeg delivers
};

} // namespace

Result<Image> decodeJpeg(ByteView bytes, const std::string& file)
{
    return JpegReader(bytes).decode(file);
}

} // namespace termscope
