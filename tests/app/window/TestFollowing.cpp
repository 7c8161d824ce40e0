// The Terms page follows the cell that is chosen in an array while its clock plays, and that changes nothing: no step
// of undo, no job that starts anew; afterwards the user's own group is there again.
#include "tests/app/TestWindow.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"
#include "widgets/array/ArrayView.h"
#include "widgets/terms/StepPlayer.h"

#include <QMenuBar>
#include <QSpinBox>
#include <QtTest>

#include <set>

using namespace termscope;

class TestFollowing : public WindowTest {
    Q_OBJECT

private:
    using Place = std::array<std::int64_t, 3>; ///< row, group, image

    ArrayView* revealed() const { return child<ArrayView>(QStringLiteral("revealedArray")); }
    StepPlayer* clock() const { return child<StepPlayer>(QStringLiteral("clock")); }

    QSpinBox* chooser(const QString& name) const
    {
        for (QSpinBox* box : child<QWidget>(QStringLiteral("terms"))->findChildren<QSpinBox*>())
            if (box->accessibleName() == name)
                return box;
        qFatal("no chooser %s", qPrintable(name));
    }

    /// What the Terms page says that it shows.
    Place shown() const
    {
        return {chooser(QStringLiteral("Row"))->value(), chooser(QStringLiteral("Group"))->value(),
                chooser(QStringLiteral("Image"))->value()};
    }

    Place chosen() const { return {session().view().row, session().view().group, session().view().image}; }

    /// What the cell multiplies at this cycle; nothing where it is bare.
    std::optional<Place> held(int cycle, int row, int column) const
    {
        const ArrayRun& run = *workbench().race()->revealed.run;
        const auto position = std::min<std::int64_t>(cycle, run.schedule.cycles());
        const CellDetail cell = cellDetail(run, position, row, column);
        if (!cell.operands)
            return std::nullopt;
        return Place{cell.operands->weight, cell.operands->group, cell.operands->input};
    }

    /// A layer of 4×16 on 2×2 cells, two images at once: a clock of some forty cycles.
    void openSmall()
    {
        open();
        ViewState view;
        view.page = QStringLiteral("array");
        view.settings.budget = view.settings.dataTerms = 1;
        view.array.rows = view.array.columns = view.array.samples = 2;
        view.array.rival = Rival::Parallel;
        view.row = 3;
        view.group = 1;
        view.image = 5;
        session().restore({}, samples::mlp(3, {16, 4}, "Relu", true), samples::randomDataset(4, 20, 16, 4), view);
        QVERIFY(settle());
        QVERIFY(workbench().race() != nullptr);
        QVERIFY(clock()->stepCount() > 20 && clock()->stepCount() < 60);
    }

    /// By a click, with the mouse away again: a clock waits while something is pointed at.
    void chooseCell(int row, int column)
    {
        QTest::mouseClick(revealed()->canvas(), Qt::LeftButton, {},
                          revealed()->cellRect(row, column).center().toPoint());
        QTest::mouseMove(window_->menuBar(), {4, 4});
        QCoreApplication::processEvents();
    }

    void pressSpace() { QTest::keyClick(clock()->keyWidget(), Qt::Key_Space); }

private slots:
    void cleanup() { window_.reset(); }

    /// At ten cycles a second, from the first to the last.
    void aWholeRunEditsNothing()
    {
        openSmall();
        clock()->setStep(0);
        chooseCell(1, 1);
        const ViewState view = session().view();
        const int steps = session().undoStack().count();
        const int index = session().undoStack().index();
        const CurvePtr curve = workbench().curve();
        QVERIFY(curve && curve->complete);
        QSignalSpy views(&session(), &Session::viewChanged);
        QSignalSpy jobs(&workbench(), &Workbench::runningChanged);
        std::set<Place> seen;
        connect(&session(), &Session::followedChanged, this, [&] {
            if (session().followed())
                seen.insert(shown());
        });
        std::set<Place> expected;
        for (int cycle = 0; cycle < clock()->stepCount(); ++cycle)
            if (const auto place = held(cycle, 1, 1))
                expected.insert(*place);
        QCOMPARE(expected.size(), std::size_t{4}); // two rows of weights, each of two groups
        pressSpace();
        QVERIFY(clock()->isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(!clock()->isPlaying(), 1000 * patience);
        QCOMPARE(clock()->step(), clock()->stepCount());
        QVERIFY(seen == expected);
        QCOMPARE(session().undoStack().count(), steps);
        QCOMPARE(session().undoStack().index(), index);
        QVERIFY(session().view() == view);
        QCOMPARE(views.size(), 0);
        QCOMPARE(jobs.size(), 0);
        QCOMPARE(workbench().curve(), curve);
        // The run is over: the group that was chosen is there again.
        QVERIFY(!session().followed());
        QCOMPARE(shown(), (Place{3, 1, 5}));
        // It plays again, and is followed again.
        seen.clear();
        pressSpace();
        QTRY_VERIFY_WITH_TIMEOUT(!seen.empty(), 1000 * patience);
        pressSpace();
        QVERIFY(session().followed());
    }

    /// The page in sight shows the group while the clock plays on behind it, and the terms of a clock that rests.
    void theTermsPageShowsTheGroup()
    {
        openSmall();
        clock()->setStep(0);
        chooseCell(0, 0);
        pressSpace();
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(session().view().page, QStringLiteral("terms"));
        const int steps = session().undoStack().count();
        QSignalSpy curve(&workbench(), &Workbench::curveRunning);
        std::set<std::pair<std::int64_t, std::int64_t>> groups;
        connect(&workbench(), &Workbench::groupChanged, this, [&] {
            groups.insert({workbench().group()->address.row, workbench().group()->address.group});
        });
        QTRY_VERIFY_WITH_TIMEOUT(groups.size() >= 2, 1000 * patience);
        clock()->pause();
        QVERIFY(settle());
        const std::optional<Place> now = held(clock()->step(), 0, 0);
        if (now)
            QCOMPARE(shown(), *now);
        const GroupView& group = *workbench().group();
        QCOMPARE(shown(), (Place{group.address.row, group.address.group, group.image}));
        QCOMPARE(chosen(), (Place{3, 1, 5}));
        QCOMPARE(session().undoStack().count(), steps);
        QCOMPARE(curve.size(), 0);
    }

    /// A choice starts from what is seen, is one step, and stays: the clock no longer leads.
    void theUsersChoiceStays()
    {
        openSmall();
        clock()->setStep(0);
        chooseCell(0, 0);
        while (!session().followed() || shown()[1] != 1)
            QTest::keyClick(clock()->keyWidget(), Qt::Key_Right);
        const Place followed = shown();
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(settle());
        const int steps = session().undoStack().count();
        QTest::keyClick(chooser(QStringLiteral("Row")), Qt::Key_Up);
        QCOMPARE(chosen(), (Place{followed[0] + 1, followed[1], followed[2]}));
        QCOMPARE(shown(), chosen());
        QCOMPARE(session().undoStack().count(), steps + 1);
        const Place own = chosen();
        QTest::keyClick(window_.get(), Qt::Key_4, Qt::ControlModifier);
        QVERIFY(settle());
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(clock()->keyWidget(), Qt::Key_Right);
        QCOMPARE(shown(), own);
        chooseCell(1, 0);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(clock()->keyWidget(), Qt::Key_Right);
        QVERIFY(session().followed());
        QCOMPARE(chosen(), own);
        // Escape lets go of it, as of what is lit.
        QTest::keyClick(window_.get(), Qt::Key_Escape);
        QCOMPARE(shown(), own);
    }

    /// While the curve is made, of all digits.
    void theCurveGoesOn()
    {
        openExample();
        ViewState view = session().view();
        view.page = QStringLiteral("array");
        view.settings.budget = view.settings.dataTerms = 1;
        session().changeView(view, QStringLiteral("start"));
        QTRY_VERIFY_WITH_TIMEOUT(workbench().isViewThere(), 1000 * patience);
        clock()->setStep(0);
        chooseCell(0, 0);
        QSignalSpy curve(&workbench(), &Workbench::curveRunning);
        QSignalSpy followed(&session(), &Session::followedChanged);
        pressSpace();
        QTRY_VERIFY_WITH_TIMEOUT(followed.size() >= 6, 1000 * patience);
        clock()->pause();
        // It began once, and ended only if it was through.
        QVERIFY(curve.size() <= 2);
        for (const QList<QVariant>& told : curve)
            QVERIFY(told[0].toBool() || workbench().curve()->complete);
    }
};

TERMSCOPE_TEST(TestFollowing)
#include "TestFollowing.moc"
