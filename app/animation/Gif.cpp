#include "app/animation/Animation.h"

#include "core/base/Cancel.h"

#include <QFile>
#include <QSaveFile>

#include <gif_lib.h>

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <vector>

namespace termscope {
namespace {

constexpr int colours = 256;

int writeBytes(GifFileType* gif, const GifByteType* bytes, int count)
{
    return static_cast<int>(static_cast<QSaveFile*>(gif->UserData)->write(reinterpret_cast<const char*>(bytes), count));
}

/// The colours that most of the frames' pixels have, exactly, and a coarse cube of all colours for the rest, such as
/// the edges of letters. Qt's own choice is a cube alone, in which the colours of two arrays may fall together.
QList<QRgb> paletteOf(const QList<QImage>& frames)
{
    constexpr int steps = 4; // of the cube, along each of its edges
    constexpr int cube = steps * steps * steps;
    std::unordered_map<QRgb, int> counts;
    for (const QImage& frame : frames) {
        const QImage plain = frame.convertToFormat(QImage::Format_RGB32);
        for (int y = 0; y < plain.height(); ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(plain.constScanLine(y));
            for (int x = 0; x < plain.width(); ++x)
                ++counts[line[x]];
        }
    }
    std::vector<std::pair<QRgb, int>> common(counts.begin(), counts.end());
    std::ranges::sort(common, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    QList<QRgb> palette;
    for (std::size_t i = 0; i < common.size() && i < colours - cube; ++i)
        palette << common[i].first;
    for (int red = 0; red < steps; ++red)
        for (int green = 0; green < steps; ++green)
            for (int blue = 0; blue < steps; ++blue)
                palette << qRgb(red * 255 / (steps - 1), green * 255 / (steps - 1), blue * 255 / (steps - 1));
    palette.resize(colours, qRgb(0, 0, 0));
    return palette;
}

struct CloseGif {
    void operator()(GifFileType* gif) const { EGifCloseFile(gif, nullptr); }
};
struct FreeMap {
    void operator()(ColorMapObject* map) const { GifFreeMapObject(map); }
};

bool writeHeader(GifFileType* gif, QSize size, const QList<QRgb>& palette)
{
    const std::unique_ptr<ColorMapObject, FreeMap> map(GifMakeMapObject(colours, nullptr));
    if (!map)
        return false;
    for (int i = 0; i < colours; ++i)
        map->Colors[i] = {static_cast<GifByteType>(qRed(palette[i])), static_cast<GifByteType>(qGreen(palette[i])),
                          static_cast<GifByteType>(qBlue(palette[i]))};
    EGifSetGifVersion(gif, true);
    // The application block that makes viewers repeat.
    static constexpr char netscape[] = "NETSCAPE2.0";
    static constexpr GifByteType forEver[] = {1, 0, 0};
    return EGifPutScreenDesc(gif, size.width(), size.height(), 8, 0, map.get()) != GIF_ERROR
           && EGifPutExtensionLeader(gif, APPLICATION_EXT_FUNC_CODE) != GIF_ERROR
           && EGifPutExtensionBlock(gif, 11, netscape) != GIF_ERROR
           && EGifPutExtensionBlock(gif, 3, forEver) != GIF_ERROR && EGifPutExtensionTrailer(gif) != GIF_ERROR;
}

bool writeFrame(GifFileType* gif, const QImage& picture, const QList<QRgb>& palette, int hundredths)
{
    QImage indexed = picture.convertToFormat(QImage::Format_Indexed8, palette, Qt::ThresholdDither);
    const GraphicsControlBlock control{DISPOSE_DO_NOT, false, hundredths, NO_TRANSPARENT_COLOR};
    GifByteType bytes[4];
    const auto size = EGifGCBToExtension(&control, bytes);
    if (EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, static_cast<int>(size), bytes) == GIF_ERROR
        || EGifPutImageDesc(gif, 0, 0, indexed.width(), indexed.height(), false, nullptr) == GIF_ERROR)
        return false;
    for (int y = 0; y < indexed.height(); ++y)
        if (EGifPutLine(gif, indexed.scanLine(y), indexed.width()) == GIF_ERROR)
            return false;
    return true;
}

} // namespace

Result<void> writeGif(const QString& path, const AnimationConfig& config, const FrameSource& frames,
                      const Progress& progress)
{
    const auto cannot = [&path](const QString& why) {
        return fail(path.toStdString(), ": the animation cannot be written: ", why.toStdString());
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannot(file.errorString());
    int error = 0;
    std::unique_ptr<GifFileType, CloseGif> gif(EGifOpen(&file, writeBytes, &error));
    if (!gif)
        return cannot(QString::fromUtf8(GifErrorString(error)));
    const QList<QRgb> palette = paletteOf(
        {frames(0), frames(config.frames / 4), frames(config.frames / 2), frames(config.frames * 3 / 4)});
    bool written = writeHeader(gif.get(), config.size, palette);
    for (int frame = 0; written && frame < config.frames; ++frame) {
        report(progress, static_cast<double>(frame) / config.frames);
        checkCancelled();
        written = writeFrame(gif.get(), frames(frame), palette, 100 / config.framesPerSecond);
    }
    const int code = gif->Error;
    written = EGifCloseFile(gif.release(), &error) != GIF_ERROR && written;
    if (!written)
        return cannot(file.error() != QFileDevice::NoError
                          ? file.errorString()
                          : QString::fromUtf8(GifErrorString(code != 0 ? code : error)));
    if (!file.commit())
        return cannot(file.errorString());
    return {};
}

} // namespace termscope
