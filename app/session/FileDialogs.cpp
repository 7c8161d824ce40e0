#include "app/session/FileDialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace termscope {
namespace {

const QString lastFolderKey = QStringLiteral("last_folder");

QFileDialog* newDialog(QWidget& owner, const QString& title, const QString& folder, const QString& filter,
                       PathReceiver receive)
{
    auto* dialog = new QFileDialog(&owner, title, folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSupportedSchemes({QStringLiteral("file")}); // a place that cannot be read by its path is not offered
    // Queued: what the path opens may be the end of the owner, and so of the dialog, which is still at work.
    QObject::connect(
        dialog, &QFileDialog::fileSelected, &owner,
        [receive = std::move(receive)](const QString& path) {
            QSettings().setValue(lastFolderKey, QFileInfo(path).isDir() ? path : QFileInfo(path).absolutePath());
            receive(path);
        },
        Qt::QueuedConnection);
    return dialog;
}

} // namespace

QString lastFolder()
{
    const QString folder = QSettings().value(lastFolderKey).toString();
    return QFileInfo(folder).isDir() ? folder : QString();
}

void chooseFile(QWidget& owner, const QString& title, const QString& filter, PathReceiver receive)
{
    QFileDialog* dialog = newDialog(owner, title, lastFolder(), filter, std::move(receive));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

void chooseFileToSave(QWidget& owner, const QString& title, const QString& name, const QString& filter,
                      PathReceiver receive)
{
    QFileDialog* dialog = newDialog(owner, title, lastFolder(), filter, std::move(receive));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(name);
    dialog->open();
}

void chooseFolder(QWidget& owner, const QString& title, const QString& now, PathReceiver receive)
{
    QFileDialog* dialog = newDialog(owner, title, now.isEmpty() ? lastFolder() : now, {}, std::move(receive));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->open();
}

} // namespace termscope
