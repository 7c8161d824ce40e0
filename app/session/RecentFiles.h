// The files opened last, networks, datasets and lessons apart, newest first. A network and the images it was run on are
// one entry.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace termscope {

struct RecentFile {
    QString path;
    QString labels = {};     ///< of images whose labels were named apart; else empty
    QString images = {};     ///< of a network: those it was run on; empty for none, and of a dataset, whose path it is
    QString classNames = {}; ///< of images whose classes were named apart; else empty
    QString preprocess = {}; ///< of images, for parsePreprocessing; empty: as they are stored

    friend bool operator==(const RecentFile&, const RecentFile&) = default;
};

/// What entries of a list are called: "net.onnx", with its images "net.onnx, val"; where two would be called the same,
/// with as much of their folders as tells them apart: "net.onnx (runs/2)".
QStringList titlesOf(const QList<RecentFile>& files);

/// Kept in the settings it is given, at once; two windows see each other's files.
class RecentFiles {
public:
    enum class Kind { Network, Dataset, Lesson };
    static constexpr int most = 10;

    /// `settings` outlives this.
    explicit RecentFiles(QSettings& settings) : settings_(settings) {}

    /// Those that still exist; others are forgotten. A network whose images are gone stays without them.
    QList<RecentFile> list(Kind kind);
    /// Moves the file to the front, in place of the entry of the same files. The oldest beyond `most` is forgotten. A
    /// network without images takes those of its last entry; with images, the place of an entry without.
    void add(Kind kind, const RecentFile& file);
    void clear(Kind kind);

private:
    QList<RecentFile> load(Kind kind);
    void store(Kind kind, const QList<RecentFile>& files);

    QSettings& settings_;
};

} // namespace termscope
