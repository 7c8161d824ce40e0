#include "app/animation/Animation.h"

#include "core/base/Cancel.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <filesystem>
#include <system_error>

namespace termscope {
namespace {

constexpr int patience = 60'000; // milliseconds without progress of ffmpeg

/// A process that does not outlive the work.
class Encoder : public QProcess {
public:
    ~Encoder() override
    {
        if (state() == NotRunning)
            return;
        kill();
        waitForFinished(patience);
    }
};

/// Frame after frame as rows of RGB bytes.
bool feed(QProcess& process, const QImage& picture, QSize size)
{
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
    for (int y = 0; y < size.height(); ++y)
        if (process.write(reinterpret_cast<const char*>(rgb.constScanLine(y)), 3LL * size.width()) < 0)
            return false;
    while (process.bytesToWrite() > 0)
        if (!process.waitForBytesWritten(patience))
            return false;
    return true;
}

} // namespace

bool canWriteMp4()
{
    return !QStandardPaths::findExecutable(QStringLiteral("ffmpeg")).isEmpty();
}

Result<void> writeMp4(const QString& path, const AnimationConfig& config, const FrameSource& frames,
                      const Progress& progress)
{
    const std::string name = path.toStdString();
    const QString ffmpeg = QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
    if (ffmpeg.isEmpty())
        return fail(name, ": MP4 needs the program ffmpeg, which was not found; GIF does without");
    // In a folder beside the target, so that the finished file only has to be renamed.
    const QTemporaryDir folder(QFileInfo(path).absoluteDir().filePath(QStringLiteral(".termscope-XXXXXX")));
    if (!folder.isValid())
        return fail(name, ": the animation cannot be written: ", folder.errorString().toStdString());
    const QString unfinished = folder.filePath(QStringLiteral("animation.mp4"));
    const QSize size(config.size.width() / 2 * 2, config.size.height() / 2 * 2); // yuv420p halves its colours both ways
    Encoder process;
    process.start(ffmpeg,
                  {QStringLiteral("-loglevel"), QStringLiteral("error"), QStringLiteral("-y"), QStringLiteral("-f"),
                   QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"), QStringLiteral("rgb24"),
                   QStringLiteral("-s"), QStringLiteral("%1x%2").arg(size.width()).arg(size.height()),
                   QStringLiteral("-r"), QString::number(config.framesPerSecond), QStringLiteral("-i"),
                   QStringLiteral("-"), QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p"), unfinished});
    const auto complaint = [&]() -> tl::unexpected<Error> {
        const QString said = QString::fromLocal8Bit(process.readAllStandardError()).trimmed();
        return fail(name,
                    ": ffmpeg could not make it: ", (said.isEmpty() ? process.errorString() : said).toStdString());
    };
    if (!process.waitForStarted(patience))
        return complaint();
    for (int frame = 0; frame < config.frames; ++frame) {
        report(progress, static_cast<double>(frame) / config.frames);
        checkCancelled();
        if (!feed(process, frames(frame), size))
            return complaint();
    }
    process.closeWriteChannel();
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return complaint();
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(unfinished).toStdString(), QFile::encodeName(path).toStdString(), error);
    if (error)
        return fail(name, ": the animation cannot be written: ", error.message());
    return {};
}

} // namespace termscope
