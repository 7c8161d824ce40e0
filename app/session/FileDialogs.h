// Asks the user for a file or a folder. Every dialog begins where the last one ended, also in the next start.
#pragma once

#include <QString>

class QWidget;

namespace termscope {

/// A file that is there; empty: the user gave up. `filter` as QFileDialog's.
QString chooseFile(QWidget* parent, const QString& title, const QString& filter);
/// A file to write, which may be there: Qt has asked then. `name` is offered, in the last folder.
QString chooseFileToSave(QWidget* parent, const QString& title, const QString& name, const QString& filter);
/// A folder; `now`: the one to begin in, empty for the last.
QString chooseFolder(QWidget* parent, const QString& title, const QString& now = {});

/// Where the next dialog begins; empty before the first one and where the folder is gone.
QString lastFolder();

} // namespace termscope
