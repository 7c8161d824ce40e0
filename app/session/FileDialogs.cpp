#include "app/session/FileDialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace termscope {
namespace {

const QString lastFolderKey = QStringLiteral("last_folder");

/// The path, which the user has chosen or not.
QString remembered(const QString& path)
{
    if (!path.isEmpty())
        QSettings().setValue(lastFolderKey, QFileInfo(path).isDir() ? path : QFileInfo(path).absolutePath());
    return path;
}

} // namespace

QString lastFolder()
{
    const QString folder = QSettings().value(lastFolderKey).toString();
    return QFileInfo(folder).isDir() ? folder : QString();
}

QString chooseFile(QWidget* parent, const QString& title, const QString& filter)
{
    return remembered(QFileDialog::getOpenFileName(parent, title, lastFolder(), filter));
}

QString chooseFileToSave(QWidget* parent, const QString& title, const QString& name, const QString& filter)
{
    const QString folder = lastFolder();
    return remembered(
        QFileDialog::getSaveFileName(parent, title, folder.isEmpty() ? name : QDir(folder).filePath(name), filter));
}

QString chooseFolder(QWidget* parent, const QString& title, const QString& now)
{
    return remembered(QFileDialog::getExistingDirectory(parent, title, now.isEmpty() ? lastFolder() : now));
}

} // namespace termscope
