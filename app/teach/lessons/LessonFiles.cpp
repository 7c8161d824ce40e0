#include "app/teach/lessons/LessonFiles.h"

#include "app/teach/lessons/LessonLibrary.h"

#include <QFileInfo>

#include <utility>

namespace termscope {
namespace {

constexpr int restTime = 150; // milliseconds

} // namespace

LessonFiles::LessonFiles(QObject* parent) : QObject(parent)
{
    rest_.setSingleShot(true);
    rest_.setInterval(restTime);
    connect(&rest_, &QTimer::timeout, this, &LessonFiles::readChanged);
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, &LessonFiles::noteChange);
    // Editors that put a new file in the place of the old one: the watch on the old one ends with it.
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this](const QString& folder) {
        for (const QString& path : paths_)
            if (QFileInfo(path).absolutePath() == folder && !watcher_.files().contains(path) && watcher_.addPath(path))
                noteChange(path);
    });
}

void LessonFiles::watch(const QString& path)
{
    if (!paths_.insert(path).second)
        return;
    watcher_.addPath(path);
    watcher_.addPath(QFileInfo(path).absolutePath());
}

void LessonFiles::noteChange(const QString& path)
{
    pending_.insert(path);
    rest_.start();
}

void LessonFiles::readChanged()
{
    for (const QString& path : std::exchange(pending_, {}))
        if (QFileInfo::exists(path)) // it is about to be put back where it is not
            read(path);
}

void LessonFiles::reload()
{
    for (const QString& path : paths_)
        read(path);
}

void LessonFiles::read(const QString& path)
{
    if (const Result<Lesson> lesson = readLesson(path); lesson)
        emit changed(*lesson);
    else
        emit broken(path, QString::fromStdString(lesson.error().message));
}

} // namespace termscope
