// The page of studies: what a click starts, what comes of it, and what is copied as a command line.
#include "app/pages/StudyBar.h"
#include "app/session/CommandLine.h"
#include "core/base/Text.h"
#include "core/quant/WeightFormat.h"
#include "tests/app/window/StudyTest.h"
#include "tests/support/TestClass.h"
#include "widgets/array/TimingTable.h"
#include "widgets/controls/LitTable.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/study/FigureTable.h"
#include "widgets/study/LayerBars.h"
#include "widgets/study/PlanPlot.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabWidget>

#include <algorithm>
#include <set>

using namespace termscope;

class TestStudyPage : public StudyTest {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        openSomeDigits();
        session().changePage(QStringLiteral("study"));
        QVERIFY(settle());
    }
    void fitsTheWindow();
    void nothingBeforeStart();
    void startMeasuresTheLayers();
    void everyMeasure();
    void clicksChooseLayers();
    void pointingLightsTheLayerEverywhere();
    void staleFiguresAreMarked();
    void copiedCommandPrintsTheSameNumbers();
    void curveAsACommand();
    void axisAndMachinesAsACommand();
    void arrayAsACommand_data();
    void arrayAsACommand();
    void stopKeepsWhatIsKnown();
    void otherFilesForgetIt();
    void withoutImagesItSaysWhatIsMissing();
    void languageNetworks();
    void searchOnText();

    void searchFindsAFront();
    void aPointShowsItsPlan();
    void usedPlanIsOneStepOfUndo();
    void savedPlanIsReadByTheTool();
    void groupSizesVary();
    void copiedSearchPrintsTheSameNumbers_data();
    void copiedSearchPrintsTheSameNumbers();
    void otherChoicesMarkItStale();
    void wrongListsAreSentences();

    void choicesAreKept();

private:
    void openFashion();
    void search();
    QTableView* points() const { return child<FigureTable>(QStringLiteral("planPoints"))->table(); }
    QString searchState() const { return child<QLabel>(QStringLiteral("searchState"))->text(); }

    QString state() const { return child<QLabel>(QStringLiteral("sensitivityState"))->text(); }
    FigureTable* table() const { return child<FigureTable>(QStringLiteral("sensitivityTable")); }
    LayerBars* bars() const { return child<LayerBars>(QStringLiteral("sensitivityBars")); }
    void measure()
    {
        click("sensitivityStart");
        QVERIFY(workbench().isStudyRunning());
        QVERIFY(settle());
        QVERIFY(workbench().sensitivity());
        QVERIFY(workbench().sensitivity()->complete);
    }
    void compareWithTool(const QString& command) const;
};

/// At the size that the window begins with nothing has to be scrolled.
void TestStudyPage::fitsTheWindow()
{
    for (QWidget* part : window_->currentPage()->findChildren<QWidget*>())
        if (part->minimumSizeHint().height() > 150)
            qWarning("%s %s %d %d", part->metaObject()->className(), qPrintable(part->objectName()),
                     part->minimumSizeHint().height(), part->height());
    const auto* scroll = static_cast<QScrollArea*>(child<QTabWidget>()->currentWidget());
    QVERIFY2(window_->currentPage()->height() <= scroll->viewport()->height(),
             qPrintable(QString::number(window_->currentPage()->height())));
}

void TestStudyPage::nothingBeforeStart()
{
    QVERIFY(bars()->isEmpty());
    QVERIFY(!workbench().sensitivity());
    QVERIFY(button("sensitivityStart")->isEnabled());
    QVERIFY(!button("sensitivityStop")->isEnabled());
}

void TestStudyPage::startMeasuresTheLayers()
{
    QSignalSpy deliveries(&workbench(), &Workbench::sensitivityChanged);
    measure();
    if (QTest::currentTestFailed())
        return;
    const SensitivityStudy& study = *workbench().sensitivity();
    QCOMPARE(study.settings, session().settings());
    QCOMPARE(study.rows.size(), session().network()->layers.size());
    for (const SensitivityRow& row : study.rows) {
        QVERIFY(row.only && row.only->exact);
        QVERIFY(row.allBut && row.allBut->exact);
        QVERIFY(row.sqnrOfOutput && row.sqnrOfWeights && row.divergence);
    }
    QVERIFY(deliveries.count() >= 2); // what was known first, and all
    QVERIFY(!bars()->isEmpty());
    QCOMPARE(table()->table()->model()->rowCount(), static_cast<int>(study.rows.size()));
    // The layer with the smallest SQNR is first.
    const auto worst = std::ranges::min_element(study.rows, {},
                                                [](const SensitivityRow& row) { return *row.sqnrOfOutput; });
    QCOMPARE(table()->table()->model()->index(0, 0).data().toString(), worst->name);
    QVERIFY(state().contains(QStringLiteral("Float <b>")));
    QVERIFY(!button("sensitivityStop")->isEnabled());
    QVERIFY(table()->csv().startsWith(QStringLiteral("layer,only,all_but,")));
    photograph(QStringLiteral("sensitivity"));
}

void TestStudyPage::everyMeasure()
{
    auto* measure = child<QComboBox>(QStringLiteral("sensitivityMeasure"));
    QSet<QString> pictures;
    for (int i = 0; i < measure->count(); ++i) {
        measure->setCurrentIndex(i);
        pictures.insert(bars()->csv());
        QVERIFY(!bars()->isEmpty());
    }
    QCOMPARE(pictures.size(), measure->count());
    measure->setCurrentIndex(0);
}

void TestStudyPage::clicksChooseLayers()
{
    for (int row = 0; row < table()->table()->model()->rowCount(); ++row) {
        const QModelIndex index = table()->table()->model()->index(row, 0);
        QTest::mouseClick(table()->table()->viewport(), Qt::LeftButton, {},
                          table()->table()->visualRect(index).center());
        QCOMPARE(QString::fromStdString(session().layer()->name), index.data().toString());
    }
    bars()->setFocus();
    QTest::keyClick(bars(), Qt::Key_Right); // to the first bar
    QTest::keyClick(bars(), Qt::Key_Return);
    QCOMPARE(session().view().layer, 0);
    QTest::keyClick(bars(), Qt::Key_Right);
    QTest::keyClick(bars(), Qt::Key_Return);
    QCOMPARE(session().view().layer, 1);
    QVERIFY(settle());
}

void TestStudyPage::pointingLightsTheLayerEverywhere()
{
    const QModelIndex first = table()->table()->model()->index(0, 0);
    QTest::mouseMove(table()->table()->viewport(), table()->table()->visualRect(first).center());
    QTRY_VERIFY(layerOf(session().highlight()) >= 0);
    QCOMPARE(table()->table()->litRows(), std::vector{0});
    session().hoverOver({});
    QVERIFY(table()->table()->litRows().empty());
}

void TestStudyPage::staleFiguresAreMarked()
{
    const SensitivityStudyPtr before = workbench().sensitivity();
    session().changeSetting("budget", 5);
    QVERIFY(state().contains(QStringLiteral("Settings have changed since")));
    QCOMPARE(workbench().sensitivity(), before);
    QVERIFY(settle());
    QCOMPARE(workbench().sensitivity(), before);
    session().undoAction()->trigger();
    QVERIFY(!state().contains(QStringLiteral("Settings have changed since")));
    auto* method = child<QComboBox>(QStringLiteral("sensitivityMethod"));
    method->setCurrentIndex(1);
    QVERIFY(state().contains(QStringLiteral("Settings have changed since")));
    method->setCurrentIndex(0);
    QVERIFY(settle());
}

void TestStudyPage::compareWithTool(const QString& command) const
{
    const QJsonDocument printedNumbers = printed(command);
    const SensitivityStudy& study = *workbench().sensitivity();
    const QJsonArray layers = printedNumbers[QStringLiteral("layers")].toArray();
    QCOMPARE(layers.size(), static_cast<qsizetype>(study.rows.size()));
    QCOMPARE(printedNumbers[QStringLiteral("float")].toDouble(), study.floats->value);
    QCOMPARE(printedNumbers[QStringLiteral("all")].toDouble(), study.all->value);
    for (qsizetype i = 0; i < layers.size(); ++i) {
        const SensitivityRow& row = study.rows[static_cast<std::size_t>(i)];
        const auto printedNumber = [&](const char* key) { return layers[i][QLatin1String(key)].toDouble(); };
        QCOMPARE(layers[i][QStringLiteral("name")].toString(), row.name);
        QCOMPARE(printedNumber("only"), row.only ? row.only->value : 0.0);
        QCOMPARE(printedNumber("all_but"), row.allBut ? row.allBut->value : 0.0);
        QCOMPARE(printedNumber("sqnr_output_db"), row.sqnrOfOutput.value_or(0.0));
        QCOMPARE(printedNumber("sqnr_weights_db"), row.sqnrOfWeights.value_or(0.0));
        QCOMPARE(printedNumber("kl"), row.divergence.value_or(0.0));
        QCOMPARE(printedNumber("pairs_share"), row.pairsShare);
    }
}

/// Settings of all kinds: a number, a choice, a switch that is off, what layers have of their own.
void TestStudyPage::copiedCommandPrintsTheSameNumbers()
{
    Settings settings = session().settings();
    settings.budget = 5;
    settings.groupSize = 4;
    settings.encoding = Encoding::Binary;
    settings.perChannel = false;
    settings.layers["fc2"].budget = 9;
    session().changeSettings(settings, QStringLiteral("test"));
    QVERIFY(settle());
    measure();
    click("sensitivityCopy");
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith(QStringLiteral("termscope-cli sensitivity ")), qPrintable(command));
    QVERIFY(command.contains(QStringLiteral("--layer fc2:k=9")));
    compareWithTool(command);
    session().undoAction()->trigger();
    QVERIFY(settle());
}

/// The page of accuracy: every point of its curve, and the present budget.
void TestStudyPage::curveAsACommand()
{
    ViewState view = session().view();
    view.settings.budget = 11;
    view.page = QStringLiteral("accuracy");
    view.sweep.families = {"pow2", "mx"};
    view.sweep.dataFormat = DataFormat::Own;
    session().changeView(view, QStringLiteral("test"));
    QVERIFY(settle());
    child<AccuracyPlot>(QStringLiteral("curve"))->menu()->findChild<QAction*>(QStringLiteral("copySweep"))->trigger();
    const QJsonArray rows = printed(QGuiApplication::clipboard()->text())[QStringLiteral("rows")].toArray();
    QCOMPARE(rows.size(), static_cast<qsizetype>(workbench().curve()->rows.size()) + 1);
    std::map<std::string, double> scores;
    for (const QJsonValue row : rows)
        scores[text(row[QStringLiteral("method")].toString().toStdString(), ' ',
                    row[QStringLiteral("weight_bits")].toInt(), ' ', row[QStringLiteral("budget")].toInt())] =
            row[QStringLiteral("top1")].toDouble();
    for (const SweepRow& row : workbench().curve()->rows) {
        if (row.method == Method::Format) {
            const auto found = std::ranges::find_if(
                rows, [&](const QJsonValue& each) { return each[QStringLiteral("top1")].toDouble() == row.top1(); });
            QVERIFY(found != rows.end());
            continue;
        }
        const bool isFloat = row.method == Method::Float;
        const bool isRevealed = row.method == Method::Revealed;
        const std::string key = text(nameOf(row.method), ' ', isFloat ? 0 : row.settings.weightBits, ' ',
                                     isRevealed ? row.settings.budget : 0);
        QVERIFY2(scores.contains(key), key.c_str());
        QCOMPARE(scores[key], row.top1());
    }
    QCOMPARE(scores["tr 8 11"], workbench().evaluation()->top1());
    session().undoAction()->trigger();
}

/// What another axis shows, and what machines reserve, as the tool prints them.
void TestStudyPage::axisAndMachinesAsACommand()
{
    ViewState view = session().view();
    view.page = QStringLiteral("accuracy");
    view.sweep.machines = {"stripes", "laconic"};
    view.sweep.bits = {4, 8};
    view.workAxis = WorkAxis::Cycles;
    view.array.rows = 8;
    session().changeView(view, QStringLiteral("test"));
    QVERIFY(settle());
    auto* curve = child<AccuracyPlot>(QStringLiteral("curve"));
    curve->menu()->findChild<QAction*>(QStringLiteral("copySweep"))->trigger();
    const QJsonArray rows = printed(QGuiApplication::clipboard()->text())[QStringLiteral("rows")].toArray();
    const QStringList shown = curve->csv().split(u'\n');
    int cycles = 0;
    int machines = 0;
    for (const QJsonValue row : rows) {
        const QString method = row[QStringLiteral("method")].toString();
        const QString pairs = QString::number(row[QStringLiteral("pairs_per_mac_measured")].toDouble(), 'g', 6);
        if (method == QStringLiteral("stripes") || method == QStringLiteral("laconic")) {
            const auto found = std::ranges::find_if(workbench().curve()->rows, [&](const SweepRow& own) {
                return method == QLatin1String(own.costLine.data(), static_cast<qsizetype>(own.costLine.size()))
                       && own.settings.weightBits == row[QStringLiteral("weight_bits")].toInt();
            });
            QVERIFY(found != workbench().curve()->rows.end());
            QCOMPARE(row[QStringLiteral("pairs_per_mac_measured")].toDouble(), found->work->measured);
            ++machines;
        }
        if (row[QStringLiteral("cycles")].isNull() || row[QStringLiteral("cycles")].isUndefined())
            continue;
        const QString own = QString::number(row[QStringLiteral("cycles")].toDouble(), 'f', 0);
        ++cycles;
        QVERIFY2(std::ranges::any_of(shown, [&](const QString& line) { return line.endsWith(u',' + own); }),
                 qPrintable(method + u' ' + own));
    }
    QCOMPARE(machines, 4);
    QVERIFY(cycles >= 8);
    session().undoAction()->trigger();
    QVERIFY(settle());
}

void TestStudyPage::arrayAsACommand_data()
{
    QTest::addColumn<bool>("typed");
    QTest::addColumn<bool>("adaptive");
    QTest::newRow("layers") << false << false;
    QTest::newRow("actual steps") << false << true;
    QTest::newRow("product") << true << false;
}

void TestStudyPage::arrayAsACommand()
{
    QFETCH(bool, typed);
    QFETCH(bool, adaptive);
    ViewState view = session().view();
    view.page = QStringLiteral("array");
    view.array.rows = 24;
    view.array.dataflow = Dataflow::WeightStationary;
    view.array.skew = Skew::Clock;
    view.array.typed = typed;
    view.array.stepLength = adaptive ? StepLength::Adaptive : StepLength::Provisioned;
    view.settings.layers["fc2"].budget = 5;
    session().changeView(view, QStringLiteral("test"));
    QVERIFY(settle());
    child<TimingTable>(QStringLiteral("layerTimes"))
        ->menu()
        ->findChild<QAction*>(QStringLiteral("copyTime"))
        ->trigger();
    const QJsonArray layers = printed(QGuiApplication::clipboard()->text())[QStringLiteral("layers")].toArray();
    QCOMPARE(layers.size(), typed ? qsizetype{1} : static_cast<qsizetype>(workbench().networkTimes()->layers.size()));
    for (qsizetype i = 0; i < layers.size(); ++i) {
        const std::int64_t cycles =
            typed ? workbench().race()->revealed.provisionedCycles
                  : workbench().networkTimes()->layers[static_cast<std::size_t>(i)].revealed.cycles;
        QCOMPARE(static_cast<std::int64_t>(layers[i][QStringLiteral("cycles")].toDouble()), cycles);
    }
    session().undoAction()->trigger();
    QVERIFY(settle());
}

void TestStudyPage::stopKeepsWhatIsKnown()
{
    session().changePage(QStringLiteral("study"));
    // The first that is delivered is never all.
    QObject first;
    bool stopped = false;
    connect(&workbench(), &Workbench::sensitivityChanged, &first, [&] {
        if (workbench().sensitivity() && !stopped) {
            stopped = true;
            click("sensitivityStop");
        }
    });
    click("sensitivityStart");
    QVERIFY(settle());
    QVERIFY(stopped);
    QVERIFY(!workbench().isStudyRunning());
    QVERIFY(workbench().sensitivity() && !workbench().sensitivity()->complete);
    QVERIFY(state().contains(QStringLiteral("Stopped before the end.")));
    QVERIFY(!bars()->isEmpty());
}

void TestStudyPage::otherFilesForgetIt()
{
    measure();
    click("sensitivityStart");
    OpenFiles files;
    files.example = QStringLiteral("fashion");
    files.limit = 320;
    window_->files().openAtStart({}, files, QStringLiteral("study"));
    QVERIFY(settle());
    QVERIFY(!workbench().sensitivity());
    QVERIFY(!workbench().isStudyRunning());
    QVERIFY(bars()->isEmpty());
}

void TestStudyPage::withoutImagesItSaysWhatIsMissing()
{
    session().openDataset(nullptr, {});
    QVERIFY(settle());
    click("sensitivityStart");
    QVERIFY(settle());
    QVERIFY(!workbench().sensitivity());
    QVERIFY(state().contains(QStringLiteral("No images are open.")));
    QVERIFY(button("sensitivityImages")->isVisible());
    QVERIFY(!button("sensitivityNetwork")->isVisible());
}

void TestStudyPage::languageNetworks()
{
    openSome("verses", 600);
    measure();
    if (QTest::currentTestFailed())
        return;
    QVERIFY(workbench().sensitivity()->score == ScoreKind::Perplexity);
    QVERIFY(workbench().sensitivity()->all->value > workbench().sensitivity()->floats->value);
    click("sensitivityCopy");
    compareWithTool(QGuiApplication::clipboard()->text());
}

/// A language model: tokens, and perplexity, of which less is better.
void TestStudyPage::searchOnText()
{
    child<QTabWidget>(QStringLiteral("studyTabs"))->setCurrentIndex(1);
    child<QLineEdit>(QStringLiteral("searchBudgets"))->setText(QStringLiteral("6,12"));
    child<QLineEdit>(QStringLiteral("searchDataTerms"))->setText(QStringLiteral("2,4"));
    child<QLineEdit>(QStringLiteral("searchBits"))->setText(QStringLiteral("8"));
    child<QSpinBox>(QStringLiteral("searchPoints"))->setValue(4);
    search();
    if (QTest::currentTestFailed())
        return;
    const SearchStudy& study = *workbench().search();
    QVERIFY(study.score == ScoreKind::Perplexity);
    QVERIFY(searchState().contains(QStringLiteral("Searched on tokens 0 to ")));
    click("searchCopy");
    const QJsonArray front = printed(QGuiApplication::clipboard()->text())[QStringLiteral("front")].toArray();
    QCOMPARE(front.size(), static_cast<qsizetype>(study.front.size()));
    for (qsizetype i = 0; i < front.size(); ++i)
        QCOMPARE(front[i][QStringLiteral("score")].toDouble(), study.front[static_cast<std::size_t>(i)].scored);
}

/// The clothes, few of them, and few settings to search.
void TestStudyPage::openFashion()
{
    openSome("fashion", 320);
    child<QTabWidget>(QStringLiteral("studyTabs"))->setCurrentIndex(1);
    child<QLineEdit>(QStringLiteral("searchBudgets"))->setText(QStringLiteral("3,6,12,24"));
    child<QLineEdit>(QStringLiteral("searchDataTerms"))->setText(QStringLiteral("1, 2, 3"));
    child<QLineEdit>(QStringLiteral("searchBits"))->setText(QStringLiteral("4,6,8"));
    child<QSpinBox>(QStringLiteral("searchImages"))->setValue(128);
    child<QSpinBox>(QStringLiteral("searchPoints"))->setValue(6);
    QVERIFY(settle());
}

void TestStudyPage::search()
{
    click("searchStart");
    QVERIFY(workbench().isStudyRunning());
    QVERIFY(settle());
    QVERIFY2(workbench().search(), qPrintable(workbench().search.obstacle()));
    QVERIFY(workbench().search()->complete);
}

void TestStudyPage::searchFindsAFront()
{
    openFashion();
    QVERIFY(child<PlanPlot>(QStringLiteral("planPlot"))->isEmpty());
    QSignalSpy deliveries(&workbench(), &Workbench::searchChanged);
    search();
    if (QTest::currentTestFailed())
        return;
    QVERIFY(deliveries.count() >= 2);
    const SearchStudy& study = *workbench().search();
    QCOMPARE(study.searchSamples, (SampleRange{0, 128}));
    QCOMPARE(study.scoreSamples, (SampleRange{128, 192}));
    QVERIFY(study.front.size() >= 2);
    QCOMPARE(study.quantized.size(), std::size_t{5});
    QCOMPARE(points()->model()->rowCount(),
             static_cast<int>(study.front.size() + study.uniform.size() + study.quantized.size()));
    QVERIFY(searchState().contains(QStringLiteral("Searched on images 0 to 127, scored on images 128 to 319.")));
    QVERIFY(!child<PlanPlot>(QStringLiteral("planPlot"))->isEmpty());
    photograph(QStringLiteral("search"));
}

/// By a click on a row, and by keys in the plot.
void TestStudyPage::aPointShowsItsPlan()
{
    QVERIFY(!button("usePlan")->isEnabled());
    const auto plan = [&] {
        QStringList runs;
        const QAbstractItemModel* model = child<FigureTable>(QStringLiteral("planLayers"))->table()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            runs << model->index(row, 1).data().toString();
        return runs;
    };
    clickRow(points(), 0);
    QVERIFY(button("usePlan")->isEnabled());
    const QStringList first = plan();
    QCOMPARE(first.size(), static_cast<qsizetype>(session().network()->layers.size()));
    QVERIFY(first.contains(QStringLiteral("TR, k = 3, s = 1")));
    clickRow(points(), 1);
    QVERIFY(plan() != first);
    auto* plot = child<PlanPlot>(QStringLiteral("planPlot"));
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_Right); // to the cheapest point
    QTest::keyClick(plot, Qt::Key_Return);
    QVERIFY(!plan().isEmpty());
}

void TestStudyPage::usedPlanIsOneStepOfUndo()
{
    const Settings before = session().settings();
    clickRow(points(), 1);
    const PlanPoint point = workbench().search()->front[1];
    click("usePlan");
    QCOMPARE(session().settings(), point.settings);
    QVERIFY(session().undoAction()->text().contains(QStringLiteral("plan 2")));
    QVERIFY(settle());
    // The whole of the images: those searched on, and the others.
    const double both = (128 * point.searched + 192 * point.scored) / 320;
    QVERIFY(qAbs(workbench().evaluation()->top1() - both) < 1e-9);
    session().undoAction()->trigger();
    QCOMPARE(session().settings(), before);
    // QT is a plan, too: no layer is revealed.
    const int qt = static_cast<int>(workbench().search()->front.size() + workbench().search()->uniform.size());
    clickRow(points(), qt);
    click("usePlan");
    const NetworkPlan plan(*session().network(), Method::Revealed, session().settings());
    for (int layer = 0; layer < plan.size(); ++layer)
        QVERIFY(plan[layer].method == Method::Quantized && plan[layer].settings.weightBits == 4);
    session().undoAction()->trigger();
    QVERIFY(settle());
}

void TestStudyPage::savedPlanIsReadByTheTool()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("plan.json"));
    clickRow(points(), 1);
    click("savePlan");
    auto* const dialog = child<QFileDialog>();
    auto* const line = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    line->setText(path);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    const PlanPoint& point = workbench().search()->front[1];
    const QJsonArray rows = printed(QStringLiteral("termscope-cli sweep --example fashion --limit 320 --qt-bits 8 "
                                                   "--budgets 8 --plan ")
                                    + path)[QStringLiteral("rows")]
                                .toArray();
    QVERIFY(qAbs(rows.last()[QStringLiteral("pairs_per_mac_provisioned")].toDouble() - point.cost) < 1e-9);
    click("copyPlan");
    const QJsonArray again = printed(QStringLiteral("termscope-cli sweep --example fashion --limit 320 --qt-bits 8 "
                                                    "--budgets 8 ")
                                     + QGuiApplication::clipboard()->text())[QStringLiteral("rows")]
                                 .toArray();
    QCOMPARE(again.last(), rows.last());
}

/// Group sizes by layer, as the tool finds them; the plan that is used brings its own.
void TestStudyPage::groupSizesVary()
{
    openFashion();
    child<QCheckBox>(QStringLiteral("searchGroupSizesVary"))->setChecked(true);
    child<QLineEdit>(QStringLiteral("searchGroupSizes"))->setText(QStringLiteral("4, 16"));
    auto* const dataTerms = child<QLineEdit>(QStringLiteral("searchDataTerms"));
    const QString before = dataTerms->text();
    dataTerms->setText(QStringLiteral("3"));
    QVERIFY(settle());
    search();
    if (QTest::currentTestFailed())
        return;
    const SearchStudy& study = *workbench().search();
    std::set<int> sizes;
    for (const PlanPoint& point : study.front)
        for (const auto& [name, own] : point.settings.layers)
            sizes.insert(own.groupSize.value_or(0));
    QVERIFY(sizes.contains(4) && sizes.contains(16) && !sizes.contains(8));
    click("searchCopy");
    const QJsonDocument found = printed(QGuiApplication::clipboard()->text());
    const QJsonArray front = found[QStringLiteral("front")].toArray();
    QCOMPARE(front.size(), static_cast<qsizetype>(study.front.size()));
    for (qsizetype i = 0; i < front.size(); ++i) {
        QCOMPARE(front[i][QStringLiteral("cost")].toDouble(), study.front[static_cast<std::size_t>(i)].cost);
        QCOMPARE(front[i][QStringLiteral("score")].toDouble(), study.front[static_cast<std::size_t>(i)].scored);
    }
    QCOMPARE(found[QStringLiteral("uniform")].toArray().size(), static_cast<qsizetype>(study.uniform.size()));
    const auto isNamed = [&](const QString& name) {
        return !points()
                    ->model()
                    ->match(points()->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchStartsWith)
                    .isEmpty();
    };
    QVERIFY(isNamed(QStringLiteral("TR, g = 4, k = ")) || isNamed(QStringLiteral("TR, g = 16, k = ")));
    child<QCheckBox>(QStringLiteral("searchGroupSizesVary"))->setChecked(false);
    dataTerms->setText(before);
}

void TestStudyPage::copiedSearchPrintsTheSameNumbers_data()
{
    QTest::addColumn<int>("cost");
    QTest::newRow("pairs") << 0;
    QTest::newRow("cycles") << 1;
    QTest::newRow("energy") << 2;
}

void TestStudyPage::copiedSearchPrintsTheSameNumbers()
{
    QFETCH(int, cost);
    session().changeArray("array_rows", 24);
    child<QComboBox>(QStringLiteral("searchCost"))->setCurrentIndex(cost);
    child<QCheckBox>(QStringLiteral("searchLossGiven"))->setChecked(true);
    child<QDoubleSpinBox>(QStringLiteral("searchLoss"))->setValue(3.5);
    child<QSpinBox>(QStringLiteral("scoreImages"))->setValue(100);
    search();
    if (QTest::currentTestFailed())
        return;
    const SearchStudy& study = *workbench().search();
    QVERIFY(study.chosen);
    QVERIFY(searchState().contains(QStringLiteral("Within the bound")));
    click("searchCopy");
    const QJsonDocument found = printed(QGuiApplication::clipboard()->text());
    const auto compare = [](const QJsonArray& printedPoints, const std::vector<PlanPoint>& points) {
        QCOMPARE(printedPoints.size(), static_cast<qsizetype>(points.size()));
        for (qsizetype i = 0; i < printedPoints.size(); ++i) {
            const PlanPoint& point = points[static_cast<std::size_t>(i)];
            QCOMPARE(printedPoints[i][QStringLiteral("cost")].toDouble(), point.cost);
            QCOMPARE(printedPoints[i][QStringLiteral("search_score")].toDouble(), point.searched);
            QCOMPARE(printedPoints[i][QStringLiteral("score")].toDouble(), point.scored);
        }
    };
    compare(found[QStringLiteral("front")].toArray(), study.front);
    compare(found[QStringLiteral("uniform")].toArray(), study.uniform);
    compare(found[QStringLiteral("qt")].toArray(), study.quantized);
    QCOMPARE(found[QStringLiteral("chosen")].toInt(), static_cast<int>(*study.chosen));
    QCOMPARE(found[QStringLiteral("score_images")].toArray(), (QJsonArray{128, 100}));
}

void TestStudyPage::otherChoicesMarkItStale()
{
    QVERIFY(!searchState().contains(QStringLiteral("has changed since")));
    auto* lossGiven = child<QCheckBox>(QStringLiteral("searchLossGiven"));
    lossGiven->setChecked(false);
    QVERIFY(searchState().contains(QStringLiteral("has changed since")));
    lossGiven->setChecked(true);
    QVERIFY(!searchState().contains(QStringLiteral("has changed since")));
    session().changeArray("array_rows", 8); // cycles and energy are of another array
    QVERIFY(searchState().contains(QStringLiteral("has changed since")));
    session().undoAction()->trigger();
    QVERIFY(settle());
}

void TestStudyPage::wrongListsAreSentences()
{
    auto* budgets = child<QLineEdit>(QStringLiteral("searchBudgets"));
    const QString before = budgets->text();
    budgets->setText(QStringLiteral("3,65"));
    click("searchStart");
    auto* box = child<QMessageBox>(QStringLiteral("complaint"));
    QVERIFY(box->text().contains(QStringLiteral("k: expected numbers of 1…64")));
    box->close();
    QVERIFY(!workbench().isStudyRunning());
    budgets->setText(before);
    QTRY_VERIFY(window_->findChild<QMessageBox*>(QStringLiteral("complaint")) == nullptr);
    child<QSpinBox>(QStringLiteral("searchImages"))->setValue(320);
    click("searchStart");
    QVERIFY(settle());
    QVERIFY(searchState().contains(QStringLiteral("expected fewer samples to search on than the 320")));
}

/// The pane, what is searched and what is compared are of the session: a link brings them back.
void TestStudyPage::choicesAreKept()
{
    openFashion();
    child<QCheckBox>(QStringLiteral("searchLossGiven"))->setChecked(true);
    child<QDoubleSpinBox>(QStringLiteral("searchLoss"))->setValue(2.5);
    const StudyChoice& study = session().view().study;
    QVERIFY(study.pane == StudyPane::Search);
    QCOMPARE(study.search.budgets.values, (std::vector{3, 6, 12, 24}));
    QCOMPARE(study.search.mostLoss, std::optional(2.5));
    QCOMPARE(study.search.searchSamples, 128);
    child<QCheckBox>(QStringLiteral("searchBitsVary"))->setChecked(false);
    const ViewState asked = session().view();
    ViewState other = asked;
    other.study = {};
    session().changeView(other, QStringLiteral("test"));
    QCOMPARE(child<QTabWidget>(QStringLiteral("studyTabs"))->currentIndex(), 0);
    QVERIFY(child<QLineEdit>(QStringLiteral("searchBudgets"))->text().isEmpty());
    QVERIFY(!child<QCheckBox>(QStringLiteral("searchLossGiven"))->isChecked());
    session().changeView(asked, QStringLiteral("test"));
    QCOMPARE(child<QTabWidget>(QStringLiteral("studyTabs"))->currentIndex(), 1);
    QCOMPARE(child<QLineEdit>(QStringLiteral("searchBudgets"))->text(), QStringLiteral("3, 6, 12, 24"));
    QVERIFY(!child<QCheckBox>(QStringLiteral("searchBitsVary"))->isChecked());
    QCOMPARE(child<QDoubleSpinBox>(QStringLiteral("searchLoss"))->value(), 2.5);
    QVERIFY(session().view() == asked); // showing it changed nothing
    child<QCheckBox>(QStringLiteral("searchBitsVary"))->setChecked(true);
}

TERMSCOPE_TEST(TestStudyPage)
#include "TestStudyPage.moc"
