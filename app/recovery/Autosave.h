// Keeps the open session beside the user's configuration while the program runs, so that a crash loses nothing.
//
// Each running program writes a file of its own, whole or not at all, shortly after every change; a lock file beside it
// says that the program is alive. A file whose program is gone was left behind by a crash and is offered back. A
// program that is closed renames its file: the last session, to go on with.
#pragma once

#include "app/session/Session.h"
#include "app/worker/LatestJob.h"

#include <QDateTime>
#include <QTimer>

#include <memory>

class QLockFile;

namespace termscope {

/// A session that a program left behind.
struct LeftSession {
    QString path;
    QDateTime when; ///< of its last change
    QString what;   ///< "fc1 of digits.onnx, k = 12": which session it is
};

/// Lives on the GUI thread; writes on one of its own.
class Autosave : public QObject {
    Q_OBJECT

public:
    /// `folder` is made when it is needed.
    Autosave(Session& session, const QString& folder, QObject* parent = nullptr);
    /// Writes what is not written yet; then the session is the last one.
    ~Autosave() override;

    /// Beside the file of QSettings.
    static QString usualFolder();

    /// Sessions of programs that ended without closing theirs, the newest first. Their locks are held from then on, so
    /// that another program does not offer them too.
    std::vector<LeftSession> leftBehind();
    /// The session was opened again: its file goes as soon as the own one is written.
    void adopt(const QString& path);
    /// The user does not want it.
    void discard(const QString& path);

    /// The session of the program closed last; none: an empty path.
    LeftSession lastSession() const;

    /// The own file; empty until the first session was written.
    const QString& path() const { return path_; }

signals:
    /// Writing did not work: a sentence, once until it works again. What was written before is still there.
    void failed(const QString& sentence);
    void written();

private:
    void change();
    void write();
    bool claim();
    void finish(const Result<void>& result);
    void close();

    Session& session_;
    QString folder_;
    QString path_;
    std::unique_ptr<QLockFile> lock_;
    std::vector<std::unique_ptr<QLockFile>> leftLocks_;
    QStringList adopted_;
    QTimer delay_;
    bool failing_ = false;
    LatestJob job_; ///< goes first: its work refers to this
};

} // namespace termscope
