// The Array page as a user meets it: the race, its clock, a cell inside, shapes and unit costs. With TERMSCOPE_PICTURES
// set to a folder, every tab is saved there as a picture to look at.
#include "app/pages/HardwarePane.h"
#include "app/pages/UnitCostEditor.h"
#include "resources/Tables.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/array/ArrayView.h"
#include "widgets/array/CellDiagram.h"
#include "widgets/array/FactsView.h"
#include "widgets/array/GanttStrip.h"
#include "widgets/array/ShapeMap.h"
#include "widgets/array/StepLengthPlot.h"
#include "widgets/array/TermMacView.h"
#include "widgets/array/TimingTable.h"
#include "widgets/controls/LitTable.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/terms/StepPlayer.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QtTest>

#include <algorithm>

using namespace termscope;

class TestArrayPage : public WindowTest {
    Q_OBJECT

private:
    ArrayView* rival() const { return child<ArrayView>(QStringLiteral("rivalArray")); }
    ArrayView* revealed() const { return child<ArrayView>(QStringLiteral("revealedArray")); }
    StepPlayer* clock() const { return child<StepPlayer>(QStringLiteral("clock")); }
    const ArrayRace& race() const { return *workbench().race(); }

    void choose(const QString& key, int index)
    {
        auto* box = child<QComboBox>(key);
        box->setCurrentIndex(index);
        emit box->activated(index);
        QVERIFY(settle());
    }

    void typeNumber(const QString& key, int number)
    {
        auto* box = child<QSpinBox>(key);
        box->selectAll();
        QTest::keyClicks(box, QString::number(number));
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(settle());
    }

    void picture(const QString& name)
    {
        const QString folder = qEnvironmentVariable("TERMSCOPE_PICTURES");
        if (folder.isEmpty())
            return;
        QCoreApplication::processEvents();
        window_->grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
    }

private slots:
    void init()
    {
        openSomeDigits();
        session().changePage(QStringLiteral("array"));
        QVERIFY(settle());
    }

    void cleanup() { window_.reset(); }

    /// fc1 with 16 images on 16×16 cells: 1 × 32 folds of 98 + 30 steps of 392 and of 36 cycles.
    void raceIsTheClosedForm()
    {
        QCOMPARE(race().rival.run->schedule.cycles(), std::int64_t{32} * 128 * 392);
        QCOMPARE(race().revealed.run->schedule.cycles(), std::int64_t{32} * 128 * 36);
        QVERIFY(child<QLabel>(QStringLiteral("verdict"))->text().contains(QStringLiteral("10.89")));
        QVERIFY2(revealed()->title().contains(QStringLiteral("147,456")), qPrintable(revealed()->title()));
        picture(QStringLiteral("clock"));
    }

    void tabsShowSomething()
    {
        auto* below = child<QTabWidget>(QStringLiteral("below"));
        for (int tab = 0; tab < below->count(); ++tab) {
            below->setCurrentIndex(tab);
            QString name = below->tabText(tab).remove(QLatin1Char('&')).toLower();
            picture(name.replace(QLatin1Char(' '), QLatin1Char('-')));
        }
        for (const ExportableView* view : std::initializer_list<const ExportableView*>{
                 child<GanttStrip>(), child<StepLengthPlot>(), child<TimingTable>(), child<ShapeMap>(),
                 child<FactsView>(), rival()}) {
            QVERIFY(view->csv().count(QLatin1Char('\n')) > 3);
            QVERIFY(view->svg().size() > 1000);
            QVERIFY(!view->image(1.0).isNull());
        }
    }

    void theClockMovesBothArrays()
    {
        clock()->setStep(0);
        QCOMPARE(revealed()->position(), 0);
        QCOMPARE(revealed()->frame().active, 1);
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        clock()->findChild<QSlider*>()->setFocus();
        QTest::keyClick(window_->windowHandle(), Qt::Key_Right); // to whatever of the page has the keyboard
        QCOMPARE(clock()->step(), 1);
        QCOMPARE(rival()->position(), 1);
        clock()->stepForward();
        QCOMPARE(rival()->position(), clock()->step());
        clock()->stepBack();
        QCOMPARE(rival()->position(), clock()->step());
        clock()->setStep(clock()->stepCount());
        QVERIFY(revealed()->frame().moment.phase == ArrayPhase::Finished);
        QCOMPARE(rival()->position(), race().rival.run->schedule.cycles());
    }

    void playingMovesOn()
    {
        clock()->setStep(0);
        auto* speed = clock()->findChild<QComboBox*>();
        speed->setCurrentIndex(4); // 10,000 cycles a second
        clock()->play();
        QTRY_VERIFY_WITH_TIMEOUT(clock()->step() > 500, 1000 * patience);
        clock()->pause();
        const int stopped = clock()->step();
        QTest::qWait(60);
        QCOMPARE(clock()->step(), stopped);
    }

    void draggingABudgetChangesTheRace()
    {
        auto* budget = child<SettingsStrip>()->control(QStringLiteral("budget"))->findChild<QSpinBox*>();
        budget->setValue(6);
        QVERIFY(settle());
        QCOMPARE(race().revealed.run->schedule.cycles(), std::int64_t{32} * 128 * 18);
        session().undoAction()->trigger();
        QVERIFY(settle());
        QCOMPARE(race().revealed.run->schedule.cycles(), std::int64_t{32} * 128 * 36);
    }

    /// A click on a cell opens its term MAC below; a double click fills the view with it, another one shows all again.
    void aCellOpens()
    {
        QWidget* canvas = revealed()->canvas();
        const auto at = [&] { return revealed()->cellRect(2, 3).center().toPoint(); };
        QTest::mouseClick(canvas, Qt::LeftButton, {}, at());
        for (const QString& name : {QStringLiteral("rivalCell"), QStringLiteral("revealedCell")}) {
            const TermMacView* cell = child<TermMacView>(name);
            QVERIFY(cell->cell().has_value());
            QCOMPARE(cell->cell()->row, 2);
            QCOMPARE(cell->cell()->column, 3);
        }
        QVERIFY(child<TermMacView>(QStringLiteral("revealedCell"))->cell()->operands.has_value());
        picture(QStringLiteral("cell-chosen"));
        const double before = revealed()->cellSize();
        QTest::mouseDClick(canvas, Qt::LeftButton, {}, at());
        QVERIFY(revealed()->cellSize() > 5.0 * before);
        picture(QStringLiteral("cell-opened"));
        QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->rect().center());
        QCOMPARE(revealed()->cellSize(), before);
        QTest::mouseDClick(canvas, Qt::LeftButton, {}, at());
        QVERIFY(revealed()->cellSize() > 5.0 * before);
        QTest::keyClick(canvas, Qt::Key_Escape);
        QCOMPARE(revealed()->cellSize(), before);
    }

    /// The opened cell's pairs are the dot product of what it multiplies.
    void theCellAddsUp()
    {
        QTest::mouseClick(revealed()->canvas(), Qt::LeftButton, {}, revealed()->cellRect(0, 0).center().toPoint());
        const Schedule& schedule = race().revealed.run->schedule;
        clock()->setStep(static_cast<int>(schedule.startOf(0, schedule.axes().stream)));
        const ProductTerms& product = *race().revealed.run->product;
        std::int64_t dot = 0;
        for (std::int64_t k = 0; k < product.shape.k; ++k)
            dot += std::int64_t{product.inputValues[static_cast<std::size_t>(k)]}
                   * product.weightValues[static_cast<std::size_t>(k)];
        const TermMacView* cell = child<TermMacView>(QStringLiteral("revealedCell"));
        QCOMPARE(cell->cell()->value, dot);
    }

    void shapesAreTaken()
    {
        child<QTabWidget>(QStringLiteral("below"))->setCurrentIndex(5);
        auto* map = child<ShapeMap>();
        QTest::mouseClick(map->canvas(), Qt::LeftButton, {}, map->placeOf(1, 5, 4).center().toPoint());
        QVERIFY(settle());
        const ArrayChoice& array = session().view().array;
        QVERIFY(array.dataflow == Dataflow::WeightStationary);
        QCOMPARE(array.rows, 128);
        QCOMPARE(array.columns, 64);
        QCOMPARE(child<QSpinBox>(QStringLiteral("array_rows"))->value(), 128);
        clock()->setStep(20000);
        picture(QStringLiteral("large-array"));
    }

    void everyRivalAndDataflow()
    {
        for (int rivalKind = 0; rivalKind < 2; ++rivalKind)
            for (int dataflow = 0; dataflow < 3; ++dataflow)
                for (int skew = 0; skew < 2; ++skew) {
                    choose(QStringLiteral("array_rival"), rivalKind);
                    choose(QStringLiteral("array_dataflow"), dataflow);
                    choose(QStringLiteral("array_skew"), skew);
                    QVERIFY(workbench().race() != nullptr);
                    clock()->setStep(clock()->stepCount() / 3);
                    QVERIFY(!rival()->image(1.0).isNull());
                    picture(QStringLiteral("rival%1-dataflow%2-skew%3").arg(rivalKind).arg(dataflow).arg(skew));
                }
    }

    void adaptiveStepsAreShorter()
    {
        const std::int64_t provisioned = race().revealed.run->schedule.cycles();
        choose(QStringLiteral("array_step_length"), 1);
        QVERIFY(race().revealed.run->schedule.cycles() < provisioned);
        QCOMPARE(race().revealed.run->schedule.cycles(), race().revealed.adaptiveCycles);
        QVERIFY(race().revealed.idealCycles < race().revealed.adaptiveCycles);
        picture(QStringLiteral("adaptive"));
    }

    void aTypedProduct()
    {
        choose(QStringLiteral("array_product"), 1);
        typeNumber(QStringLiteral("array_m"), 20);
        QCOMPARE(race().layer, -1);
        QVERIFY(race().revealed.run->product->shape == (GemmShape{20, 64, 16}));
        // 2 × 1 folds of 8 + 30 steps of 36 cycles.
        QCOMPARE(race().revealed.run->schedule.cycles(), 2 * 38 * 36);
        picture(QStringLiteral("typed"));
    }

    /// Groups above 31 values do not fit the registers: a sentence, and the race comes back with the group size.
    void whatRegistersCannotHold()
    {
        auto* group = child<SettingsStrip>()->control(QStringLiteral("group_size"))->findChild<QSpinBox*>();
        group->setValue(40);
        QVERIFY(settle());
        QVERIFY(workbench().race() == nullptr);
        QVERIFY2(workbench().race.obstacle().contains(QStringLiteral("group_size")),
                 qPrintable(workbench().race.obstacle()));
        picture(QStringLiteral("registers"));
        group->setValue(8);
        QVERIFY(settle());
        QVERIFY(workbench().race() != nullptr);
    }

    void rowsAreCopiedAndLayersChosen()
    {
        auto* table = child<TimingTable>()->table();
        QCOMPARE(table->model()->rowCount(), 4);
        table->selectAll();
        child<QTabWidget>(QStringLiteral("below"))->setCurrentIndex(4);
        table->setFocus();
        for (QAction* action : table->actions())
            action->trigger();
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.count(QLatin1Char('\n')), 5);
        QVERIFY(copied.contains(QStringLiteral("fc2\t16\t512\t512")));
        table->sortByColumn(3, Qt::DescendingOrder);
        QCOMPARE(table->model()->index(3, 0).data().toString(), QStringLiteral("Total"));
        emit child<TimingTable>()->layerChosen(2);
        QVERIFY(settle());
        QCOMPARE(session().layer()->name, std::string("fc3"));
    }

    void unitCostsAreEditedOpenedAndSaved()
    {
        const double before = race().revealed.energy.compute;
        auto* table = child<QTableWidget>(QStringLiteral("unitCosts"));
        auto* editor = child<UnitCostEditor>();
        const double pair = editor->costs().termPair.value;
        table->item(1, 1)->setText(QLocale().toString(2.0 * pair));
        QVERIFY(settle());
        QVERIFY(std::abs(race().revealed.energy.compute / before - 2.0) < 1e-9);
        table->item(1, 1)->setText(QStringLiteral("much"));
        QCOMPARE(editor->costs().termPair.value, 2.0 * pair);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("costs.json"));
        QVERIFY(editor->saveFile(path).has_value());
        table->item(1, 1)->setText(QLocale().toString(pair));
        QVERIFY(editor->openFile(path).has_value());
        QCOMPARE(editor->costs().termPair.value, 2.0 * pair);
        QVERIFY(!editor->openFile(folder.filePath(QStringLiteral("none.json"))).has_value());
        QCOMPARE(editor->costs().termPair.value, 2.0 * pair);
    }

    /// The counted table takes the place of the quoted one, and of what was edited.
    void countedGatesCostOtherwise()
    {
        const double before = race().revealed.energy.compute;
        const double area = race().revealed.area.total();
        auto* editor = child<UnitCostEditor>();
        const UnitCosts quoted = editor->costs();
        child<QTableWidget>(QStringLiteral("unitCosts"))->item(1, 1)->setText(QStringLiteral("5"));
        QVERIFY(settle());
        choose(QStringLiteral("array_unit_costs"), 1);
        const UnitCosts counted = *embedded::readUnitCosts(UnitCostSet::Counted);
        QCOMPARE(editor->costs(), counted);
        const auto close = [](double a, double b) { return std::abs(a / b - 1.0) < 1e-9; };
        QVERIFY(close(race().revealed.energy.compute / before, counted.termPair.value / quoted.termPair.value));
        QVERIFY(close(race().revealed.area.total() / area, counted.termCell.value / quoted.termCell.value));
        session().undoAction()->trigger();
        QVERIFY(settle());
        QCOMPARE(editor->costs(), quoted);
    }

    CellDiagram* diagram() const { return child<CellDiagram>(); }
    QTabWidget* below() const { return child<QTabWidget>(QStringLiteral("below")); }
    void showHardware() { below()->setCurrentWidget(child<HardwarePane>()); }
    int blockOf(const QString& key) const
    {
        const auto found = std::ranges::find(diagram()->blocks(), key, &UnitBlock::key);
        return static_cast<int>(found - diagram()->blocks().begin());
    }
    void click(const QString& unit)
    {
        QTest::mouseClick(diagram()->canvas(), Qt::LeftButton, {},
                          diagram()->placeOf(blockOf(unit)).center().toPoint());
    }

    /// A unit with an animation shows it, one without says what it does.
    void theCellAsHardware()
    {
        showHardware();
        QCOMPARE(diagram()->blocks().size(), std::size_t{12});
        QVERIFY(
            diagram()->blocks()[static_cast<std::size_t>(blockOf(QStringLiteral("adder")))].cost.startsWith("4 LUT"));
        click(QStringLiteral("converter"));
        QVERIFY(diagram()->caption().contains(QStringLiteral("bit by bit")));
        QVERIFY(child<TermMacView>(QStringLiteral("revealedCell"))->cell() == std::nullopt);
        picture(QStringLiteral("hardware"));
        click(QStringLiteral("adder"));
        QVERIFY(child<TermMacView>(QStringLiteral("revealedCell"))->isVisible());
        QVERIFY(child<TermMacView>(QStringLiteral("revealedCell"))->cell().has_value());
        QVERIFY(clock()->isPlaying());
        clock()->pause();
        showHardware();
        // By keyboard: the vector is right of the adder.
        QTest::keyClick(diagram()->canvas(), Qt::Key_Right);
        QCOMPARE(diagram()->current(), blockOf(QStringLiteral("vector")));
        QTest::keyClick(diagram()->canvas(), Qt::Key_Return);
        QVERIFY(child<TermMacView>(QStringLiteral("revealedCell"))->isVisible());
        clock()->pause();
        showHardware();
        click(QStringLiteral("encoder"));
        QCOMPARE(session().view().page, QStringLiteral("terms"));
        QVERIFY(child<QWidget>(QStringLiteral("hese"))->isVisible());
    }

    /// A pMAC has its own blocks, of which the whole cell alone shows one at work.
    void theRivalsCellAsHardware()
    {
        choose(QStringLiteral("array_rival"), 1);
        showHardware();
        QCOMPARE(diagram()->blocks().size(), std::size_t{17});
        const auto block = [this](const char* key) {
            return diagram()->blocks().at(static_cast<std::size_t>(blockOf(QString::fromLatin1(key))));
        };
        const GateCounts counts = *embedded::readGateCounts();
        for (const auto& [key, unit] : {std::pair{"pmacData", "value"},
                                        {"pmacWeight", "value"},
                                        {"multiplier", "multiplier"},
                                        {"accumulator", "accumulator"}}) {
            QCOMPARE(block(key).cost, QStringLiteral("%1 LUT · %2 FF")
                                          .arg(counts.find(unit)->sevenSeries.luts)
                                          .arg(counts.find(unit)->sevenSeries.flipFlops));
            QVERIFY(!block(key).opens);
        }
        QVERIFY(block("pmac").opens);
        const QString page = session().view().page;
        click(QStringLiteral("multiplier"));
        QCOMPARE(session().view().page, page);
        QCOMPARE(diagram()->caption(), block("multiplier").text);
        picture(QStringLiteral("hardware-pmac"));
    }

    /// Two bits of the mode word change; the write is played word by word.
    void theRegistersAreWritten()
    {
        showHardware();
        const auto modeWord = [this] {
            QString bits;
            for (const RegisterField& field : diagram()->registers().modeWord)
                bits += QString::number(field.value) + QLatin1Char(' ');
            return bits;
        };
        QCOMPARE(modeWord(), QStringLiteral("8 1 1 "));
        auto* button = child<QPushButton>(QStringLiteral("switchMode"));
        QCOMPARE(button->text(), QStringLiteral("Switch to QT"));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(diagram()->isWriting());
        QCOMPARE(modeWord(), QStringLiteral("8 0 0 "));
        QCOMPARE(button->text(), QStringLiteral("Switch to TR"));
        QVERIFY(diagram()->accessibleValue().startsWith(QStringLiteral("Write 0")));
        QTRY_VERIFY(!diagram()->isWriting());
        click(QStringLiteral("registers"));
        QCOMPARE(modeWord(), QStringLiteral("8 1 1 "));
        // Another number is there at once.
        QTRY_VERIFY(!diagram()->isWriting());
        auto* budget = child<SettingsStrip>()->control(QStringLiteral("budget"))->findChild<QSpinBox*>();
        budget->setValue(10);
        QVERIFY(settle());
        QVERIFY(!diagram()->isWriting());
        QCOMPARE(diagram()->registers().termWord[1].value, 10);
        // A layer that stays at QT has them written, too.
        LayerOverride own;
        own.method = Method::Quantized;
        session().overrideLayers({session().layer()->name}, own);
        QVERIFY(settle());
        QCOMPARE(modeWord(), QStringLiteral("8 0 0 "));
        QCOMPARE(button->text(), QStringLiteral("Switch to TR"));
    }

    void theArrayAsSystemVerilog()
    {
        choose(QStringLiteral("array_product"), 1);
        typeNumber(QStringLiteral("array_rows"), 4);
        typeNumber(QStringLiteral("array_columns"), 4);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("array"));
        const Result<void> written = child<HardwarePane>()->writeRtl(path);
        QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
        for (const char* name : {"rtl/term_array.sv", "memory/outputs.hex", "Makefile", "README.md"})
            QVERIFY2(QFile::exists(path + QLatin1Char('/') + QLatin1String(name)), name);
        const Result<void> again = child<HardwarePane>()->writeRtl(path);
        QVERIFY(!again && QString::fromStdString(again.error().message).contains(QStringLiteral("found other files")));
        choose(QStringLiteral("array_dataflow"), 2);
        QVERIFY(!child<HardwarePane>()->writeRtl(folder.filePath(QStringLiteral("is"))));
    }

    void theSessionKeepsTheArray()
    {
        choose(QStringLiteral("array_dataflow"), 2);
        typeNumber(QStringLiteral("array_columns"), 48);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("session.json"));
        QVERIFY(window_->files().saveSession(path));
        session().changeArray("array_columns", 8);
        window_->files().open({path});
        QVERIFY(settle());
        QCOMPARE(session().view().array.columns, 48);
        QVERIFY(session().view().array.dataflow == Dataflow::InputStationary);
    }
};

TERMSCOPE_TEST(TestArrayPage)
#include "TestArrayPage.moc"
