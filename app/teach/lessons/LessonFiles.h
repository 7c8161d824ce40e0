// The lessons that a user opened from files: each is read again when its file changes, so that an author sees what they
// write.
#pragma once

#include "app/teach/lessons/Lesson.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <set>

namespace termscope {

/// Lives on the GUI thread.
class LessonFiles : public QObject {
    Q_OBJECT

public:
    explicit LessonFiles(QObject* parent = nullptr);

    /// From now on the file is watched. path: absolute.
    void watch(const QString& path);
    /// Reads every watched file now.
    void reload();

signals:
    /// The file has changed and reads well; its path is the lesson's name.
    void changed(const termscope::Lesson& lesson);
    /// The file has changed and does not: a sentence with file and line. What was read before still holds.
    void broken(const QString& path, const QString& sentence);

private:
    void noteChange(const QString& path);
    void read(const QString& path);
    void readChanged();

    QFileSystemWatcher watcher_;
    QTimer rest_; ///< editors write a file in several goes
    std::set<QString> paths_;
    std::set<QString> pending_;
};

} // namespace termscope
