#include "app/animation/Animation.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace termscope {
namespace {

Result<void> checkField(const char* name, int value, int lowest, int highest)
{
    if (value < lowest || value > highest)
        return fail(name, ": expected ", lowest, "…", highest, ", found ", value);
    return {};
}

} // namespace

Result<void> checkAnimation(const AnimationConfig& config)
{
    for (const Result<void>& checked :
         {checkField("width", config.size.width(), 64, 4096), checkField("height", config.size.height(), 64, 4096),
          checkField("frames", config.frames, 1, 10000),
          checkField("frames per second", config.framesPerSecond, 1, 50)})
        if (!checked)
            return checked;
    return {};
}

Result<void> writeAnimation(const QString& path, const AnimationConfig& config, const FrameSource& frames,
                            const Progress& progress)
{
    if (const Result<void> checked = checkAnimation(config); !checked)
        return checked;
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("gif"))
        return writeGif(path, config, frames, progress);
    if (ending == QLatin1String("mp4"))
        return writeMp4(path, config, frames, progress);
    return fail(path.toStdString(), ": expected a name that ends in .gif or .mp4, found ",
                ending.isEmpty() ? std::string("no ending") : "." + ending.toStdString());
}

} // namespace termscope
