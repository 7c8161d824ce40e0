// Lessons that a user opens from files: checked, shown, read again when their file changes; and the number of a sheet.
#include "app/teach/lessons/LessonPane.h"
#include "app/teach/lessons/LessonText.h"
#include "app/window/MainWindow.h"
#include "tests/support/TestClass.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QSpinBox>
#include <QTextBrowser>
#include <QtTest>

using namespace termscope;

namespace {

constexpr int patience = 60000; // milliseconds: sanitizers are slow

const QString lessonText = QStringLiteral(R"(# My own lesson

```lesson
minutes: 3
```
About %1.

## First
Read this.

## Second
The number is {n}: %1.

```step
draw: n 1…1000
ask: How many terms does {n} have?
answer: terms(n)
```
)");

void replace(const QString& path, const QString& text)
{
    QSaveFile file(path); // as editors do: a new file in the place of the old one
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
    QVERIFY(file.commit());
}

/// As other editors do: the same file, cut and written anew.
void writeOver(const QString& path, const QString& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text.toUtf8());
}

} // namespace

class TestOwnLesson : public QObject {
    Q_OBJECT

private:
    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;
    QString path_;

    template <class T>
    T* child(const char* name) const
    {
        T* found = window_->findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("%s is missing in the window", name);
        return found;
    }

    LessonPlayer& player() { return window_->lessonPlayer(); }
    QString shown() const { return child<QTextBrowser>("lessonText")->toPlainText(); }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("TermScopeTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home_.path());
        path_ = home_.filePath(QStringLiteral("lesson.md"));
    }

    void init()
    {
        QSettings().clear();
        replace(path_, lessonText.arg(QStringLiteral("terms")));
        window_ = std::make_unique<MainWindow>();
        window_->show();
        window_->files().openExample();
        QTRY_VERIFY_WITH_TIMEOUT(window_->session().network(), patience);
    }

    void cleanup() { window_.reset(); }

    void openedByNameItStarts()
    {
        const int embedded = child<QListWidget>("lessons")->count();
        window_->files().open({path_});
        QTRY_VERIFY_WITH_TIMEOUT(player().lesson() != nullptr, patience);
        QVERIFY(child<QDockWidget>("lessonDock")->isVisible());
        QCOMPARE(player().lesson()->title, "My own lesson");
        QVERIFY(shown().contains("About terms."));
        QCOMPARE(child<QListWidget>("lessons")->count(), embedded + 1);
        QSettings store;
        RecentFiles recent(store);
        QCOMPARE(recent.list(RecentFiles::Kind::Lesson).value(0).path, path_);
        window_->files().open({path_});
        QTRY_VERIFY_WITH_TIMEOUT(!window_->files().isBusy(), patience);
        QCOMPARE(child<QListWidget>("lessons")->count(), embedded + 1);
    }

    void droppedOnTheWindowItStarts()
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(path_)});
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window_.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({100.0, 100.0}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window_.get(), &drop);
        QTRY_VERIFY_WITH_TIMEOUT(player().lesson() != nullptr, patience);
    }

    void mistakesAreToldWithTheirLine()
    {
        QSignalSpy failures(&window_->files(), &FileActions::failed);
        replace(path_, QStringLiteral("# T\n## S\n```step\nhnt: x\n```\n"));
        window_->files().open({path_});
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, patience);
        QCOMPARE(failures[0][0].toString(), path_ + ": line 4: expected a key of a step, such as hint, found \"hnt\"");
        QVERIFY(player().lesson() == nullptr);
        replace(path_, QString((1 << 20) + 1, 'x'));
        window_->files().open({path_});
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 2, patience);
        QVERIFY2(failures[1][0].toString().startsWith(path_), qPrintable(failures[1][0].toString()));
    }

    void aSavedChangeIsSeenAtOnce_data()
    {
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("replaced") << true;
        QTest::newRow("written over") << false;
    }

    void aSavedChangeIsSeenAtOnce()
    {
        QFETCH(bool, isReplaced);
        const auto save = isReplaced ? &replace : &writeOver;
        child<QSpinBox>("sheetNumber")->setValue(5);
        window_->files().open({path_});
        QTRY_VERIFY_WITH_TIMEOUT(player().lesson() != nullptr, patience);
        QTest::mouseClick(child<QPushButton>("next"), Qt::LeftButton);
        QCOMPARE(player().step(), 1);
        const double number = player().names().values.at("n");

        save(path_, lessonText.arg(QStringLiteral("pairs")));
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(": pairs."), patience);
        QCOMPARE(player().step(), 1);
        QCOMPARE(player().names().values.at("n"), number);

        auto* trouble = child<QLabel>("lessonTrouble");
        QVERIFY(!trouble->isVisible());
        save(path_, QStringLiteral("# T\n## S\n```step\nhnt: x\n```\n"));
        QTRY_VERIFY_WITH_TIMEOUT(trouble->isVisible(), patience);
        QVERIFY2(trouble->text().contains(path_ + ": line 4:"), qPrintable(trouble->text()));
        QVERIFY(shown().contains(": pairs."));

        save(path_, lessonText.arg(QStringLiteral("digits")));
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(": digits."), patience);
        QVERIFY(!trouble->isVisible());
    }

    /// The number of a printed sheet gives its numbers, each time; without one they are others.
    void aSheetNumberGivesTheNumbersOfThatSheet()
    {
        auto* sheet = child<QSpinBox>("sheetNumber");
        sheet->setValue(17);
        window_->files().open({path_});
        QTRY_VERIFY_WITH_TIMEOUT(player().lesson() != nullptr, patience);
        QTest::mouseClick(child<QPushButton>("next"), Qt::LeftButton);
        const LessonStep& step = player().current();
        QCOMPARE(player().names().values.at("n"), drawn(step.draws, 17, 1).at("n"));
        QVERIFY(drawn(step.draws, 17, 1) != drawn(step.draws, 18, 1));
        QTest::mouseClick(child<QPushButton>("leave"), Qt::LeftButton);
        sheet->setValue(0);
        QTest::mouseClick(child<QPushButton>("start"), Qt::LeftButton);
        QVERIFY(player().seed() > static_cast<quint32>(largestSheet));
    }
};

TERMSCOPE_TEST(TestOwnLesson)
#include "TestOwnLesson.moc"
