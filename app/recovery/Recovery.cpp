#include "app/recovery/Recovery.h"

#include "app/files/FileActions.h"

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace termscope {

Recovery::Recovery(Session& session, FileActions& files, QWidget& window, const QString& folder)
    : QObject(&window), files_(files), window_(window), autosave_(session, folder)
{
    connect(&autosave_, &Autosave::failed, this, &Recovery::failed);
}

void Recovery::offer()
{
    left_ = autosave_.leftBehind();
    ask();
}

void Recovery::goOn()
{
    files_.recover(autosave_.lastSession().path, [] {});
}

void Recovery::ask()
{
    if (left_.empty())
        return;
    const LeftSession session = left_.front();
    left_.erase(left_.begin());
    auto* box = new QMessageBox(QMessageBox::Question, tr("TermScope"),
                                tr("TermScope ended without being closed. Its session was kept: restore it?"),
                                QMessageBox::NoButton, &window_);
    box->setObjectName(QStringLiteral("recovery"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QString when = QLocale().toString(session.when, QLocale::ShortFormat);
    box->setInformativeText(session.what.isEmpty() ? when : tr("%1, %2").arg(when, session.what));
    QPushButton* restore = box->addButton(tr("&Restore"), QMessageBox::AcceptRole);
    QPushButton* discard = box->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    QPushButton* later = box->addButton(tr("&Later"), QMessageBox::RejectRole);
    restore->setToolTip(tr("Open that session"));
    discard->setToolTip(tr("Remove that session for good"));
    later->setToolTip(tr("Ask again at the next start"));
    box->setDefaultButton(restore);
    box->setEscapeButton(later);
    connect(box, &QMessageBox::buttonClicked, this, [this, session, restore, discard](QAbstractButton* button) {
        // Its file goes once the session is open and kept under this program's own name: a file that cannot be opened
        // now, because a disk is missing, say, is there for another try.
        if (button == restore)
            files_.recover(session.path, [this, session] { autosave_.adopt(session.path); });
        else if (button == discard)
            autosave_.discard(session.path);
        ask();
    });
    box->open();
}

} // namespace termscope
