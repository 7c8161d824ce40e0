#include "app/session/RecentFiles.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <utility>

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

QStringList titlesOf(const QList<RecentFile>& files)
{
    QStringList titles;
    QList<QStringList> folders; // of each, the innermost last
    for (const RecentFile& file : files) {
        const QString name = QFileInfo(file.path).fileName();
        titles << (file.images.isEmpty() ? name : name + QStringLiteral(", ") + QFileInfo(file.images).fileName());
        folders << QFileInfo(file.path).absolutePath().split(u'/', Qt::SkipEmptyParts);
    }
    QStringList distinct = titles;
    for (qsizetype depth = 1, deepest = 1; depth <= deepest; ++depth) {
        const QStringList before = distinct;
        for (qsizetype i = 0; i < titles.size(); ++i) {
            if (before.count(before[i]) < 2)
                continue;
            deepest = std::max(deepest, folders[i].size());
            distinct[i] = QStringLiteral("%1 (%2)").arg(titles[i],
                                                        folders[i].mid(folders[i].size() - depth).join(u'/'));
        }
    }
    return distinct;
}

QList<RecentFile> RecentFiles::list(Kind kind)
{
    const QList<RecentFile> stored = load(kind);
    const auto isThere = [](const QString& path) { return path.isEmpty() || QFileInfo::exists(path); };
    QList<RecentFile> present;
    for (RecentFile file : stored) {
        const bool whole = isThere(file.labels) && isThere(file.images) && isThere(file.classNames);
        if (!whole && kind == Kind::Network)
            file = {file.path, {}, {}, {}, {}};
        if (QFileInfo::exists(file.path) && (whole || kind == Kind::Network) && !present.contains(file))
            present.append(file);
    }
    if (present != stored)
        store(kind, present);
    return present;
}

void RecentFiles::add(Kind kind, const RecentFile& file)
{
    const auto absolute = [](const QString& path) {
        return path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
    };
    RecentFile added{absolute(file.path), absolute(file.labels), absolute(file.images), absolute(file.classNames),
                     file.preprocess};
    QList<RecentFile> files = load(kind);
    const auto ofThis = [&](const RecentFile& other) { return other.path == added.path; };
    if (kind == Kind::Network && added.images.isEmpty())
        if (const auto last = std::find_if(files.begin(), files.end(), ofThis); last != files.end())
            added = *last;
    files.removeIf([&](const RecentFile& other) {
        const bool sameImages = kind != Kind::Network || other.images.isEmpty() || other.images == added.images;
        return ofThis(other) && sameImages && (kind == Kind::Network || other.labels == added.labels);
    });
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
        const auto text = [this](const char* key) { return settings_.value(key).toString(); };
        const RecentFile file{text("path"), text("labels"), text("images"), text("class_names"), text("preprocess")};
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
        for (const auto& [key, text] :
             {std::pair{"labels", files[i].labels}, std::pair{"images", files[i].images},
              std::pair{"class_names", files[i].classNames}, std::pair{"preprocess", files[i].preprocess}})
            if (!text.isEmpty())
                settings_.setValue(key, text);
    }
    settings_.endArray();
}

} // namespace termscope
