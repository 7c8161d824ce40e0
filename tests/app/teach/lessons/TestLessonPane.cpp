// Lessons in the window: every one that comes with it holds, and a learner's clicks lead through them. In the long tier
// they hold with the figures of all of an example's data, else with those of some.
#include "app/teach/lessons/ConditionText.h"
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPane.h"
#include "app/teach/lessons/LessonPictures.h"
#include "app/teach/lessons/LessonText.h"
#include "app/teach/lessons/Spotlight.h"
#include "core/terms/Encoder.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "tests/support/Tier.h"
#include "widgets/controls/SettingsStrip.h"

#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTextBrowser>
#include <QToolButton>
#include <QtTest>

using namespace termscope;

class TestLessonPane : public WindowTest {
    Q_OBJECT

private:
    void click(const char* button) { QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton); }
    LessonPlayer& player() { return window_->lessonPlayer(); }
    QString said() const { return child<QLabel>("lessonVerdict")->text(); }

private slots:
    void init()
    {
        QSettings().clear();
        openSomeDigits();
        child<QDockWidget>("lessonDock")->show();
    }

    void cleanup() { window_.reset(); }

    /// Views can be set, formulas have a value or wait for one, widgets and pictures are there.
    void everyLessonHolds()
    {
        const std::vector<Lesson> lessons = embeddedLessons();
        QVERIFY(lessons.size() >= 11);
        QSignalSpy failures(&player(), &LessonPlayer::failed);
        for (const Lesson& lesson : lessons) {
            if (lesson.example != session().files().example || isLongTier()) {
                OpenFiles files;
                files.example = lesson.example;
                files.limit = someSamples();
                window_->files().openAtStart({}, files);
                QVERIFY(settlePage());
            }
            for (int i = 0; i < static_cast<int>(lesson.steps.size()); ++i) {
                const LessonStep& step = lesson.steps[static_cast<std::size_t>(i)];
                const std::string where = lesson.name.toStdString() + ", " + step.title.toStdString();
                player().start(lesson, 1, i);
                QVERIFY(settlePage());
                QVERIFY2(failures.isEmpty(), failures.isEmpty() ? "" : qPrintable(failures[0][0].toString()));
                const ExpressionNames names = player().names();
                QString all = step.markdown;
                if (step.question) {
                    all += step.question->text + step.question->hint + step.question->reason;
                    QVERIFY2(!step.question->reason.isEmpty() && !step.question->hint.isEmpty(), where.c_str());
                    QVERIFY2(evaluateExpression(step.question->answer, names), where.c_str());
                }
                for (const std::string& formula : formulasIn(all))
                    QVERIFY2(evaluateExpression(formula, names), (where + ": " + formula).c_str());
                // Every step that waits gives the learner something to do.
                QVERIFY2(step.until.empty() || !player().isReached(), where.c_str());
                if (!step.point.isEmpty()) {
                    const auto* pointed = window_->findChild<QWidget*>(step.point);
                    QVERIFY2(pointed != nullptr && pointed->isVisible(),
                             (where + ": " + step.point.toStdString()).c_str());
                    QVERIFY(window_->findChild<Spotlight*>()->isVisible());
                }
                static const QRegularExpression picture(QStringLiteral("!\\[[^\\]]*\\]\\(([^)]+)\\)"));
                for (auto match = picture.globalMatch(step.markdown); match.hasNext();) {
                    const QString address = match.next().captured(1);
                    QVERIFY2(!lessonPicture(address, names, *window_, 300).isNull(), qPrintable(address));
                }
                photograph(QStringLiteral("%1-%2").arg(lesson.name).arg(i + 1));
            }
        }
    }

    /// A wrong answer, a right one, and the terms put together by clicks; then the progress of the list.
    void aLearnerGoesThroughTheFirstLesson()
    {
        auto* list = child<QListWidget>("lessons");
        list->setCurrentRow(0);
        click("start");
        QVERIFY(player().lesson() != nullptr);
        QCOMPARE(session().view().page, "terms");
        QCOMPARE(session().settings().encoding, Encoding::Binary);
        auto* next = child<QPushButton>("next");
        QVERIFY(!next->isEnabled());
        const int n = static_cast<int>(player().names().values.at("n"));
        const auto binary = encodeTerms(n, Encoding::Binary);
        QTest::keyClicks(child<QLineEdit>("answer"), QString::number(binary.size() + 1));
        click("check");
        QVERIFY(said().startsWith("✗"));
        QVERIFY(!next->isEnabled());
        child<QLineEdit>("answer")->setText(QString::number(binary.size()));
        click("check");
        QVERIFY2(said().startsWith("✓"), qPrintable(said()));
        QVERIFY(next->isEnabled());
        click("next");

        const int number = static_cast<int>(player().names().values.at("n"));
        for (const Term& term : encodeTerms(number, Encoding::Hese))
            for (int i = 0; i < (term.sign > 0 ? 1 : 2); ++i)
                QTest::mouseClick(child<QToolButton>(qPrintable(QStringLiteral("exponent%1").arg(term.exponent))),
                                  Qt::LeftButton);
        click("check");
        QVERIFY2(said().startsWith("✓"), qPrintable(said()));
        click("next");
        click("giveUp");
        QVERIFY(next->isEnabled());
        click("next");

        QVERIFY(!next->isEnabled());
        QVERIFY(player().isLast());
        session().changeBudget(64);
        QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), patience * 1000);
        click("next");
        QVERIFY(player().lesson() == nullptr);
        // Back at the list, with the next lesson chosen and named.
        auto* done = child<QLabel>("lessonDone");
        QVERIFY(done->isVisible());
        QVERIFY2(done->text().contains(embeddedLessons()[1].title), qPrintable(done->text()));
        QCOMPARE(list->currentRow(), 1);
        QVERIFY(list->item(0)->text().contains("✓"));
        QCOMPARE(LessonPlayer::stepsDone("1-terms"), 4);
    }

    /// What is waited for stands there in the words of the page.
    void theTaskSaysWhat()
    {
        QCOMPARE(conditionText(QStringLiteral("group_size == 8 && budget != 12")),
                 QStringLiteral("Group size = 8 and Term budget ≠ 12"));
        QCOMPARE(conditionText(QStringLiteral("encoding == 2")), QStringLiteral("Encoding = HESE"));
        QCOMPARE(conditionText(QStringLiteral("accuracy < given_accuracy - 1")),
                 QStringLiteral("accuracy < accuracy of the file's own integers − 1"));
        QCOMPARE(conditionText(QStringLiteral("20 / array_rows == 4")), QString());
        player().start(embeddedLessons()[3], 1, 0);
        QVERIFY(child<QLabel>("task")->text().contains(QStringLiteral("Term budget ≠ 12")));
        player().stop();
    }

    /// What a step set is undone like any other change, and "Set up" sets it again.
    void aStepIsOneStepOfUndo()
    {
        const ViewState before = session().view();
        child<QListWidget>("lessons")->setCurrentRow(0);
        click("start");
        QVERIFY(session().view() != before);
        session().undoAction()->trigger();
        QCOMPARE(session().view(), before);
        click("again");
        QCOMPARE(session().view().page, "terms");
    }

    void closingThePaneEndsTheLesson()
    {
        child<QListWidget>("lessons")->setCurrentRow(3);
        click("start");
        QVERIFY(window_->findChild<Spotlight*>()->isVisible());
        child<QDockWidget>("lessonDock")->close();
        QVERIFY(player().lesson() == nullptr);
        QVERIFY(!window_->findChild<Spotlight*>()->isVisible());
    }

    /// On a page that is scrolled, for it is wider than the pane of lessons leaves room for, only what is seen of a
    /// view is lit: the light does not fall on the strip beside it.
    void lightStaysOnThePage()
    {
        window_->resize(1280, 800);
        Lesson lesson = embeddedLessons()[7];
        lesson.steps[3].point = QStringLiteral("gantt");
        window_->lessonPlayer().start(lesson, 1, 3);
        QVERIFY(settlePage());
        const auto* spotlight = window_->findChild<Spotlight*>();
        const auto* strip = window_->findChild<SettingsStrip*>();
        QCOMPARE(spotlight->target()->objectName(), QStringLiteral("gantt"));
        QVERIFY(spotlight->target()->visibleRegion().boundingRect().width() < spotlight->target()->width());
        QVERIFY(!spotlight->lit().isEmpty());
        QVERIFY(spotlight->lit().right() <= strip->mapTo(window_.get(), QPoint()).x() + 4);
    }

    /// A lesson opens the example it is about.
    void theLabOpensItsNetwork()
    {
        child<QListWidget>("lessons")->setCurrentRow(9);
        click("start");
        QTRY_COMPARE_WITH_TIMEOUT(session().files().example, QStringLiteral("fashion"), patience * 1000);
        QTRY_COMPARE(session().view().page, "accuracy");
        QCOMPARE(session().settings().budget, 16);
    }

    /// The loss against the network as its file has it is known once the curve is there, and is what is asked for.
    void theLossAgainstGivenIsJudged()
    {
        child<QListWidget>("lessons")->setCurrentRow(10);
        click("start");
        QTRY_COMPARE_WITH_TIMEOUT(session().files().example, QStringLiteral("fashion-int8"), patience * 1000);
        QVERIFY(settlePage()); // what opens sets the step up once more
        const Lesson lesson = *player().lesson();
        player().start(lesson, 1, 3);
        QVERIFY(settlePage());
        session().changeBudget(6);
        QVERIFY(settlePage());
        const std::map<std::string, double> values = player().names().values;
        const double loss = values.at("given_accuracy") - values.at("accuracy");
        QVERIFY2(loss > 1.0, qPrintable(QString::number(loss)));
        QVERIFY(player().isReached());
        child<QLineEdit>("answer")->setText(QString::number(loss, 'f', 2));
        click("check");
        QVERIFY2(said().startsWith("✓"), qPrintable(said()));
    }
};

TERMSCOPE_TEST(TestLessonPane)
#include "TestLessonPane.moc"
