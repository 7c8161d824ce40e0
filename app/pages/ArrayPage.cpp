#include "app/pages/ArrayPage.h"

#include "app/animation/AnimationDialog.h"
#include "app/pages/ArrayControls.h"
#include "app/pages/HardwareFacts.h"
#include "app/pages/Panes.h"
#include "app/pages/UnitCostEditor.h"
#include "widgets/array/ArrayView.h"
#include "widgets/array/FactsView.h"
#include "widgets/array/GanttStrip.h"
#include "widgets/array/ShapeMap.h"
#include "widgets/array/StepLengthPlot.h"
#include "widgets/array/TermMacView.h"
#include "widgets/array/TimingTable.h"
#include "widgets/controls/ColumnScroll.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/language/Numbers.h"
#include "widgets/terms/StepPlayer.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace termscope {
namespace {

constexpr double fastestFollowed = 10.0; // cycles a second

/// The step of a lane, counted over all folds; −1 where none is under way.
std::int64_t stepOfRun(const ArrayRun& run, const Moment& moment)
{
    return moment.phase == ArrayPhase::Computing && moment.step < run.schedule.stepsOfFold()
               ? moment.fold * run.schedule.stepsOfFold() + moment.step
               : -1;
}

} // namespace

ArrayPage::ArrayPage(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), verdict_(new QLabel), player_(new StepPlayer),
      below_(new QTabWidget), gantt_(new GanttStrip), lengths_(new StepLengthPlot(StepReading::Length)),
      occupancy_(new StepLengthPlot(StepReading::Occupancy)), times_(new TimingTable), shapes_(new ShapeMap),
      hardware_(new FactsView(tr("Registers, widths and units"))),
      energy_(new FactsView(tr("Energy and area: a model"))), costs_(new UnitCostEditor)
{
    auto* controls = new ColumnScroll(new ArrayControls(session_));
    auto* panes = newSplitter(Qt::Vertical, "arrayPanes");
    panes->addWidget(buildRace());
    panes->addWidget(buildBelow());
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 2);
    panes->setSizes({430, 260});
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(controls);
    layout->addWidget(panes, 1);
    connectAll();
    showRace();
    showTimes();
}

QWidget* ArrayPage::buildRace()
{
    views_ = {new ArrayView(tr("Rival"), false), new ArrayView(tr("TR on term cells"), true)};
    views_[0]->setObjectName(QStringLiteral("rivalArray"));
    views_[1]->setObjectName(QStringLiteral("revealedArray"));
    auto* arrays = newSplitter(Qt::Horizontal, "arrays");
    for (ArrayView* view : views_)
        arrays->addWidget(view);
    player_->setObjectName(QStringLiteral("clock"));
    player_->setSpeeds({{tr("1 cycle/s"), 1.0},
                        {tr("10 cycles/s"), 10.0},
                        {tr("100 cycles/s"), 100.0},
                        {tr("1,000 cycles/s"), 1e3},
                        {tr("10,000 cycles/s"), 1e4},
                        {tr("all in 10 s"), 0.0, 10.0},
                        {tr("as fast as it goes"), 0.0, 1.0}},
                       1);
    verdict_->setObjectName(QStringLiteral("verdict"));
    verdict_->setWordWrap(true);
    auto* race = new QWidget;
    auto* layout = new QVBoxLayout(race);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(verdict_);
    layout->addWidget(arrays, 1);
    auto* save = new QAction(tr("Save the race as an &animation…"), this);
    connect(save, &QAction::triggered, this, &ArrayPage::askForAnimation);
    for (ArrayView* view : views_) {
        view->menu()->addSeparator();
        view->menu()->addAction(save);
    }
    auto* button = new QToolButton;
    button->setDefaultAction(save);
    button->setText(tr("Animation…"));
    auto* transport = new QHBoxLayout;
    transport->addWidget(player_, 1);
    transport->addWidget(button);
    layout->addLayout(transport);
    return race;
}

QWidget* ArrayPage::buildBelow()
{
    below_->setDocumentMode(true);
    below_->setObjectName(QStringLiteral("below"));
    gantt_->setObjectName(QStringLiteral("gantt"));
    lengths_->setObjectName(QStringLiteral("stepLengths"));
    occupancy_->setObjectName(QStringLiteral("occupancy"));
    times_->setObjectName(QStringLiteral("layerTimes"));
    shapes_->setObjectName(QStringLiteral("shapeMap"));
    hardware_->setObjectName(QStringLiteral("registers"));
    energy_->setObjectName(QStringLiteral("energy"));
    below_->addTab(gantt_, tr("Cl&ock"));
    below_->addTab(lengths_, tr("&Step lengths"));
    below_->addTab(occupancy_, tr("Occ&upancy"));
    cells_ = {new TermMacView(tr("Cell of the rival")), new TermMacView(tr("Cell of the TR array"))};
    cells_[0]->setObjectName(QStringLiteral("rivalCell"));
    cells_[1]->setObjectName(QStringLiteral("revealedCell"));
    auto* cells = newSplitter(Qt::Horizontal, "arrayCells");
    for (TermMacView* cell : cells_)
        cells->addWidget(cell);
    cellTab_ = cells;
    below_->addTab(cellTab_, tr("&Cell"));
    below_->addTab(times_, tr("La&yers"));
    below_->addTab(shapes_, tr("Sha&pes"));
    below_->addTab(hardware_, tr("Hard&ware"));
    below_->addTab(buildEnergy(), tr("E&nergy"));
    keepTabsTight(*below_);
    return below_;
}

QWidget* ArrayPage::buildEnergy()
{
    costs_->setCosts(workbench_.unitCosts());
    auto* energy = newSplitter(Qt::Horizontal, "arrayEnergy");
    energy->addWidget(costs_);
    energy->addWidget(energy_);
    energy->setStretchFactor(1, 1);
    energy->setSizes({220, 480});
    return energy;
}

void ArrayPage::connectAll()
{
    connect(&workbench_, &Workbench::raceChanged, this, &ArrayPage::showRace);
    connect(&workbench_, &Workbench::networkTimesChanged, this, &ArrayPage::showTimes);
    connect(player_, &StepPlayer::stepChanged, this, &ArrayPage::showPosition);
    connect(player_, &StepPlayer::playingChanged, this, [this] {
        if (workbench_.race()) // a fast clock that stops can be followed again
            showCell();
    });
    connect(below_, &QTabWidget::currentChanged, this, [this] {
        showSteps();
        showPosition(player_->step());
    });
    connect(gantt_, &GanttStrip::positionRequested, this, [this](qint64 position) {
        player_->pause();
        player_->setStep(static_cast<int>(std::clamp<qint64>(position, 0, player_->stepCount())));
    });
    connect(shapes_, &ShapeMap::shapeChosen, this,
            [this](Dataflow dataflow, int rows, int columns) { session_.changeArrayShape(dataflow, rows, columns); });
    connect(costs_, &UnitCostEditor::costsEdited, &workbench_, &Workbench::setUnitCosts);
    connect(costs_, &UnitCostEditor::failed, this, &ArrayPage::failed);
    for (ArrayView* view : views_)
        connect(view, &ArrayView::cellChosen, this, &ArrayPage::chooseCell);
    for (StepLengthPlot* plot : {lengths_, occupancy_})
        connect(plot, &StepLengthPlot::stepChosen, this, &ArrayPage::goToStep);
    connect(times_, &TimingTable::layerChosen, this, [this](int row) {
        if (const int layer = layerOfRow(row); layer >= 0)
            session_.chooseLayer(layer);
    });
    connectHighlight();
}

void ArrayPage::connectHighlight()
{
    connect(&session_, &Session::highlightChanged, this, &ArrayPage::showHighlight);
    connect(times_, &TimingTable::layerHovered, this, [this](int row) {
        const int layer = layerOfRow(row);
        session_.hoverOver(layer < 0 ? Highlight() : Highlight(WholeLayer{layer}));
    });
    for (int i = 0; i < 2; ++i) {
        ArrayView* const view = views_[static_cast<std::size_t>(i)];
        connect(view, &ArrayView::cellHovered, this, [this, i](int row, int column) {
            hovered_ = {i, row, column};
            hoverCell();
        });
        player_->waitWhileOver(view->canvas());
        player_->waitWhileOver(cells_[static_cast<std::size_t>(i)]);
    }
}

/// What is in the cell under the mouse at this cycle.
void ArrayPage::hoverCell()
{
    const std::optional<LayerRun> product = layerRun(hovered_.lane);
    if (!product || hovered_.row < 0)
        return session_.hoverOver({});
    session_.hoverOver(
        highlightOf(*product, cellDetail(product->run, positionOf(hovered_.lane), hovered_.row, hovered_.column)));
}

std::int64_t ArrayPage::positionOf(int index) const
{
    return std::min<std::int64_t>(player_->step(), lane(index).run->schedule.cycles());
}

/// None for a typed product, whose operands are no layer's.
std::optional<LayerRun> ArrayPage::layerRun(int index) const
{
    const ArrayRacePtr& race = workbench_.race();
    const NetworkPtr& network = workbench_.weights();
    if (!race || race->layer < 0 || !network || race->layer >= static_cast<int>(network->layers.size()))
        return std::nullopt;
    const WeightLayer& layer = network->layers[static_cast<std::size_t>(race->layer)];
    const ArrayRun& run = *lane(index).run;
    const std::int64_t lines = std::max<std::int64_t>(run.product->shape.m / session_.view().array.samples, 1);
    const std::int64_t place = layer.window && session_.dataset()
                                   ? windowAt(*layer.window, imagePlace(session_.view(), *session_.dataset()))
                                   : 0;
    const std::int64_t line = session_.shown().image * lines + place;
    return LayerRun{run, layer, race->layer, line < run.product->shape.m ? line : -1};
}

/// Of the table of times, as a layer of the network; −1 for none.
int ArrayPage::layerOfRow(int row) const
{
    if (row < 0 || !workbench_.networkTimes() || !session_.network())
        return -1;
    const std::string& name = workbench_.networkTimes()->layers[static_cast<std::size_t>(row)].shape.name;
    const auto found = std::ranges::find(session_.network()->layers, name, &WeightLayer::name);
    return found == session_.network()->layers.end() ? -1
                                                     : static_cast<int>(found - session_.network()->layers.begin());
}

/// The cells that hold at this cycle what is lit. Only what is in sight is asked.
void ArrayPage::showHighlight()
{
    if (!isVisible() || !workbench_.race())
        return;
    const Highlight& what = session_.highlight();
    for (int i = 0; i < 2; ++i) {
        const std::optional<LayerRun> product = layerRun(i);
        ArrayView* const view = views_[static_cast<std::size_t>(i)];
        TermMacView* const cell = cells_[static_cast<std::size_t>(i)];
        view->setLit(product ? litCells(*product, view->frame().moment, what) : std::vector<std::pair<int, int>>());
        cell->setLit(product && cell->cell() ? litValues(*product, *cell->cell(), what) : std::vector<int>());
    }
    int lit = -1;
    if (workbench_.networkTimes())
        for (int row = 0; row < static_cast<int>(workbench_.networkTimes()->layers.size()); ++row)
            if (layerOf(what) >= 0 && layerOfRow(row) == layerOf(what))
                lit = row;
    times_->setLit(lit);
}

const RaceLane& ArrayPage::lane(int index) const
{
    return index == 0 ? workbench_.race()->rival : workbench_.race()->revealed;
}

void ArrayPage::showRace()
{
    const ArrayRacePtr& race = workbench_.race();
    if (!race) {
        for (std::size_t i = 0; i < views_.size(); ++i) {
            views_[i]->setRun(nullptr, workbench_.race.obstacle());
            views_[i]->setCaption({});
            cells_[i]->setCell(std::nullopt, workbench_.race.obstacle());
        }
        lengths_->clear();
        occupancy_->clear();
        gantt_->setLanes({}, {});
        hardware_->setSections({});
        energy_->setSections({});
        verdict_->setText(workbench_.race.obstacle());
        player_->setStepCount(0);
        followOnTerms({});
        return;
    }
    std::int64_t longest = 0;
    for (int i = 0; i < 2; ++i) {
        ArrayView* const view = views_[static_cast<std::size_t>(i)];
        view->setRun(lane(i).run);
        longest = std::max(longest, lane(i).run->schedule.cycles());
    }
    showSteps();
    const std::int64_t rival = race->rival.run->schedule.cycles();
    const std::int64_t revealed = race->revealed.run->schedule.cycles();
    QString verdict =
        tr("<b>%1</b> on %2×%3 cells: %4 takes <b>%5 times</b> as many cycles as %6.")
            .arg(race->product.toHtmlEscaped())
            .arg(session_.view().array.rows)
            .arg(session_.view().array.columns)
            .arg(race->rival.shortName)
            .arg(numberText(static_cast<double>(rival) / static_cast<double>(std::max<std::int64_t>(revealed, 1)), 'f',
                            2))
            .arg(race->revealed.shortName);
    if (!race->remark.isEmpty())
        verdict += QLatin1Char(' ') + race->remark;
    verdict += tr("<br>Cycles provisioned / adaptive / ideal:");
    for (const RaceLane* lane : {&race->rival, &race->revealed})
        if (lane->run->config().mac == MacKind::Term)
            verdict += tr(" %1 %2 / %3 / %4;")
                           .arg(lane->shortName, countText(lane->provisionedCycles), countText(lane->adaptiveCycles),
                                countText(lane->idealCycles));
    verdict.chop(1);
    verdict_->setText(verdict);
    // A clock with more cycles than a slider has places could be timed, but not played.
    player_->setStepCount(static_cast<int>(std::min<std::int64_t>(longest, std::numeric_limits<int>::max())));
    if (!std::exchange(started_, true)) { // where the array has filled for the first time
        const Schedule& schedule = race->revealed.run->schedule;
        const std::int64_t hops = session_.view().array.rows + session_.view().array.columns - 2;
        const std::int64_t full = schedule.axes().stream > hops ? hops : schedule.stepsOfFold() / 2;
        player_->setStep(
            static_cast<int>(std::min(schedule.startOf(0, std::min(full, schedule.stepsOfFold() - 1)), longest)));
    }
    showPosition(player_->step());
    showFacts();
}

/// Only what is in sight is drawn anew: a slider's drag waits for it.
void ArrayPage::showSteps()
{
    if (!workbench_.race())
        return;
    const RaceLane& rival = workbench_.race()->rival;
    const RaceLane& revealed = workbench_.race()->revealed;
    if (below_->currentWidget() == gantt_)
        gantt_->setLanes({rival.name, rival.run, rival.steps}, {revealed.name, revealed.run, revealed.steps});
    for (StepLengthPlot* plot : {lengths_, occupancy_})
        if (below_->currentWidget() == plot)
            plot->setLanes({rival.shortName, *rival.steps}, {revealed.shortName, *revealed.steps});
}

QString ArrayPage::laneCaption(const RaceLane& lane, std::int64_t position) const
{
    const Schedule& schedule = lane.run->schedule;
    const Moment moment = schedule.at(std::min(position, schedule.cycles()));
    const QString fold = tr("fold %1 of %2").arg(countText(moment.fold + 1), countText(schedule.folds()));
    QString text;
    switch (moment.phase) {
    case ArrayPhase::Finished: text = tr("finished"); break;
    case ArrayPhase::Loading: text = tr("%1, loading").arg(fold); break;
    case ArrayPhase::Draining: text = tr("%1, draining").arg(fold); break;
    case ArrayPhase::Computing:
        text = tr("%1, step %2 of %3, cycle %4 of %5")
                   .arg(fold, countText(std::min(moment.step + 1, schedule.stepsOfFold())),
                        countText(schedule.stepsOfFold()))
                   .arg(moment.cycleInStep + 1)
                   .arg(moment.stepLength);
        break;
    }
    text += QLatin1Char('\n');
    if (schedule.config().mac == MacKind::Parallel)
        return text
               + tr("one multiply-accumulate a cycle; utilisation %1 %")
                     .arg(numberText(100.0 * lane.utilisation, 'f', 1));
    return text
           + tr("%1 of %2 pairs a step; utilisation %3 %")
                 .arg(numberText(lane.meanPairs, 'f', 1))
                 .arg(countText(lane.steps->provisioned))
                 .arg(numberText(100.0 * lane.utilisation, 'f', 1));
}

void ArrayPage::showPosition(int position)
{
    if (!workbench_.race())
        return;
    std::array<std::int64_t, 2> steps{};
    for (int i = 0; i < 2; ++i) {
        ArrayView* const view = views_[static_cast<std::size_t>(i)];
        view->setPosition(position);
        view->setTitle(tr("%1: cycle %2 of %3")
                           .arg(lane(i).name, countText(view->position()), countText(lane(i).run->schedule.cycles())));
        view->setCaption(laneCaption(lane(i), position));
        steps[static_cast<std::size_t>(i)] = stepOfRun(*lane(i).run, view->frame().moment);
    }
    for (StepLengthPlot* plot : {lengths_, occupancy_})
        if (below_->currentWidget() == plot)
            plot->setCurrent(steps[0], steps[1], position);
    gantt_->setPosition(position);
    showCell();
    if (hovered_.row >= 0)
        hoverCell();
    showHighlight();
}

void ArrayPage::showCell()
{
    for (int i = 0; i < 2; ++i) {
        TermMacView* const cell = cells_[static_cast<std::size_t>(i)];
        const ArrayRun& run = *lane(i).run;
        const bool chosen = row_ >= 0 && row_ < run.config().array.rows && column_ < run.config().array.columns;
        cell->setTitle(tr("%1: one cell").arg(lane(i).name));
        if (!chosen)
            cell->setCell(std::nullopt,
                          tr("Click a cell of an array to look inside; double-click it to fill the array's view."));
        else if (cell->isVisible() || i == 1)
            cell->setCell(
                cellDetail(run, std::min<std::int64_t>(player_->step(), run.schedule.cycles()), row_, column_));
    }
    followOnTerms(cells_[1]->cell());
}

/// The Terms page shows the chosen cell's group and image, and its present pair lit; while the clock runs too fast to
/// be read, it waits. It keeps them while the clock rests, and has the user's group again when the clock is at its end
/// or no cell is chosen. What the user chose elsewhere meanwhile, or cleared, stays as it is until a cell is chosen.
void ArrayPage::followOnTerms(const std::optional<CellDetail>& cell)
{
    const std::optional<LayerRun> found = layerRun(1);
    if (!cell || !found || found->number != session_.view().layer || player_->step() == player_->stepCount()) {
        if (std::exchange(following_, false))
            session_.follow({});
        return;
    }
    if (!cell->operands || (player_->isPlaying() && !player_->isWaiting() && player_->rate() > fastestFollowed))
        return;
    const ProductTerms& product = *found->run.product;
    const ValuesAt held = weightsOf(*found, *cell->operands);
    if (!following_ || session_.followed()) {
        following_ = true;
        // Of a convolution that page shows the place in the middle of the image, whatever place the cell is at.
        const std::int64_t lines = std::max<std::int64_t>(product.shape.m / session_.view().array.samples, 1);
        session_.follow(
            Followed{found->number, held.row, held.first, session_.dataset() ? cell->operands->input / lines : -1});
    }
    if (!isVisible() || session_.pinned() != lit_)
        return;
    lit_ = highlightOf(*found, *cell);
    session_.pin(lit_);
}

void ArrayPage::chooseCell(int row, int column)
{
    row_ = row;
    column_ = column;
    lit_ = Highlight();
    session_.pin(lit_);
    following_ = false;
    session_.follow({});
    for (ArrayView* view : views_)
        view->selectCell(row, column);
    if (row >= 0)
        below_->setCurrentWidget(cellTab_);
    if (workbench_.race())
        showCell();
}

void ArrayPage::goToStep(int index, qint64 step)
{
    if (!workbench_.race())
        return;
    const Schedule& schedule = lane(index).run->schedule;
    const std::int64_t steps = schedule.stepsOfFold();
    player_->pause();
    player_->setStep(static_cast<int>(schedule.startOf(step / steps, step % steps)));
}

void ArrayPage::askForAnimation()
{
    if (!workbench_.race())
        return;
    const ArrayRace& race = *workbench_.race();
    RacePicture picture{race.product,
                        {RacePicture::Lane{race.rival.name, race.rival.run}, {race.revealed.name, race.revealed.run}},
                        themeFor(palette()),
                        font()};
    auto* dialog = new AnimationDialog(std::move(picture), player_->step(), player_->stepCount(), window());
    connect(dialog, &AnimationDialog::failed, this, &ArrayPage::failed);
    connect(dialog, &AnimationDialog::written, this,
            [this](const QString& path) { emit said(tr("Saved %1.").arg(path)); });
    dialog->open();
}

void ArrayPage::showTimes()
{
    const NetworkTimesPtr& network = workbench_.networkTimes();
    const ArrayChoice& array = session_.view().array;
    if (!network || !workbench_.race()) {
        times_->clear(workbench_.networkTimes.obstacle());
        shapes_->setStudy(nullptr, array.array(), workbench_.networkTimes.obstacle());
        return;
    }
    std::vector<TimingTable::Row> rows;
    int current = -1;
    for (const LayerTimes& times : network->layers) {
        if (session_.layer() && session_.layer()->name == times.shape.name && !array.typed)
            current = static_cast<int>(rows.size());
        rows.push_back({times.rival, times.revealed});
    }
    times_->setRows(workbench_.race()->rival.shortName, tr("TR"), std::move(rows), current);
    times_->setCaption(tr("On %1×%2 cells, %3 images at once. Double-click a layer to race it.")
                           .arg(array.rows)
                           .arg(array.columns)
                           .arg(array.samples));
    shapes_->setStudy(network->shapes, array.array());
    shapes_->setCaption(tr("TR, provisioned steps, %1 images at once. Rows down, columns across; ringed: the fewest "
                           "cycles of a dataflow; dashed: "
                           "the fewest with as many cells as now. A click takes a shape.")
                            .arg(array.samples));
    showFacts();
}

void ArrayPage::showFacts()
{
    if (!workbench_.race())
        return;
    hardware_->setSections(hardwareSections(*workbench_.race()));
    energy_->setSections(energySections(*workbench_.race(), workbench_.networkTimes().get()));
}

void ArrayPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showRace();
}

} // namespace termscope
