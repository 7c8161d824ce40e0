// The comparison and the reproduction on the page of studies: what a click starts, what comes of it, and what is copied
// as a command line.
#include "core/sweep/Sweep.h"
#include "tests/app/window/StudyTest.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/LitTable.h"
#include "widgets/study/FigureTable.h"
#include "widgets/study/OverlaidHistogram.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QTabWidget>

using namespace termscope;

class TestComparePane : public StudyTest {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        openSomeDigits();
        openSome("fashion", 320);
    }
    void comparesTwoSettings();
    void clicksOfTheComparison();
    void oneKeySwitchesSides();
    void copiedComparisonPrintsTheSameNumbers();
    void secondNetwork();
    void comparesTexts();
    void reproducesAFigure();
};

void TestComparePane::comparesTwoSettings()
{
    child<QTabWidget>(QStringLiteral("studyTabs"))->setCurrentIndex(2);
    session().changeSetting("budget", 5);
    child<QComboBox>(QStringLiteral("compareA"))->setCurrentIndex(1); // QT, at the default settings
    child<QCheckBox>(QStringLiteral("compareCurves"))->click();
    QVERIFY(settle());
    click("compareStart");
    QVERIFY(settle());
    QVERIFY2(workbench().comparison(), qPrintable(workbench().comparison.obstacle()));
    const CompareStudy& study = *workbench().comparison();
    QVERIFY2(study.complete && study.left.isEmpty(), qPrintable(study.left));
    QVERIFY(study.request.a.method == Method::Quantized && study.request.b.method == Method::Revealed);
    QCOMPARE(study.request.b.settings.budget, 5);
    QVERIFY(study.outputs && study.outputs->samples == 320);
    QVERIFY(study.outputs->flips.size() > 0);
    QCOMPARE(study.curves.size(), usualBudgets(8).size());
    QCOMPARE(child<FigureTable>(QStringLiteral("compareTensors"))->table()->model()->rowCount(),
             static_cast<int>(study.weights.tensors.size()));
    QVERIFY(child<QLabel>(QStringLiteral("compareState"))->text().contains(QStringLiteral("Top-1: A <b>")));
    photograph(QStringLiteral("compare"));
}

/// A tensor chooses its layer and shows its values in both; a flip chooses its image.
void TestComparePane::clicksOfTheComparison()
{
    auto* tensors = child<FigureTable>(QStringLiteral("compareTensors"))->table();
    auto* values = child<OverlaidHistogram>(QStringLiteral("compareValues"));
    clickRow(tensors, 2);
    const QString name = tensors->model()->index(2, 0).data().toString().section(QStringLiteral(" ("), 0, 0);
    QCOMPARE(QString::fromStdString(session().layer()->name), name);
    QVERIFY(values->caption().contains(name));
    QCOMPARE(values->csv().split(u'\n', Qt::SkipEmptyParts).size(), 97);
    values->setFocus();
    QSignalSpy hover(values, &Plot::hoverText);
    QTest::keyClick(values, Qt::Key_Right);
    QVERIFY(hover.last()[0].toString().contains(QStringLiteral("A: ")));
    auto* flips = child<FigureTable>(QStringLiteral("compareFlips"))->table();
    clickRow(flips, 1);
    QCOMPARE(session().view().image, workbench().comparison()->outputs->flips[1].sample);
    child<QTabWidget>(QStringLiteral("compareTabs"))->setCurrentIndex(1);
    QCOMPARE(child<FigureTable>(QStringLiteral("compareCurveTable"))->table()->model()->rowCount(),
             static_cast<int>(usualBudgets(8).size()));
    child<QTabWidget>(QStringLiteral("compareTabs"))->setCurrentIndex(0);
    QVERIFY(settle());
}

/// F7: the strip takes the other side's settings; again, and everything is as before. Each is one step of undo.
void TestComparePane::oneKeySwitchesSides()
{
    const ViewState before = session().view();
    QTest::keyClick(window_.get(), Qt::Key_F7);
    QCOMPARE(session().settings(), Settings{});
    QVERIFY(session().view().study.compare.stripIsA);
    QCOMPARE(session().view().study.compare.other, before.settings);
    QVERIFY(session().undoAction()->text().contains(QStringLiteral("settings of side A")));
    // The comparison is of the same sides all the same.
    QVERIFY(!child<QLabel>(QStringLiteral("compareState"))->text().contains(QStringLiteral("changed since")));
    QTest::keyClick(window_.get(), Qt::Key_F7);
    QVERIFY(session().view() == before);
    session().undoAction()->trigger();
    QCOMPARE(session().settings(), Settings{});
    session().undoAction()->trigger();
    QVERIFY(session().view() == before);
    QVERIFY(settle());
}

void TestComparePane::copiedComparisonPrintsTheSameNumbers()
{
    click("compareCopy");
    const QJsonDocument found = printed(QGuiApplication::clipboard()->text());
    const CompareStudy& study = *workbench().comparison();
    QCOMPARE(found[QStringLiteral("a")][QStringLiteral("score")].toDouble(),
             study.outputs->top1(study.outputs->correctInA));
    QCOMPARE(found[QStringLiteral("b")][QStringLiteral("score")].toDouble(),
             study.outputs->top1(study.outputs->correctInB));
    QCOMPARE(found[QStringLiteral("outputs")][QStringLiteral("kl")].toDouble(), study.outputs->divergence);
    QCOMPARE(found[QStringLiteral("outputs")][QStringLiteral("flipped")].toArray().size(),
             static_cast<qsizetype>(study.outputs->flips.size()));
    const QJsonArray tensors = found[QStringLiteral("tensors")].toArray();
    QCOMPARE(tensors.size(), static_cast<qsizetype>(study.weights.tensors.size()));
    for (qsizetype i = 0; i < tensors.size(); ++i)
        QCOMPARE(tensors[i][QStringLiteral("max_difference")].toDouble(),
                 study.weights.tensors[static_cast<std::size_t>(i)].largest);
    const QJsonArray curves = found[QStringLiteral("curves")].toArray();
    QCOMPARE(curves.size(), static_cast<qsizetype>(study.curves.size()));
    for (qsizetype i = 0; i < curves.size(); ++i)
        QCOMPARE(curves[i][QStringLiteral("difference")].toDouble(),
                 study.curves[static_cast<std::size_t>(i)].b - study.curves[static_cast<std::size_t>(i)].a);
}

/// B from a file: the quantized network beside the float one.
void TestComparePane::secondNetwork()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("revealed.onnx"));
    QProcess tool;
    tool.start(QStringLiteral(TERMSCOPE_CLI), {"export", "--example", "fashion", "--out", file, "--budget", "6"});
    QVERIFY(tool.waitForFinished(-1) && tool.exitCode() == 0);
    session().compareWith(file);
    child<QCheckBox>(QStringLiteral("compareCurves"))->click();
    child<QComboBox>(QStringLiteral("compareA"))->setCurrentIndex(0);
    child<QComboBox>(QStringLiteral("compareB"))->setCurrentIndex(0);
    click("compareStart");
    QVERIFY(settle());
    QVERIFY2(workbench().comparison(), qPrintable(workbench().comparison.obstacle()));
    QCOMPARE(workbench().comparison()->networkOfB, QStringLiteral("revealed.onnx"));
    QVERIFY(workbench().comparison()->outputs && workbench().comparison()->outputs->agreement() < 100.0);
    click("compareCopy");
    const QJsonDocument found = printed(QGuiApplication::clipboard()->text());
    QCOMPARE(found[QStringLiteral("outputs")][QStringLiteral("agreement")].toDouble(),
             workbench().comparison()->outputs->agreement());
    click("compareSecond"); // takes the file back
    QVERIFY(session().files().compared.isEmpty());
    session().compareWith(folder.filePath(QStringLiteral("none.onnx")));
    click("compareStart");
    QVERIFY(settle());
    QVERIFY(child<QLabel>(QStringLiteral("compareState"))->text().contains(QStringLiteral("none.onnx")));
    session().compareWith({});
}

void TestComparePane::comparesTexts()
{
    openSome("verses", 400);
    child<QTabWidget>(QStringLiteral("studyTabs"))->setCurrentIndex(2);
    session().changeSetting("budget", 4);
    QVERIFY(settle());
    click("compareStart");
    QVERIFY(settle());
    QVERIFY2(workbench().comparison(), qPrintable(workbench().comparison.obstacle()));
    const CompareStudy& study = *workbench().comparison();
    QVERIFY2(study.outputs, qPrintable(study.left));
    QVERIFY(study.perplexities && study.perplexities->second > study.perplexities->first);
    QCOMPARE(study.perplexities->second, workbench().evaluation()->perplexity());
    clickRow(child<FigureTable>(QStringLiteral("compareFlips"))->table(), 0);
    QCOMPARE(session().view().token, study.outputs->flips[0].sample);
    QVERIFY(settle());
}

void TestComparePane::reproducesAFigure()
{
    openSome("digits", 200);
    child<QTabWidget>(QStringLiteral("studyTabs"))->setCurrentIndex(3);
    for (const int figure : {4, 0}) {
        child<QComboBox>(QStringLiteral("reproduceFigure"))->setCurrentIndex(figure);
        click("reproduceStart");
        QVERIFY(settle());
        QVERIFY2(workbench().reproduction(), qPrintable(workbench().reproduction.obstacle()));
        const ReproducedTable& table = workbench().reproduction()->tables.front();
        QCOMPARE(table.key, std::string(reproducedFigures()[static_cast<std::size_t>(figure)]));
        auto* shown = child<FigureTable>(QStringLiteral("reproduceTable"));
        QCOMPARE(shown->table()->model()->rowCount(), static_cast<int>(table.rows.size()));
        QVERIFY(shown->csv().startsWith(QStringLiteral("figure,network,setting,column,value\n")));
        QVERIFY(child<QLabel>(QStringLiteral("reproduceSettings"))->text().contains(QStringLiteral("Published: ")));
        click("reproduceCopy");
        const QJsonArray rows =
            printed(QGuiApplication::clipboard()->text())[QStringLiteral("figures")][0][QStringLiteral("rows")]
                .toArray();
        QCOMPARE(rows.size(), static_cast<qsizetype>(table.rows.size()));
        for (qsizetype i = 0; i < rows.size(); ++i)
            for (std::size_t column = 0; column < table.columns.size(); ++column)
                QCOMPARE(rows[i][QString::fromStdString(table.columns[column].key)].toDouble(),
                         table.rows[static_cast<std::size_t>(i)].cells[column].value_or(0.0));
    }
    photograph(QStringLiteral("reproduce"));
}

TERMSCOPE_TEST(TestComparePane)
#include "TestComparePane.moc"
