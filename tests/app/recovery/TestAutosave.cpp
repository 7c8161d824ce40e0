// The session outlives a crash: this program starts itself, has that second one killed, and finds what it had open.
#include "app/recovery/Autosave.h"
#include "app/recovery/Termination.h"
#include "app/session/FileOpener.h"
#include "app/session/SessionFile.h"
#include "tests/support/TestClass.h"

#include <QProcess>
#include <QtTest>

#include <cstdio>

using namespace termscope;

namespace {

constexpr int patience = 60000; // milliseconds

void openExample(Session& session, int budget)
{
    SavedView saved;
    saved.view.settings.budget = budget;
    Result<OpenedView> view = openView(saved);
    if (!view)
        qFatal("%s", view.error().message.c_str());
    session.restore(view->files, view->network, view->dataset, view->view, view->text);
}

/// A program with a session that is written and then changed no more, until it is killed or asked to end.
int live(int argc, char** argv)
{
    const Termination termination;
    QObject::connect(&termination, &Termination::requested, [] { QCoreApplication::exit(0); });
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    const int budget = argc > 2 ? QByteArray(argv[2]).toInt() : 0;
    Session session;
    Autosave autosave(session, folder);
    QObject::connect(&autosave, &Autosave::written, [&] {
        std::puts("written");
        std::fflush(stdout);
    });
    openExample(session, budget);
    return QCoreApplication::exec();
}

/// The program whose session was written.
void start(QProcess& process, const QString& folder, int budget)
{
    process.start(QCoreApplication::applicationFilePath(), {"AutosaveVictim", folder, QString::number(budget)});
    QVERIFY(process.waitForStarted(patience));
    while (!process.canReadLine())
        QVERIFY(process.waitForReadyRead(patience));
    QCOMPARE(process.readLine().trimmed(), QByteArray("written"));
}

void crash(const QString& folder, int budget)
{
    QProcess process;
    start(process, folder, budget);
    process.kill();
    QVERIFY(process.waitForFinished(patience));
}

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files);
}

} // namespace

class TestAutosave : public QObject {
    Q_OBJECT

private slots:
    void aKilledProgramsSessionIsFound()
    {
        const QTemporaryDir home;
        const QString folder = home.filePath(QStringLiteral("autosave"));
        crash(folder, 9);
        crash(folder, 7);
        Session session;
        Autosave autosave(session, folder);
        const std::vector<LeftSession> left = autosave.leftBehind();
        QCOMPARE(left.size(), std::size_t{2});
        QVERIFY(left[0].when >= left[1].when);
        QVERIFY2(left[0].what.contains(QStringLiteral("k = 7")), qPrintable(left[0].what));
        QVERIFY2(left[1].what.contains(QStringLiteral("k = 9")), qPrintable(left[1].what));
        const Result<ParsedView> read = readSession(left[0].path);
        QVERIFY(read);
        QCOMPARE(read->saved.view.settings.budget, 7);
        // Who asks later is not offered what this program holds.
        Session other;
        QVERIFY(Autosave(other, folder).leftBehind().empty());
        // Discarded is gone; the other one stays until it is adopted and kept under this program's own name.
        autosave.discard(left[1].path);
        QVERIFY(!QFileInfo::exists(left[1].path));
        openExample(session, 7);
        autosave.adopt(left[0].path);
        QVERIFY(QFileInfo::exists(left[0].path));
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(left[0].path), patience);
        QVERIFY(QFileInfo::exists(autosave.path()));
        QCOMPARE(readSession(autosave.path())->saved.view.settings.budget, 7);
    }

    void aLivingProgramIsLeftAlone()
    {
        const QTemporaryDir home;
        Session session;
        Autosave autosave(session, home.path());
        openExample(session, 5);
        QTRY_VERIFY_WITH_TIMEOUT(!autosave.path().isEmpty() && QFileInfo::exists(autosave.path()), patience);
        Session other;
        QVERIFY(Autosave(other, home.path()).leftBehind().empty());
    }

    /// What was changed a moment before the end is in it, and nothing looks like a crash.
    void aClosedProgramsSessionIsTheLastOne()
    {
        const QTemporaryDir home;
        {
            Session session;
            Autosave autosave(session, home.path());
            QVERIFY(autosave.lastSession().path.isEmpty());
            openExample(session, 5);
            session.changeSetting("budget", 3);
        }
        QCOMPARE(filesIn(home.path()), QStringList{QStringLiteral("last-session.json")});
        Session session;
        Autosave autosave(session, home.path());
        QVERIFY(autosave.leftBehind().empty());
        const LeftSession last = autosave.lastSession();
        QVERIFY(last.what.contains(QStringLiteral("k = 3")));
        QCOMPARE(readSession(last.path)->saved.view.settings.budget, 3);
    }

    /// As at a logout: nothing looks like a crash afterwards.
    void aTerminatedProgramsSessionIsTheLastOne()
    {
        const QTemporaryDir home;
        QProcess process;
        start(process, home.path(), 6);
        process.terminate();
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(filesIn(home.path()), QStringList{QStringLiteral("last-session.json")});
        QCOMPARE(readSession(home.filePath(QStringLiteral("last-session.json")))->saved.view.settings.budget, 6);
    }

    /// A folder that takes no files: said once, in words; the session is as it was.
    void whatCannotBeWrittenIsSaidOnce()
    {
        const QTemporaryDir home;
        const QString path = home.filePath(QStringLiteral("file"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        Session session;
        Autosave autosave(session, path); // a file where the folder should be
        QSignalSpy failures(&autosave, &Autosave::failed);
        openExample(session, 5);
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, patience);
        QVERIFY2(failures[0][0].toString().contains(path), qPrintable(failures[0][0].toString()));
        session.changeSetting("budget", 4);
        QTest::qWait(1500);
        QCOMPARE(failures.size(), 1);
        QCOMPARE(session.settings().budget, 4);
        // Once it works again it is written, and a later failure is said again.
        QVERIFY(file.remove());
        session.changeSetting("budget", 3);
        QTRY_VERIFY_WITH_TIMEOUT(!autosave.path().isEmpty() && QFileInfo::exists(autosave.path()), patience);
    }

    /// A file that is no session is offered all the same, and can be discarded.
    void brokenFilesDoNotStopTheProgram()
    {
        const QTemporaryDir home;
        QFile broken(home.filePath(QStringLiteral("session-1-0.json")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"termscope_session\": 1, ");
        broken.close();
        Session session;
        Autosave autosave(session, home.path());
        const std::vector<LeftSession> left = autosave.leftBehind();
        QCOMPARE(left.size(), std::size_t{1});
        QCOMPARE(left[0].what, QString());
        autosave.discard(left[0].path);
        QVERIFY(!broken.exists());
    }
};

TERMSCOPE_TEST(TestAutosave)
TERMSCOPE_TEST_HELPER(AutosaveVictim, live)
#include "TestAutosave.moc"
