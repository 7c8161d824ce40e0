// Asks the user for a file or a folder. Every dialog begins where the last one ended, also in the next start.
// The functions return at once: a dialog is modal to the window of its owner and ends with the owner, which may be closed
// meanwhile.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace termscope {

/// Called with the path once the user has chosen and the dialog is closed; never when the user gives up or the owner ends.
using PathReceiver = std::function<void(const QString& path)>;

/// A file that is there. `filter` as QFileDialog's.
void chooseFile(QWidget& owner, const QString& title, const QString& filter, PathReceiver receive);
/// A file to write, which may be there: Qt has asked then. `name` is offered, in the last folder.
void chooseFileToSave(QWidget& owner, const QString& title, const QString& name, const QString& filter,
                      PathReceiver receive);
/// A folder; `now`: the one to begin in, empty for the last.
void chooseFolder(QWidget& owner, const QString& title, const QString& now, PathReceiver receive);

/// Where the next dialog begins; empty before the first one and where the folder is gone.
QString lastFolder();

} // namespace termscope
