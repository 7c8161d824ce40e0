// The files opened last, networks, datasets and lessons apart, newest first.
#pragma once

#include <QList>
#include <QString>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace termscope {

struct RecentFile {
    QString path;
    QString labels; ///< of a dataset whose labels were named apart; else empty

    friend bool operator==(const RecentFile&, const RecentFile&) = default;
};

/// Kept in the settings it is given, at once; two windows see each other's files.
class RecentFiles {
public:
    enum class Kind { Network, Dataset, Lesson };
    static constexpr int most = 10;

    /// `settings` outlives this.
    explicit RecentFiles(QSettings& settings) : settings_(settings) {}

    /// Those that still exist; others are forgotten.
    QList<RecentFile> list(Kind kind);
    /// Moves the file to the front. The oldest beyond `most` is forgotten.
    void add(Kind kind, const RecentFile& file);
    void clear(Kind kind);

private:
    QList<RecentFile> load(Kind kind);
    void store(Kind kind, const QList<RecentFile>& files);

    QSettings& settings_;
};

} // namespace termscope
