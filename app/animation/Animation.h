// Writes a sequence of pictures as a GIF, or through ffmpeg as an MP4.
//
// Files are written whole or not at all: to a temporary name beside the target, which is replaced at the end.
#pragma once

#include "core/base/Error.h"
#include "core/base/Progress.h"

#include <QImage>
#include <QSize>
#include <QString>

#include <functional>

namespace termscope {

struct AnimationConfig {
    QSize size{1280, 640};    ///< pixels; 64…4096 each way; MP4 takes even numbers: odd ones lose a pixel
    int frames = 120;         ///< 1…10,000
    int framesPerSecond = 20; ///< 1…50; GIF counts in hundredths of a second
};

/// Errors: a field out of range, "frames: expected 1…10000, found 0".
Result<void> checkAnimation(const AnimationConfig& config);

/// The picture number `frame`, of config.size. Called in order, on the thread that writes.
using FrameSource = std::function<QImage(int frame)>;

/// GIF89a that repeats for ever; one palette of 256 colours, made of the first and the middle frame. It and those
/// below may be cancelled (core/base/Cancel.h): nothing is written then. Errors: the file cannot be written.
Result<void> writeGif(const QString& path, const AnimationConfig& config, const FrameSource& frames,
                      const Progress& progress = {});

/// True where ffmpeg is on the PATH.
bool canWriteMp4();

/// H.264 in an MP4. Errors: no ffmpeg, what it complains of, the file cannot be written.
Result<void> writeMp4(const QString& path, const AnimationConfig& config, const FrameSource& frames,
                      const Progress& progress = {});

/// By the path's ending, .gif or .mp4. Errors: another ending, and those above.
Result<void> writeAnimation(const QString& path, const AnimationConfig& config, const FrameSource& frames,
                            const Progress& progress = {});

} // namespace termscope
