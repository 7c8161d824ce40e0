#include "app/session/RecentFiles.h"

#include <QFileInfo>
#include <QSettings>

namespace termscope {
namespace {

QString groupOf(RecentFiles::Kind kind)
{
    switch (kind) {
    case RecentFiles::Kind::Network: return QStringLiteral("recent_networks");
    case RecentFiles::Kind::Dataset: return QStringLiteral("recent_datasets");
    case RecentFiles::Kind::Lesson: break;
    }
    return QStringLiteral("recent_lessons");
}

} // namespace

QList<RecentFile> RecentFiles::list(Kind kind)
{
    const QList<RecentFile> stored = load(kind);
    QList<RecentFile> present;
    for (const RecentFile& file : stored) {
        if (QFileInfo::exists(file.path) && (file.labels.isEmpty() || QFileInfo::exists(file.labels)))
            present.append(file);
    }
    if (present.size() != stored.size())
        store(kind, present);
    return present;
}

void RecentFiles::add(Kind kind, const RecentFile& file)
{
    const QString labels = file.labels.isEmpty() ? QString() : QFileInfo(file.labels).absoluteFilePath();
    const RecentFile added{QFileInfo(file.path).absoluteFilePath(), labels};
    QList<RecentFile> files = load(kind);
    files.removeAll(added);
    files.prepend(added);
    store(kind, files.mid(0, most));
}

void RecentFiles::clear(Kind kind)
{
    store(kind, {});
}

QList<RecentFile> RecentFiles::load(Kind kind)
{
    QList<RecentFile> files;
    const int count = qMin(settings_.beginReadArray(groupOf(kind)), most);
    for (int i = 0; i < count; ++i) {
        settings_.setArrayIndex(i);
        const RecentFile file{settings_.value("path").toString(), settings_.value("labels").toString()};
        if (!file.path.isEmpty())
            files.append(file);
    }
    settings_.endArray();
    return files;
}

void RecentFiles::store(Kind kind, const QList<RecentFile>& files)
{
    settings_.remove(groupOf(kind));
    settings_.beginWriteArray(groupOf(kind), static_cast<int>(files.size()));
    for (int i = 0; i < files.size(); ++i) {
        settings_.setArrayIndex(i);
        settings_.setValue("path", files[i].path);
        if (!files[i].labels.isEmpty())
            settings_.setValue("labels", files[i].labels);
    }
    settings_.endArray();
}

} // namespace termscope
