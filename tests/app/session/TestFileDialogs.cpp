// Asking for a file or a folder: what is chosen arrives once, a user who gives up is not asked again, and a dialog ends with
// its owner, whatever it waits for.
#include "app/files/ImagesDialog.h"
#include "app/session/FileDialogs.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

using namespace termscope;

class TestFileDialogs : public QObject {
    Q_OBJECT

private:
    TestHome home_;
    QTemporaryDir folder_;

    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }

    static QFileDialog* dialogOf(const QWidget& owner) { return owner.findChild<QFileDialog*>(); }

    /// Types the name and presses Return.
    static void answer(QFileDialog& dialog, const QString& name)
    {
        auto* line = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        line->setText(name);
        QTest::keyClick(line, Qt::Key_Return);
    }

private slots:
    void initTestCase()
    {
        QFile file(path("there.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QSettings().clear();
        QVERIFY(lastFolder().isEmpty());
    }

    void whatIsChosenArrivesOnce()
    {
        QWidget owner;
        QStringList received;
        const auto receive = [&](const QString& chosen) { received << chosen; };
        chooseFile(owner, QStringLiteral("Open"), QStringLiteral("Text (*.txt)"), receive);
        QVERIFY(received.isEmpty());
        QCOMPARE(dialogOf(owner)->windowTitle(), QStringLiteral("Open"));
        answer(*dialogOf(owner), path("there.txt"));
        QTRY_COMPARE(received, QStringList(path("there.txt")));
        QTRY_VERIFY(dialogOf(owner) == nullptr);
        QCOMPARE(lastFolder(), folder_.path());
    }

    void aFileToSaveIsOfferedInTheLastFolder()
    {
        QWidget owner;
        QString received;
        chooseFileToSave(owner, QStringLiteral("Save"), QStringLiteral("new.json"), QStringLiteral("Plans (*.json)"),
                         [&](const QString& chosen) { received = chosen; });
        QCOMPARE(dialogOf(owner)->selectedFiles(), QStringList(path("new.json")));
        QTest::keyClick(dialogOf(owner)->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
        QTRY_COMPARE(received, path("new.json"));
    }

    void aFolderBeginsWhereItIsTold()
    {
        QWidget owner;
        QVERIFY(QDir(folder_.path()).mkpath(QStringLiteral("inner")));
        QString received;
        chooseFolder(owner, QStringLiteral("Folder"), path("inner"),
                     [&](const QString& chosen) { received = chosen; });
        QCOMPARE(dialogOf(owner)->directory().absolutePath(), path("inner"));
        answer(*dialogOf(owner), path("inner"));
        QTRY_COMPARE(received, path("inner"));
        QCOMPARE(lastFolder(), path("inner"));
    }

    void whoGivesUpIsHeard()
    {
        QWidget owner;
        bool called = false;
        chooseFile(owner, QStringLiteral("Open"), {}, [&](const QString&) { called = true; });
        const QPointer<QFileDialog> dialog = dialogOf(owner);
        dialog->reject();
        QTRY_VERIFY(dialog.isNull());
        QVERIFY(!called);
    }

    /// A form is closed, and with it goes the dialog that waits over it: nothing of either is left.
    void aFormEndsWhileItsDialogWaits()
    {
        const QPointer<ImagesDialog> form = new ImagesDialog(OpenFiles{}, nullptr);
        form->open();
        form->findChild<QPushButton*>(QStringLiteral("imagesFile"))->click();
        const QPointer<QFileDialog> dialog = dialogOf(*form);
        QVERIFY(dialog != nullptr && dialog->isVisible());
        form->close();
        QTRY_VERIFY(form.isNull());
        QVERIFY(dialog.isNull());
    }

    /// What the choice leads to may be the end of the owner.
    void anOwnerMayEndByWhatIsChosen()
    {
        auto* owner = new QWidget;
        const QPointer<QWidget> watched = owner;
        chooseFile(*owner, QStringLiteral("Open"), {}, [owner](const QString&) { delete owner; });
        answer(*dialogOf(*owner), path("there.txt"));
        QTRY_VERIFY(watched.isNull());
    }
};

TERMSCOPE_TEST(TestFileDialogs)
#include "TestFileDialogs.moc"
