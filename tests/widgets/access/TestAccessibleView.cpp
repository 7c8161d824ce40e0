// What a screen reader is told of a grid of terms, of a plot and of a confusion matrix, through QAccessible alone.
#include "tests/support/TestClass.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/plots/ConfusionPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"
#include "widgets/terms/TermGrid.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QtTest>

using namespace termscope;

namespace {

/// The objects whose values were said to have changed.
QList<QObject*> announced;

void listen(QAccessibleEvent* event)
{
    if (event->type() == QAccessible::ValueChanged)
        announced << event->object();
}

QAccessibleInterface* interfaceOf(QWidget& widget)
{
    return QAccessible::queryAccessibleInterface(&widget);
}

} // namespace

class TestAccessibleView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        installAccessibility();
        QAccessible::setActive(true);
        setAnnouncer(listen);
    }
    void cleanupTestCase() { setAnnouncer(QAccessible::updateAccessibility); }

    /// 27 = +2⁵ −2² −2⁰ and 64 = +2⁶; the budget 3 drops 2⁰.
    void aGridIsASliderAndATable()
    {
        TermGrid grid;
        grid.resize(400, 200);
        grid.show();
        grid.setAccessibleName(QStringLiteral("Terms"));
        grid.setNames(QStringLiteral("w"), 8);
        grid.setGroup(revealGroup(std::vector<std::int64_t>{27, 64}, 3, Encoding::Hese), 8);
        QAccessibleInterface* slider = interfaceOf(grid);
        QCOMPARE(slider->role(), QAccessible::Slider);
        QCOMPARE(slider->text(QAccessible::Name), QString("Terms"));
        QCOMPARE(slider->text(QAccessible::Value), QString("3 of 4 terms kept, waterline at 2²"));
        QVERIFY(slider->state().focusable);
        QAccessibleValueInterface* value = slider->valueInterface();
        QVERIFY(value);
        QCOMPARE(value->currentValue().toInt(), 3);
        QCOMPARE(value->minimumValue().toInt(), 0);
        QCOMPARE(value->maximumValue().toInt(), 4);
        QSignalSpy committed(&grid, &TermGrid::budgetCommitted);
        value->setCurrentValue(2);
        QCOMPARE(committed.size(), 1);
        QCOMPARE(committed.front().front().toInt(), 2);

        QAccessibleInterface* table = interfaceOf(*grid.viewport());
        QAccessibleTableInterface* cells = table->tableInterface();
        QVERIFY(cells);
        QCOMPARE(table->role(), QAccessible::Table);
        QCOMPARE(cells->rowCount(), 2);
        QCOMPARE(cells->columnCount(), 8);
        QCOMPARE(cells->rowDescription(0), grid.describe(0));
        const auto cell = [&](int row, int exponent) { return cells->cellAt(row, 7 - exponent); };
        QCOMPARE(cell(0, 5)->text(QAccessible::Name), QString("w[8], 2⁵: +2⁵, kept"));
        QCOMPARE(cell(0, 2)->text(QAccessible::Name), QString("w[8], 2²: −2², kept"));
        QCOMPARE(cell(0, 0)->text(QAccessible::Name), QString("w[8], 2⁰: −2⁰, dropped"));
        QCOMPARE(cell(1, 6)->text(QAccessible::Name), QString("w[9], 2⁶: +2⁶, kept"));
        QCOMPARE(cell(1, 0)->text(QAccessible::Name), QString("w[9], 2⁰: none"));
        QCOMPARE(cell(1, 6)->role(), QAccessible::Cell);
        QCOMPARE(cell(1, 6)->parent(), table);
        QCOMPARE(cell(1, 6), cell(1, 6)); // one object for one cell
        const QRect place = cell(1, 6)->rect();
        QCOMPARE(place.topLeft(), grid.viewport()->mapToGlobal(grid.cellRect(1, 6).topLeft()));
        QCOMPARE(table->childAt(place.center().x(), place.center().y()), cell(1, 6));
        QCOMPARE(table->child(table->indexOfChild(cell(1, 6))), cell(1, 6));
        QVERIFY(cells->cellAt(2, 0) == nullptr);

        QAccessibleInterface* last = cell(1, 0);
        announced.clear();
        grid.setGroup(revealGroup(std::vector<std::int64_t>{27}, 1, Encoding::Hese), 8);
        QVERIFY(announced.contains(&grid));
        QVERIFY(!last->isValid()); // the group has no such row any more
        QCOMPARE(slider->text(QAccessible::Value), QString("1 of 3 terms kept, waterline at 2⁵"));
    }

    /// Values that have a budget each have nothing to slide.
    void withoutAWaterlineThereIsNoSlider()
    {
        TermGrid grid;
        grid.setWaterlineShown(false);
        grid.setGroup(revealGroup(std::vector<std::int64_t>{27}, 3, Encoding::Hese), 8);
        QVERIFY(interfaceOf(grid)->role() != QAccessible::Slider);
        QVERIFY(interfaceOf(grid)->valueInterface() == nullptr);
        QCOMPARE(interfaceOf(*grid.viewport())->tableInterface()->columnCount(), 8);
    }

    void aPlotTellsAxesCurvesAndItsReading()
    {
        WeightHistogramPlot plot;
        plot.resize(500, 300);
        plot.show();
        QCOMPARE(interfaceOf(plot)->text(QAccessible::Value), plot.placeholder());
        LayerDistribution distribution;
        for (Histogram* histogram : {&distribution.floats, &distribution.quantized, &distribution.revealed}) {
            histogram->low = -1.0;
            histogram->high = 1.0;
            histogram->counts = {1, 2, 1, 4};
        }
        plot.setDistribution(distribution);
        QAccessibleInterface* chart = interfaceOf(plot);
        QCOMPARE(chart->role(), QAccessible::Chart);
        const QString before = chart->text(QAccessible::Description);
        QVERIFY2(before.contains("x axis: weight value, -1 to 1"), qPrintable(before));
        QVERIFY2(before.contains("Curves: float, quantized, revealed"), qPrintable(before));
        // 2 takes the second curve away and brings it back.
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_2);
        QVERIFY(chart->text(QAccessible::Description).contains("quantized (hidden)"));
        QTest::keyClick(&plot, Qt::Key_2);
        QCOMPARE(chart->text(QAccessible::Description), before);
        QTest::keyClick(&plot, Qt::Key_9); // no such curve
        QCOMPARE(chart->text(QAccessible::Description), before);
        announced.clear();
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY(announced.contains(&plot));
        // The third of four bins, 0 … 0.5, has one weight of eight.
        const QString reading = chart->text(QAccessible::Value);
        QVERIFY2(reading.startsWith("0 … 0.5\n"), qPrintable(reading));
        QVERIFY2(reading.contains("float: 12.5 % (1)"), qPrintable(reading));
    }

    void cellsOfTheConfusionMatrixCanBeChosen()
    {
        ConfusionPlot plot;
        plot.resize(300, 300);
        plot.show();
        plot.setConfusion(std::vector<std::int64_t>{5, 1, 2, 8}, 2);
        QSignalSpy activated(&plot, &ConfusionPlot::cellActivated);
        QAccessibleInterface* table = nullptr;
        for (int i = 0; i < interfaceOf(plot)->childCount(); ++i)
            if (interfaceOf(plot)->child(i)->tableInterface() != nullptr)
                table = interfaceOf(plot)->child(i);
        QVERIFY(table);
        QAccessibleInterface* cell = table->tableInterface()->cellAt(1, 0);
        QVERIFY2(cell->text(QAccessible::Name).contains("2 of 10"), qPrintable(cell->text(QAccessible::Name)));
        QVERIFY(!cell->state().selected);
        cell->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.size(), 1);
        QVERIFY(cell->state().selected);
        QCOMPARE(table->tableInterface()->selectedCells(), QList<QAccessibleInterface*>{cell});
        QCOMPARE(interfaceOf(plot)->text(QAccessible::Value), cell->text(QAccessible::Name));
    }

    /// A screen reader may hold on to what is gone.
    void aDestroyedWidgetLeavesNothingDangling()
    {
        auto grid = std::make_unique<TermGrid>();
        grid->setGroup(revealGroup(std::vector<std::int64_t>{27}, 3, Encoding::Hese), 8);
        QAccessibleInterface* table = interfaceOf(*grid->viewport());
        const QAccessible::Id cell = QAccessible::uniqueId(table->tableInterface()->cellAt(0, 0));
        QVERIFY(QAccessible::accessibleInterface(cell) != nullptr);
        grid.reset();
        QVERIFY(QAccessible::accessibleInterface(cell) == nullptr);
    }
};

TERMSCOPE_TEST(TestAccessibleView)
#include "TestAccessibleView.moc"
