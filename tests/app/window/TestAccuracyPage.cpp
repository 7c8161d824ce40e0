// The page of accuracy in the window: curves that are kept, cells of the confusion matrix, the chosen image.
#include "app/pages/CurvePins.h"
#include "app/session/Link.h"
#include "app/session/Origin.h"
#include "app/session/SessionFile.h"
#include "app/window/PlotExporter.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/images/DigitStrip.h"
#include "widgets/images/ImageDetail.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/ConfusionPlot.h"
#include "widgets/plots/CurveBar.h"
#include "widgets/text/NextWordView.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace termscope;

class TestAccuracyPage : public WindowTest {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        openSomeDigits();
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
    }
    void keptWhileSettingsChange();
    void familyInOneClick();
    void chosenPoints();
    void formatsBesideTr();
    void axesOfOtherCosts();
    void machinesBesideQt();
    void keptWhileTheNetworkChanges();
    void cellShowsItsImages();
    void imageIsShownLarge();
    void origin();

private:
    void trigger(const QString& button, const QString& action)
    {
        auto* found = child<QToolButton>(button)->menu()->findChild<QAction*>(action);
        QVERIFY(found != nullptr);
        found->trigger();
    }
    AccuracyPlot* curve() const { return child<AccuracyPlot>(QStringLiteral("curve")); }
    /// Lines of the plot's data that a curve has.
    int linesOf(const QString& name) const
    {
        int lines = 0;
        for (const QString& line : curve()->csv().split(u'\n'))
            lines += line.startsWith(name) || line.startsWith(u'"' + name) ? 1 : 0;
        return lines;
    }
};

/// Each is a choice of the session, with its unit on the axis and in what is taken away.
void TestAccuracyPage::axesOfOtherCosts()
{
    const auto shows = [this](const char* words) {
        return QString::fromUtf8(curve()->svg()).contains(QString::fromUtf8(words));
    };
    trigger(QStringLiteral("curveAxis"), QStringLiteral("axis_bits"));
    QVERIFY(session().view().workAxis == WorkAxis::BitsPerWeight);
    QVERIFY(shows("bits per weight, scales included"));
    QVERIFY(curve()->csv().contains(QStringLiteral(",bits_per_weight,model_bytes")));
    trigger(QStringLiteral("curveAxis"), QStringLiteral("axis_size"));
    QVERIFY(shows("size of all weights (bytes)"));
    trigger(QStringLiteral("curveAxis"), QStringLiteral("axis_cycles"));
    QVERIFY(shows("cycles (16×16 term cells, os, 16 samples)"));
    const QString before = curve()->csv();
    session().changeArray("array_rows", 8);
    QVERIFY(shows("cycles (8×16 term cells, os, 16 samples)"));
    QVERIFY(curve()->csv() != before); // the same settings take more cycles there
    session().undoAction()->trigger();
    QCOMPARE(curve()->csv(), before);
    session().undoAction()->trigger(); // the axes are one step
    QVERIFY(session().view().workAxis == WorkAxis::Provisioned);
    QVERIFY(!curve()->csv().contains(QStringLiteral("cycles")));
    QVERIFY(settle());
}

/// At QT's scores, each at the pairs that it reserves.
void TestAccuracyPage::machinesBesideQt()
{
    trigger(QStringLiteral("curveFormats"), QStringLiteral("format_laconic"));
    trigger(QStringLiteral("curveFormats"), QStringLiteral("format_bitlet"));
    QCOMPARE(session().view().sweep.machines, (std::vector<std::string>{"laconic", "bitlet"}));
    QVERIFY(settle());
    QCOMPARE(linesOf(QStringLiteral("sweep,laconic")), 7); // at the bits of QT's points
    QCOMPARE(linesOf(QStringLiteral("sweep,bitlet")), 7);
    for (const SweepRow& row : workbench().curve()->rows)
        if (!row.costLine.empty())
            QVERIFY(row.work->measured > 0.0 && row.work->measured <= row.work->provisioned);
    QVERIFY(QString::fromUtf8(curve()->svg()).contains(QStringLiteral("Laconic")));
    trigger(QStringLiteral("curveFormats"), QStringLiteral("format_laconic"));
    trigger(QStringLiteral("curveFormats"), QStringLiteral("format_bitlet"));
    QVERIFY(settle());
    QCOMPARE(linesOf(QStringLiteral("sweep,laconic")), 0);
}

void TestAccuracyPage::keptWhileSettingsChange()
{
    trigger(QStringLiteral("pinCurve"), QStringLiteral("pinRevealed"));
    QCOMPARE(session().view().sweep.kept.size(), std::size_t{1});
    const KeptCurve kept = session().view().sweep.kept.front();
    QCOMPARE(kept.name, std::string("TR g = 8, s = 3"));
    QCOMPARE(kept.points.size(), usualBudgets(8).size());
    QCOMPARE(kept.network, session().network()->name);
    session().changeSetting("data_terms", 1);
    QVERIFY(settle());
    QCOMPARE(linesOf(QStringLiteral("TR g = 8, s = 3")), static_cast<int>(kept.points.size()));
    QVERIFY(curve()->csv().contains(QStringLiteral("\nsweep,tr,8,8,8,12,1,")));
    QVERIFY(QString::fromUtf8(curve()->svg()).contains(QStringLiteral("TR g = 8, s = 3")));
    // A click more on the same curve adds none; undo takes the last one away, and its settings can be set again.
    trigger(QStringLiteral("pinCurve"), QStringLiteral("pinRevealed"));
    trigger(QStringLiteral("pinCurve"), QStringLiteral("pinRevealed"));
    QCOMPARE(session().view().sweep.kept.size(), std::size_t{2});
    QVERIFY(session().view().sweep.kept[0].colour != session().view().sweep.kept[1].colour);
    session().undoAction()->trigger();
    QCOMPARE(session().view().sweep.kept.size(), std::size_t{1});
    trigger(QStringLiteral("pinned0"), QStringLiteral("takePinned"));
    QCOMPARE(session().settings().dataTerms, 3);
    // Name and colour, and what a saved session has of it.
    auto* name =
        child<QToolButton>(QStringLiteral("pinned0"))->menu()->findChild<QLineEdit*>(QStringLiteral("pinnedName"));
    name->setText(QStringLiteral("before"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(session().view().sweep.kept.front().name, std::string("before"));
    QVERIFY(
        QString::fromStdString(sessionJson(session().saved(), QStringLiteral("/"))).contains(QStringLiteral("before")));
    trigger(QStringLiteral("pinned0"), QStringLiteral("removePinned"));
    QVERIFY(session().view().sweep.kept.empty());
    QVERIFY(settle());
}

void TestAccuracyPage::familyInOneClick()
{
    trigger(QStringLiteral("pinCurve"), QStringLiteral("pinDataTerms"));
    QCOMPARE(session().view().sweep.kept.size(), std::size_t{4});
    QVERIFY(settle());
    for (const KeptCurve& kept : session().view().sweep.kept)
        QCOMPARE(kept.points.size(), usualBudgets(8).size()); // computed, and kept with the curve
    QCOMPARE(linesOf(QStringLiteral("TR g = 8, s = 1")), static_cast<int>(usualBudgets(8).size()));
    photograph(QStringLiteral("family"));
    trigger(QStringLiteral("pinCurve"), QStringLiteral("removePinned"));
    QVERIFY(session().view().sweep.kept.empty());
    QVERIFY(settle());
}

void TestAccuracyPage::chosenPoints()
{
    auto* budgets = child<QToolButton>(QStringLiteral("curvePoints"))
                        ->menu()
                        ->findChild<QLineEdit*>(QStringLiteral("sweptBudgets"));
    budgets->setText(QStringLiteral("5, 12, 7"));
    QTest::keyClick(budgets, Qt::Key_Return);
    QVERIFY(settle());
    QVERIFY(session().view().sweep.budgets == (std::vector{5, 7, 12}));
    QCOMPARE(curve()->csv().count(QStringLiteral("\nsweep,tr,")), 3);
    budgets->setText(QStringLiteral("many"));
    QTest::keyClick(budgets, Qt::Key_Return);
    QCOMPARE(budgets->text(), QStringLiteral("5, 7, 12"));
    session().undoAction()->trigger();
    QVERIFY(settle());
    QCOMPARE(curve()->csv().count(QStringLiteral("\nsweep,tr,")), static_cast<int>(usualBudgets(8).size()));
}

/// A curve for each family of number formats that is checked, under the same data as TR's.
void TestAccuracyPage::formatsBesideTr()
{
    trigger(QStringLiteral("curveFormats"), QStringLiteral("format_apot"));
    trigger(QStringLiteral("curveFormats"), QStringLiteral("format_nvfp4"));
    QVERIFY(session().view().sweep.families == (std::vector<std::string>{"apot", "nvfp4"}));
    QVERIFY(settle());
    QCOMPARE(curve()->csv().count(QStringLiteral("\nsweep,apot-")), 5);
    QCOMPARE(curve()->csv().count(QStringLiteral("\nsweep,nvfp4,,8,,,3,")), 1);
    QVERIFY(QString::fromUtf8(curve()->svg()).contains(QStringLiteral("NVFP4")));
    QVERIFY(QString::fromStdString(sessionJson(session().saved(), QStringLiteral("/")))
                .contains(QStringLiteral("apot,nvfp4")));
    photograph(QStringLiteral("formats"));
    // The data in the format too, where it says how.
    trigger(QStringLiteral("curveFormats"), QStringLiteral("dataFormat"));
    QVERIFY(session().view().sweep.dataFormat == DataFormat::Own);
    QVERIFY(settle());
    QCOMPARE(curve()->csv().count(QStringLiteral("\nsweep,nvfp4,,,,,,")), 1);
    QCOMPARE(curve()->csv().count(QStringLiteral(",bits\n")), 5);
    QVERIFY(session().view().sweep.families == (std::vector<std::string>{"apot", "nvfp4"}));
    QVERIFY(makeLink(session().saved()).contains(QStringLiteral("data_format=own")));
    session().undoAction()->trigger();
    QVERIFY(session().view().sweep.dataFormat == DataFormat::Bits);
    session().undoAction()->trigger();
    session().undoAction()->trigger();
    QVERIFY(session().view().sweep.families.empty());
    QVERIFY(settle());
    QVERIFY(!curve()->csv().contains(QStringLiteral("apot-")));
    const QAction* const box =
        child<QToolButton>(QStringLiteral("curveFormats"))->menu()->findChild<QAction*>(QStringLiteral("format_apot"));
    QVERIFY(!box->isChecked());
}

/// A pinned curve has its figures: it stays beside those of another network, and is not computed anew with it.
void TestAccuracyPage::keptWhileTheNetworkChanges()
{
    trigger(QStringLiteral("pinCurve"), QStringLiteral("pinQuantized"));
    const KeptCurve kept = session().view().sweep.kept.front();
    QCOMPARE(kept.points.size(), std::size_t{7});
    OpenFiles files;
    files.example = QStringLiteral("fashion");
    files.limit = 200;
    window_->files().openAtStart({}, files);
    QVERIFY(settle());
    QVERIFY(session().network()->name != kept.network);
    if (session().view().sweep.kept.empty())
        QSKIP("opening an example begins with a view of its own");
    QVERIFY(session().view().sweep.kept.front().points == kept.points);
    QCOMPARE(linesOf(QStringLiteral("QT (")), 7);
    trigger(QStringLiteral("pinCurve"), QStringLiteral("removePinned"));
}

void TestAccuracyPage::cellShowsItsImages()
{
    QVERIFY(settle());
    auto* confusion = child<ConfusionPlot>(QStringLiteral("confusion"));
    auto* images = child<DigitStrip>(QStringLiteral("images"));
    const int all = images->shownCount();
    QTest::keyClick(confusion, Qt::Key_Right); // label 0 predicted as 0
    QVERIFY(images->cell() == (ConfusionCell{0, 0}));
    const EvaluationPtr& evaluation = workbench().evaluation();
    QCOMPARE(images->shownCount(), static_cast<int>(evaluation->confusion.front()));
    QVERIFY(images->shownCount() < all);
    QTest::keyClick(confusion, Qt::Key_Escape);
    QCOMPARE(images->shownCount(), all);
}

void TestAccuracyPage::imageIsShownLarge()
{
    auto* detail = child<ImageDetail>(QStringLiteral("imageDetail"));
    session().changePage(QStringLiteral("accuracy")); // the one that asks for classes
    session().chooseImage(7);
    QVERIFY(settle());
    QCOMPARE(detail->chances()->title(), QStringLiteral("Image 7: likeliest classes"));
    QVERIFY(detail->chances()->cellRows() >= 5);
    QVERIFY(!detail->findChild<QLabel*>(QStringLiteral("largeImage"))->pixmap().isNull());
    // The likeliest of now is what the evaluation predicts.
    const auto& classes = workbench().classes();
    QCOMPARE(classes->place, 7);
    const auto likeliest = std::ranges::max_element(classes->words, {}, &WordChance::current);
    QCOMPARE(likeliest->word, workbench().evaluation()->predictions[7]);
    double sum = 0.0;
    for (const WordChance& each : classes->words)
        sum += each.reference;
    QVERIFY(sum > 0.5 && sum < 1.0001);
    photograph(QStringLiteral("image"));
}

void TestAccuracyPage::origin()
{
    const ExportOrigin origin = originOf(session());
    QVERIFY2(origin.sentence.startsWith(QString::fromStdString(session().network()->name)),
             qPrintable(origin.sentence));
    QVERIFY(origin.sentence.contains(QStringLiteral("g = 8, k = 12, s = 3")));
    QVERIFY(origin.sentence.contains(QStringLiteral("Per channel")));
    QVERIFY(origin.lines.contains(QStringLiteral("\n# settings: weight_bits=8 ")));
    QVERIFY(origin.lines.contains(QStringLiteral("per_channel=true")));
    const QByteArray csv = exportedBytes(*curve(), ExportKind::Csv, 1, origin);
    QVERIFY(csv.startsWith("# network: "));
    QVERIFY(csv.contains("\nseries,method,"));
    const QByteArray svg = exportedBytes(*curve(), ExportKind::Svg, 1, origin);
    QVERIFY(svg.contains("TermScope"));
    QVERIFY(!exportedBytes(*curve(), ExportKind::Svg, 1).contains("TermScope"));
}

TERMSCOPE_TEST(TestAccuracyPage)
#include "TestAccuracyPage.moc"
