// What a crash left behind is offered back; what was open at the last close can be gone on with.
#pragma once

#include "app/recovery/Autosave.h"

class QMessageBox;

namespace termscope {

class FileActions;

/// Lives on the GUI thread.
class Recovery : public QObject {
    Q_OBJECT

public:
    /// Keeps `session` from now on. `window` is the parent of the question.
    Recovery(Session& session, FileActions& files, QWidget& window, const QString& folder = Autosave::usualFolder());

    Autosave& autosave() { return autosave_; }
    /// Asks about every session that was left behind, the newest first, one after another. Returns at once.
    void offer();
    /// Opens the session of the last close.
    void goOn();

signals:
    /// A sentence; the session is open as before.
    void failed(const QString& sentence);

private:
    void ask();

    FileActions& files_;
    QWidget& window_;
    Autosave autosave_;
    std::vector<LeftSession> left_; ///< not asked about yet
};

} // namespace termscope
