// Time left against a clock that the test turns, and the panel as who waits meets it.
#include "tests/support/TestClass.h"
#include "widgets/controls/ProgressPanel.h"

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QtTest>

using namespace termscope;

class TestProgressPanel : public QObject {
    Q_OBJECT

private slots:
    void evenWorkIsForetoldExactly()
    {
        TimeLeft left;
        QVERIFY(!left.at(0.0));
        for (int second = 0; second <= 30; ++second)
            left.report(second / 100.0, second);
        QCOMPARE(*left.at(30.0), 70.0);
        // Time goes on between reports.
        QCOMPARE(*left.at(30.5), 69.5);
        QCOMPARE(*left.at(200.0), 0.0);
    }

    void tooLittleTellsNothing()
    {
        TimeLeft left;
        left.report(0.0, 0.0);
        left.report(0.5, 0.1); // a tenth of a second: the first batch was in a cache, say
        QVERIFY(!left.at(0.1));
        left.report(0.505, 1.0);
        QVERIFY(left.at(1.0));
        TimeLeft slow;
        slow.report(0.0, 0.0);
        slow.report(0.001, 20.0);
        QVERIFY(!slow.at(20.0));
    }

    /// The first half at ten times the pace of the second: what counts is the pace of now.
    void thePaceIsThatOfTheLastSeconds()
    {
        TimeLeft left;
        double second = 0.0;
        for (; second < 10.0; second += 0.5)
            left.report(second * 0.05, second);
        for (; second < 40.0; second += 0.5)
            left.report(0.5 + (second - 10.0) * 0.005, second);
        const double done = 0.5 + (second - 0.5 - 10.0) * 0.005;
        const double truth = (1.0 - done) / 0.005;
        QVERIFY(std::abs(*left.at(second - 0.5) - truth) < 1.0);
    }

    void goingBackBeginsAnew()
    {
        TimeLeft left;
        left.report(0.0, 0.0);
        left.report(0.9, 9.0);
        left.report(0.0, 9.5);
        QVERIFY(!left.at(9.5));
        left.report(0.5, 19.5);
        QCOMPARE(*left.at(19.5), 10.0);
    }

    void wordsFitTheTime()
    {
        QCOMPARE(toText(rounded(0.0)), std::string("1 s"));
        QCOMPARE(toText(rounded(12.1)), std::string("13 s"));
        QCOMPARE(toText(rounded(90.0)), std::string("90 s"));
        QCOMPARE(toText(rounded(100.0)), std::string("2 min"));
        QCOMPARE(toText(rounded(3600.0 * 3.5)), std::string("4 h"));
    }

    /// What was stopped stays in sight, says so, and goes on by the same button.
    void whatIsStoppedCanGoOn()
    {
        ProgressPanel panel;
        const int file = panel.addJob(QStringLiteral("Opening a.onnx"));
        const int curve = panel.addJob(QStringLiteral("Accuracy curve"));
        QSignalSpy stops(&panel, &ProgressPanel::stopRequested);
        QSignalSpy goings(&panel, &ProgressPanel::continueRequested);
        auto* title = panel.findChild<QLabel*>(QStringLiteral("progressTitle"));
        auto* button = panel.findChild<QToolButton*>(QStringLiteral("stop"));
        panel.setStopped(curve, QStringLiteral("stopped at 9 of 16"));
        QVERIFY(!panel.isHidden());
        QCOMPARE(title->text(), QStringLiteral("stopped at 9 of 16"));
        QVERIFY(panel.findChild<QProgressBar*>(QStringLiteral("progress"))->isHidden());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(goings.size(), 1);
        QCOMPARE(goings[0][0].toInt(), curve);
        // Work that runs is more important; its button stops.
        panel.setRunning(file, true);
        QCOMPARE(title->text(), QStringLiteral("Opening a.onnx"));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(stops.size(), 1);
        QCOMPARE(stops[0][0].toInt(), file);
        panel.setRunning(file, false);
        QCOMPARE(title->text(), QStringLiteral("stopped at 9 of 16"));
        panel.setStopped(curve, {});
        QVERIFY(panel.isHidden());
    }

    /// Nothing for short work; then the most important job with its title; stop says which.
    void thePanelShowsOneJobAndStopsIt()
    {
        ProgressPanel panel;
        const int file = panel.addJob(QStringLiteral("Opening a.onnx"));
        const int curve = panel.addJob(QStringLiteral("Accuracy curve"));
        panel.setRunning(curve, true);
        QVERIFY(panel.isHidden());
        panel.setRunning(curve, false);
        QTest::qWait(2 * ProgressPanel::patience);
        QVERIFY(panel.isHidden());

        panel.setRunning(curve, true);
        QTRY_VERIFY(!panel.isHidden());
        QCOMPARE(panel.findChild<QLabel*>("progressTitle")->text(), QStringLiteral("Accuracy curve"));
        auto* bar = panel.findChild<QProgressBar*>("progress");
        QCOMPARE(bar->maximum(), 0); // busy
        panel.report(curve, 0.25);
        QCOMPARE(bar->value(), bar->maximum() / 4);

        panel.setRunning(file, true);
        QCOMPARE(panel.findChild<QLabel*>("progressTitle")->text(), QStringLiteral("Opening a.onnx"));
        QSignalSpy stops(&panel, &ProgressPanel::stopRequested);
        QTest::mouseClick(panel.findChild<QToolButton*>("stop"), Qt::LeftButton);
        QCOMPARE(stops.size(), 1);
        QCOMPARE(stops[0][0].toInt(), file);
        panel.setRunning(file, false);
        QCOMPARE(panel.shownJob(), curve);
        QCOMPARE(bar->value(), bar->maximum() / 4);
        panel.setRunning(curve, false);
        QVERIFY(panel.isHidden());
    }
};

TERMSCOPE_TEST(TestProgressPanel)
#include "TestProgressPanel.moc"
