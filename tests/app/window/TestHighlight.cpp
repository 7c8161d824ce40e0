// Everything shows the same thing: what is pointed at in one view, with a real mouse or keys, is lit in all others,
// said in the status bar, stays when it is chosen, and stops what moves. With TERMSCOPE_PICTURES set to a folder,
// pictures are saved there to look at.
#include "app/highlight/HighlightLine.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/array/ArrayView.h"
#include "widgets/array/TermMacView.h"
#include "widgets/array/TimingTable.h"
#include "widgets/controls/LitTable.h"
#include "widgets/language/SymbolText.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/TermHistogramPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"
#include "widgets/terms/CoefficientChart.h"
#include "widgets/terms/DotProductView.h"
#include "widgets/terms/StepPlayer.h"
#include "widgets/terms/TermGrid.h"

#include <QComboBox>
#include <QLabel>
#include <QMenuBar>
#include <QTabWidget>
#include <QtTest>

#include <set>

using namespace termscope;

class TestHighlight : public WindowTest {
    Q_OBJECT

private:
    ViewState start_;
    int steps_ = 0; ///< of undo, before anything was pointed at

    const GroupView& group() const { return *workbench().group(); }
    TermGrid* weights() const { return child<TermGrid>(QStringLiteral("weightTerms")); }
    TermGrid* data() const { return child<TermGrid>(QStringLiteral("dataTerms")); }
    DotProductView* product() const { return child<DotProductView>(QStringLiteral("dotProduct")); }
    LitTable* layers() const { return child<LitTable>(QStringLiteral("layers")); }
    WeightHistogramPlot* histogram() const { return child<WeightHistogramPlot>(); }
    TermHistogramPlot* termHistogram() const { return child<TermHistogramPlot>(); }
    ArrayView* revealed() const { return child<ArrayView>(QStringLiteral("revealedArray")); }
    ArrayView* rival() const { return child<ArrayView>(QStringLiteral("rivalArray")); }
    StepPlayer* clock() const { return child<StepPlayer>(QStringLiteral("clock")); }
    QString said() const { return child<HighlightLine>()->text(); }

    void goTo(const char* page)
    {
        session().changePage(QLatin1String(page));
        QVERIFY(settle());
        steps_ = session().undoStack().count();
    }

    static void point(QWidget* at, const QPoint& position)
    {
        QTest::mouseMove(at, position);
        QCoreApplication::processEvents();
    }

    void pointAway() const { point(window_->menuBar(), {4, 4}); }

    void picture(const char* name) const
    {
        QCoreApplication::processEvents();
        photograph(QLatin1String(name));
    }

    static QString number(double value)
    {
        return QLocale().toString(value, 'g', 4).replace(QLatin1Char('-'), QChar(0x2212));
    }

    /// The start of what is said about a weight of fc1's first row: by the design's formulas.
    QString weightSentence(std::int64_t input) const
    {
        const WeightLayer& layer = session().network()->layers[0];
        const std::span<const float> all(layer.weight.values);
        const std::span<const float> row = all.first(static_cast<std::size_t>(layer.inputs())); // with its own scale
        float largest = 0.0F;
        for (const float value : row)
            largest = std::max(largest, std::abs(value));
        const float scale = largest / 127.0F;
        const float value = row[static_cast<std::size_t>(input)];
        const int integer = static_cast<int>(std::floor(std::abs(value) / scale + 0.5F)) * (value < 0.0F ? -1 : 1);
        return QStringLiteral("fc1, row 0, input %1: weight %2 ≈ %3 · %4 → ")
            .arg(input)
            .arg(number(value), QString::number(integer).replace(QLatin1Char('-'), QChar(0x2212)), number(scale));
    }

private slots:
    void initTestCase()
    {
        openSomeDigits();
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        start_ = session().view();
        start_.group = 48; // pixels in the middle of the image: the activations are not all 0
    }

    void cleanupTestCase() { window_.reset(); }

    /// The same window for all, brought back to where it began.
    void init()
    {
        pointAway();
        session().changeView(start_, QStringLiteral("start"));
        session().clearHighlight();
        goTo("weights");
        QVERIFY(isNothing(session().highlight()));
    }

    /// A bar of the histogram: the group's weights that lie in it, in the grids and the tables of the other page; a
    /// click keeps it, Escape ends it.
    void aBarOfTheHistogram()
    {
        auto* canvas = histogram()->findChild<QWidget*>(QStringLiteral("canvas"));
        const double wanted = group().weightFloats[2];
        const ValueRange* range = nullptr;
        int x = 60;
        for (; x < canvas->width(); ++x) {
            point(canvas, {x, canvas->height() / 2});
            range = std::get_if<ValueRange>(&session().highlight());
            if (range != nullptr && range->low <= wanted && wanted < range->high)
                break;
        }
        QVERIFY(range != nullptr && x < canvas->width());
        std::vector<int> inside;
        for (int i = 0; i < 8; ++i)
            if (group().weightFloats[static_cast<std::size_t>(i)] >= range->low
                && group().weightFloats[static_cast<std::size_t>(i)] < range->high)
                inside.push_back(i);
        QCOMPARE(weights()->litRows(), inside);
        QCOMPARE(data()->litRows(), inside);
        QCOMPARE(product()->lit().values, inside);
        QVERIFY(histogram()->lit().range.has_value());
        QVERIFY(!termHistogram()->lit().terms.empty());
        QCOMPARE(layers()->litRows(), std::vector<int>{0});
        QVERIFY2(said().contains(QStringLiteral("; %1 of the 8 in the group shown").arg(inside.size())),
                 qPrintable(said()));
        QCOMPARE(session().undoStack().count(), steps_);
        picture("bar-hovered");
        // Chosen, it stays when the mouse leaves, and on the other pages.
        QTest::mouseClick(canvas, Qt::LeftButton, {}, {x, canvas->height() / 2});
        pointAway();
        QCOMPARE(weights()->litRows(), inside);
        QVERIFY(said().startsWith(QStringLiteral("Chosen")));
        goTo("terms");
        QCOMPARE(weights()->litRows(), inside);
        picture("bar-chosen-on-terms");
        goTo("array");
        QVERIFY(!revealed()->lit().empty());
        picture("bar-chosen-on-array");
        goTo("weights");
        picture("bar-chosen");
        QTest::keyClick(window_.get(), Qt::Key_Escape);
        QVERIFY(weights()->litRows().empty());
        QVERIFY(isNothing(session().highlight()));
        QVERIFY(said().isEmpty());
    }

    void aBarOfTheTermHistogram()
    {
        auto* canvas = termHistogram()->findChild<QWidget*>(QStringLiteral("canvas"));
        point(canvas, canvas->rect().center());
        const auto* terms = std::get_if<TermsPerWeight>(&session().highlight());
        QVERIFY(terms != nullptr);
        QCOMPARE(termHistogram()->lit().terms, std::vector<int>{terms->terms});
        std::vector<int> expected;
        for (int i = 0; i < 8; ++i)
            if (static_cast<int>(group().weights.values[static_cast<std::size_t>(i)].terms.size()) == terms->terms)
                expected.push_back(i);
        QCOMPARE(weights()->litRows(), expected);
        QVERIFY(!histogram()->lit().values.empty());
        picture("terms-hovered");
        pointAway();
        QVERIFY(termHistogram()->lit().terms.empty());
        QVERIFY(histogram()->lit().values.empty());
    }

    /// A cell of the grid: the same weight in the products, the pairs, the coefficients, both histograms and the list.
    void aWeightInTheGrid()
    {
        goTo("terms");
        const auto& values = group().weights.values;
        const auto row = static_cast<int>(
            std::ranges::find_if(values, [](const RevealedValue& value) { return value.terms.size() > 1; })
            - values.begin());
        QVERIFY(row < 8);
        const int exponent = values[static_cast<std::size_t>(row)].terms[0].exponent;
        point(weights()->viewport(), weights()->cellRect(row, exponent).center());
        QVERIFY2(said().startsWith(weightSentence(48 * 8 + row)),
                 qPrintable(said() + "\n" + weightSentence(384 + row)));
        QVERIFY(said().contains(QStringLiteral("; here ")));
        QCOMPARE(data()->litRows(), std::vector<int>{row});
        QCOMPARE(product()->lit().values, std::vector<int>{row});
        std::vector<int> pairs;
        std::set<int> sums;
        for (std::size_t i = 0; i < group().pairs.size(); ++i)
            if (group().pairs[i].index == row && group().pairs[i].weight.exponent == exponent) {
                pairs.push_back(static_cast<int>(i));
                sums.insert(group().pairs[i].weight.exponent + group().pairs[i].data.exponent);
            }
        QCOMPARE(product()->lit().pairs, pairs);
        QCOMPARE(product()->lit().coefficients, std::vector<int>(sums.begin(), sums.end()));
        QCOMPARE(layers()->litRows(), std::vector<int>{0});
        QCOMPARE(histogram()->lit().floating,
                 std::optional<double>(group().weightFloats[static_cast<std::size_t>(row)]));
        QVERIFY(std::abs(*histogram()->lit().quantized - *histogram()->lit().floating) <= 0.5001 * group().weightScale);
        QCOMPARE(termHistogram()->lit().terms,
                 std::vector<int>{static_cast<int>(values[static_cast<std::size_t>(row)].terms.size())});
        QCOMPARE(session().undoStack().count(), steps_);
        picture("weight-hovered");
        // Chosen by its name, it is marked in the plots of the other page.
        QTest::mouseClick(weights()->viewport(), Qt::LeftButton, {}, {10, weights()->cellRect(row, 0).center().y()});
        pointAway();
        goTo("weights");
        QVERIFY(histogram()->lit().floating.has_value());
        picture("weight-chosen-on-weights");
        goTo("array");
        picture("weight-chosen-on-array");
    }

    void anActivation()
    {
        goTo("terms");
        point(data()->viewport(), data()->cellRect(3, 5).center());
        QVERIFY2(said().startsWith(QStringLiteral("fc1, input 387: activation ")), qPrintable(said()));
        QCOMPARE(weights()->litRows(), std::vector<int>{3});
        QCOMPARE(data()->litExponent(), 5);
        QCOMPARE(weights()->litExponent(), -1);
        pointAway();
        QVERIFY(weights()->litRows().empty());
        QVERIFY(data()->litRows().empty());
    }

    void productsPairsAndCoefficients()
    {
        goTo("terms");
        QVERIFY(!group().pairs.empty());
        LitTable* products = product()->productsTable();
        point(products->viewport(), products->visualRect(products->model()->index(1, 1)).center());
        QCOMPARE(weights()->litRows(), std::vector<int>{1});
        auto* tabs = product()->findChild<QTabWidget*>();
        tabs->setCurrentIndex(1);
        LitTable* pairs = product()->pairsTable();
        point(pairs->viewport(), pairs->visualRect(pairs->model()->index(0, 1)).center());
        QCOMPARE(weights()->litRows(), std::vector<int>{group().pairs[0].index});
        QCOMPARE(weights()->litExponent(), group().pairs[0].weight.exponent);
        picture("pair-hovered");
        tabs->setCurrentIndex(2);
        CoefficientChart* chart = product()->chart();
        const int exponent = group().pairs[0].exponent();
        point(chart, chart->placeOf(exponent).center().toPoint());
        QVERIFY2(said().contains(QStringLiteral("coefficient of %1 = ").arg(powerText(exponent))), qPrintable(said()));
        QCOMPARE(product()->lit().coefficients, std::vector<int>{exponent});
        std::set<int> values;
        for (const TermPair& pair : group().pairs)
            if (pair.exponent() == exponent)
                values.insert(pair.index);
        const std::vector<int> lit = weights()->litRows();
        QCOMPARE(std::set<int>(lit.begin(), lit.end()), values);
        picture("coefficient-hovered");
    }

    /// A row of the list of layers and one of the table of times.
    void aLayer()
    {
        goTo("array"); // the times are made there
        auto* combo = window_->findChild<QWidget*>(QStringLiteral("terms"))->findChild<QComboBox*>();
        auto* times = child<TimingTable>();
        child<QTabWidget>(QStringLiteral("below"))->setCurrentWidget(times);
        point(times->table()->viewport(), times->table()->visualRect(times->table()->model()->index(1, 0)).center());
        QVERIFY2(said().startsWith(QStringLiteral("fc2: linear, 512×512, ")), qPrintable(said()));
        QCOMPARE(times->lit(), 1);
        QCOMPARE(times->table()->litRows(), std::vector<int>{1});
        QCOMPARE(layers()->litRows(), std::vector<int>{1});
        QVERIFY(!combo->itemIcon(1).isNull());
        QVERIFY(combo->itemIcon(0).isNull());
        picture("layer-hovered-on-array");
        goTo("weights");
        point(layers()->viewport(), layers()->visualRect(layers()->model()->index(2, 0)).center());
        QVERIFY(!combo->itemIcon(2).isNull());
        QVERIFY(combo->itemIcon(1).isNull());
        picture("layer-hovered");
        pointAway();
        QVERIFY(layers()->litRows().empty());
        QVERIFY(combo->itemIcon(2).isNull());
        QCOMPARE(session().undoStack().count(), steps_);
    }

    /// A point of the curve: ringed, in words, and as a second waterline; Return takes it, and then it stays.
    void aPointOfTheCurve()
    {
        goTo("accuracy");
        auto* plot = child<AccuracyPlot>();
        plot->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(plot, Qt::Key_Right);
        const auto* point = std::get_if<SettingPoint>(&session().highlight());
        QVERIFY(point != nullptr);
        QCOMPARE(plot->litPoints(), 1);
        const int budget = point->settings.budget;
        QVERIFY2(said().startsWith(QStringLiteral("k = %1, g = 8, s = ").arg(budget)), qPrintable(said()));
        QVERIFY(said().contains(QStringLiteral("top-1")));
        QVERIFY(weights()->ghost().has_value());
        QCOMPARE(weights()->ghost()->keptTerms,
                 std::min(budget, group().weights.keptTerms + group().weights.droppedTerms));
        picture("point-hovered");
        QTest::keyClick(plot, Qt::Key_Return);
        QCOMPARE(session().settings().budget, budget);
        QVERIFY(settle());
        session().changeBudget(24);
        goTo("terms");
        QVERIFY(weights()->ghost().has_value());
        QCOMPARE(weights()->ghost()->keptTerms, std::min(budget, group().weights.keptTerms));
        picture("point-chosen-on-terms");
        QTest::keyClick(window_.get(), Qt::Key_Escape);
        QVERIFY(!weights()->ghost());
    }

    /// A cell under the mouse: its weight; and the cells that hold it now, counted cell by cell here.
    void aCellOfTheArray()
    {
        goTo("array");
        point(revealed()->canvas(), revealed()->cellRect(2, 3).center().toPoint());
        const auto* values = std::get_if<ValuesAt>(&session().highlight());
        QVERIFY(values != nullptr);
        const CellDetail cell = cellDetail(*workbench().race()->revealed.run, revealed()->position(), 2, 3);
        QVERIFY(cell.operands.has_value());
        QCOMPARE(values->row, cell.operands->weight);
        QCOMPARE(values->first / 8, cell.operands->group);
        QVERIFY2(said().startsWith(QStringLiteral("fc1, row %1, input").arg(values->row)), qPrintable(said()));
        for (const auto& [view, lane] :
             {std::pair{revealed(), &workbench().race()->revealed}, {rival(), &workbench().race()->rival}}) {
            std::vector<std::pair<int, int>> expected;
            for (int row = 0; row < 16; ++row)
                for (int column = 0; column < 16; ++column) {
                    const CellDetail other = cellDetail(*lane->run, view->position(), row, column);
                    if (!other.operands || other.operands->weight != values->row)
                        continue;
                    const std::int64_t first = other.coefficients.empty() ? other.operands->group
                                                                          : 8 * other.operands->group;
                    const std::int64_t end = other.coefficients.empty() ? first + 1 : first + 8;
                    if (values->first < end && values->first + values->count > first)
                        expected.emplace_back(row, column);
                }
            QCOMPARE(view->lit(), expected);
        }
        QVERIFY(std::ranges::find(revealed()->lit(), std::pair{2, 3}) != revealed()->lit().end());
        picture("cell-hovered");
        pointAway();
        QVERIFY(revealed()->lit().empty());
        QCOMPARE(session().undoStack().count(), steps_);
        // Chosen, its pair under way stays lit and goes with the clock, until Escape.
        QTest::mouseClick(revealed()->canvas(), Qt::LeftButton, {}, revealed()->cellRect(2, 3).center().toPoint());
        pointAway();
        const Highlight first = session().pinned();
        QVERIFY(std::holds_alternative<ValuesAt>(first));
        QVERIFY(!child<TermMacView>(QStringLiteral("revealedCell"))->lit().empty());
        picture("cell-chosen");
        for (int cycle = 0; cycle < 40 && session().pinned() == first; ++cycle)
            clock()->stepForward();
        QVERIFY(session().pinned() != first);
        QTest::keyClick(window_.get(), Qt::Key_Escape);
        clock()->stepForward();
        QVERIFY(isNothing(session().highlight()));
    }

    /// Without a mouse: Shift and the arrows in the grid, Return keeps, Escape ends.
    void withTheKeysAlone()
    {
        goTo("terms");
        weights()->setFocus();
        QTest::keyClick(weights(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY2(said().startsWith(weightSentence(384)), qPrintable(said()));
        QTest::keyClick(weights(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY2(said().startsWith(weightSentence(385)), qPrintable(said()));
        QCOMPARE(product()->lit().values, std::vector<int>{1});
        QTest::keyClick(weights(), Qt::Key_Return);
        product()->productsTable()->setFocus();
        QVERIFY(said().startsWith(QStringLiteral("Chosen")));
        QTest::keyClick(product()->productsTable(), Qt::Key_Down);
        QVERIFY(!said().startsWith(QStringLiteral("Chosen")));
        QTest::keyClick(window_.get(), Qt::Key_Escape);
        QVERIFY(said().isEmpty());
        QCOMPARE(session().undoStack().count(), steps_);
        goTo("array");
        revealed()->canvas()->setFocus();
        QTest::keyClick(revealed()->canvas(), Qt::Key_Right);
        QTest::keyClick(revealed()->canvas(), Qt::Key_Down);
        QVERIFY2(said().startsWith(QStringLiteral("Chosen (Esc to clear): fc1, row ")), qPrintable(said()));
    }

    /// Pointing at what moves makes it wait, and say so; a pause of the user's own stays one.
    void pointingPauses()
    {
        goTo("array");
        auto* waiting = clock()->findChild<QLabel*>(QStringLiteral("waiting"));
        clock()->setStep(0);
        clock()->findChild<QComboBox*>()->setCurrentIndex(3); // 1,000 cycles a second
        clock()->play();
        QTRY_VERIFY_WITH_TIMEOUT(clock()->step() > 0, 1000 * patience);
        QVERIFY(!waiting->isVisible());
        point(revealed()->canvas(), revealed()->canvas()->rect().center());
        QVERIFY(clock()->isPlaying() && clock()->isWaiting());
        QVERIFY(waiting->isVisible());
        const int stopped = clock()->step();
        QTest::qWait(120);
        QCOMPARE(clock()->step(), stopped);
        picture("paused-while-pointing");
        pointAway();
        QVERIFY(clock()->isPlaying() && !clock()->isWaiting());
        QVERIFY(!waiting->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(clock()->step() > stopped, 1000 * patience);
        clock()->pause();
        point(revealed()->canvas(), revealed()->canvas()->rect().center());
        pointAway();
        QVERIFY(!clock()->isPlaying());
        const int paused = clock()->step();
        QTest::qWait(60);
        QCOMPARE(clock()->step(), paused);
    }

    /// A figure, no test: from the move of the mouse to the last pixel, on the page with the most to light.
    void howLongAHoverTakes_data()
    {
        QTest::addColumn<QString>("page");
        QTest::newRow("terms") << QStringLiteral("terms");
        QTest::newRow("array") << QStringLiteral("array");
    }

    void howLongAHoverTakes()
    {
        QFETCH(QString, page);
        goTo(page.toLatin1().constData());
        int turn = 0;
        QBENCHMARK
        {
            session().hoverOver(ValuesAt{Operand::Weight, 0, 0, 384 + ++turn % 8, 1, {}});
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
        QVERIFY(!said().isEmpty());
    }

    void pointingPausesTheWater()
    {
        goTo("terms");
        auto* player = child<StepPlayer>(QStringLiteral("water"));
        player->setStep(0);
        player->play();
        point(weights()->viewport(), weights()->cellRect(2, 3).center());
        QVERIFY(player->isWaiting());
        picture("water-paused");
        pointAway();
        QVERIFY(player->isPlaying() && !player->isWaiting());
        // Keys point as well.
        weights()->setFocus();
        QTest::keyClick(weights(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(player->isWaiting());
        QTest::keyClick(weights(), Qt::Key_Escape);
        QVERIFY(player->isPlaying() && !player->isWaiting());
    }
};

TERMSCOPE_TEST(TestHighlight)
#include "TestHighlight.moc"
