#include "app/files/FoundBeside.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace termscope {
namespace {

/// Files of a folder by these names; those that name the images come first.
QStringList matching(const QDir& folder, const QStringList& patterns, const QString& imagesName)
{
    QStringList paths;
    for (const QFileInfo& file : folder.entryInfoList(patterns, QDir::Files | QDir::Readable, QDir::Name))
        paths << file.absoluteFilePath();
    std::stable_partition(paths.begin(), paths.end(), [&](const QString& path) {
        return QFileInfo(path).fileName().startsWith(imagesName, Qt::CaseInsensitive);
    });
    return paths;
}

/// The test sets of CIFAR, which need no file of labels.
bool holdsCifar(const QDir& folder)
{
    return folder.exists(QStringLiteral("test_batch.bin")) || folder.exists(QStringLiteral("test.bin"));
}

} // namespace

FoundBeside foundBeside(const QString& images)
{
    const QFileInfo info(images);
    FoundBeside found;
    if (images.isEmpty() || !info.exists())
        return found;
    const QString name = info.completeBaseName();
    QList<QDir> places{info.absoluteDir()};
    if (info.isDir())
        places.prepend(QDir(info.absoluteFilePath()));
    for (const QDir& place : places) {
        if (info.isDir())
            found.labels += matching(place, {QStringLiteral("*label*.txt"), QStringLiteral("*label*.csv")}, name);
        else
            found.labels += matching(place, {QStringLiteral("*labels*ubyte*"), QStringLiteral("*labels*.idx*")}, name);
        found.classNames += matching(place,
                                     {QStringLiteral("synset_words*.txt"), QStringLiteral("*class*.txt"),
                                      QStringLiteral("*meta.txt"), QStringLiteral("*names*.txt")},
                                     name);
    }
    found.labels.removeAll(info.absoluteFilePath());
    found.labels.removeDuplicates();
    found.classNames.removeDuplicates();
    found.ownLabels = info.isDir() ? holdsCifar(places.front())
                                         || !places.front().entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty()
                                   : !info.fileName().contains(QStringLiteral("images"));
    return found;
}

} // namespace termscope
