#include "app/pages/ArrayPage.h"

#include "app/animation/AnimationDialog.h"
#include "app/pages/ArrayControls.h"
#include "app/pages/ArrayTabs.h"
#include "app/pages/Panes.h"
#include "app/pages/RaceHighlight.h"
#include "app/pages/RaceTexts.h"
#include "app/session/Origin.h"
#include "widgets/array/ArrayView.h"
#include "widgets/array/TermMacView.h"
#include "widgets/controls/ColumnScroll.h"
#include "widgets/language/Numbers.h"
#include "widgets/terms/StepPlayer.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace termscope {
namespace {

/// The step of a lane, counted over all folds; −1 where none is under way.
std::int64_t stepOfRun(const ArrayRun& run, const Moment& moment)
{
    return moment.phase == ArrayPhase::Computing && moment.step < run.schedule.stepsOfFold()
               ? moment.fold * run.schedule.stepsOfFold() + moment.step
               : -1;
}

/// Where the array has filled for the first time.
std::int64_t fullPosition(const Schedule& schedule)
{
    const std::int64_t hops = schedule.config().array.rows + schedule.config().array.columns - 2;
    const std::int64_t full = schedule.axes().stream > hops ? hops : schedule.stepsOfFold() / 2;
    return schedule.startOf(0, std::min(full, schedule.stepsOfFold() - 1));
}

} // namespace

ArrayPage::ArrayPage(Session& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), verdict_(new QLabel),
      player_(new StepPlayer), arrays_{new ArrayView(tr("Rival"), false), new ArrayView(tr("TR on term cells"), true)},
      cells_{new TermMacView(tr("Cell of the rival")), new TermMacView(tr("Cell of the TR array"))},
      cellTab_(buildCells()), tabs_(new ArrayTabs(session, workbench, cellTab_)),
      highlight_(new RaceHighlight(session, workbench, *player_, arrays_, cells_, *this))
{
    auto* controls = new ColumnScroll(new ArrayControls(session_));
    auto* panes = newSplitter(Qt::Vertical, "arrayPanes");
    panes->addWidget(buildRace());
    panes->addWidget(tabs_);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 2);
    panes->setSizes({430, 260});
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(controls);
    layout->addWidget(panes, 1);
    connectAll();
    showRace();
}

QWidget* ArrayPage::buildRace()
{
    arrays_[0]->setObjectName(QStringLiteral("rivalArray"));
    arrays_[1]->setObjectName(QStringLiteral("revealedArray"));
    auto* arrays = newSplitter(Qt::Horizontal, "arrays");
    for (ArrayView* array : arrays_)
        arrays->addWidget(array);
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
    for (ArrayView* view : arrays_) {
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

QWidget* ArrayPage::buildCells()
{
    cells_[0]->setObjectName(QStringLiteral("rivalCell"));
    cells_[1]->setObjectName(QStringLiteral("revealedCell"));
    auto* cells = newSplitter(Qt::Horizontal, "arrayCells");
    for (TermMacView* cell : cells_)
        cells->addWidget(cell);
    return cells;
}

void ArrayPage::connectAll()
{
    connect(&workbench_, &Workbench::raceChanged, this, &ArrayPage::showRace);
    connect(player_, &StepPlayer::stepChanged, this, &ArrayPage::showPosition);
    connect(player_, &StepPlayer::playingChanged, this, [this] {
        if (workbench_.race()) // a fast clock that stops can be followed again
            showCell();
    });
    for (std::size_t lane = 0; lane < arrays_.size(); ++lane) {
        connect(arrays_[lane], &ArrayView::cellChosen, this, &ArrayPage::chooseCell);
        player_->waitWhileOver(arrays_[lane]->canvas());
        player_->waitWhileOver(cells_[lane]);
    }
    connect(tabs_, &QTabWidget::currentChanged, this, [this] {
        tabs_->showSteps();
        showPosition(player_->step());
    });
    connect(tabs_, &ArrayTabs::positionRequested, this, [this](qint64 position) {
        player_->pause();
        player_->setStep(static_cast<int>(std::clamp<qint64>(position, 0, player_->stepCount())));
    });
    connect(tabs_, &ArrayTabs::stepChosen, this, &ArrayPage::goToStep);
    connect(tabs_, &ArrayTabs::cellWanted, this, &ArrayPage::playCell);
    connect(tabs_, &ArrayTabs::partWanted, this, &ArrayPage::partWanted);
    connect(tabs_, &ArrayTabs::failed, this, &ArrayPage::failed);
    connect(tabs_, &ArrayTabs::said, this, &ArrayPage::said);
}

void ArrayPage::showRace()
{
    const ArrayRacePtr& race = workbench_.race();
    tabs_->showRace();
    if (!race)
        return showObstacle(workbench_.race.obstacle());
    std::int64_t longest = 0;
    for (int i = 0; i < 2; ++i) {
        arrays_[static_cast<std::size_t>(i)]->setRun(race->lane(i).run);
        longest = std::max(longest, race->lane(i).run->schedule.cycles());
    }
    verdict_->setText(verdictText(*race, session_.view().array));
    // A clock with more cycles than a slider has places could be timed, but not played.
    player_->setStepCount(static_cast<int>(std::min<std::int64_t>(longest, std::numeric_limits<int>::max())));
    if (!std::exchange(started_, true))
        player_->setStep(static_cast<int>(std::min(fullPosition(race->revealed.run->schedule), longest)));
    showPosition(player_->step());
}

void ArrayPage::showObstacle(const QString& sentence)
{
    for (std::size_t i = 0; i < arrays_.size(); ++i) {
        arrays_[i]->setRun(nullptr, sentence);
        arrays_[i]->setCaption({});
        cells_[i]->setCell(std::nullopt, sentence);
    }
    verdict_->setText(sentence);
    player_->setStepCount(0);
    highlight_->follow({});
}

void ArrayPage::showPosition(int position)
{
    const ArrayRacePtr& race = workbench_.race();
    if (!race)
        return;
    std::array<std::int64_t, 2> steps{};
    for (int i = 0; i < 2; ++i) {
        ArrayView* const view = arrays_[static_cast<std::size_t>(i)];
        const RaceLane& lane = race->lane(i);
        view->setPosition(position);
        view->setTitle(tr("%1: cycle %2 of %3")
                           .arg(lane.name, countText(view->position()), countText(lane.run->schedule.cycles())));
        view->setCaption(captionText(lane, position));
        steps[static_cast<std::size_t>(i)] = stepOfRun(*lane.run, view->frame().moment);
    }
    tabs_->setPosition(position, steps[0], steps[1]);
    showCell();
    highlight_->update();
}

void ArrayPage::showCell()
{
    for (int i = 0; i < 2; ++i) {
        TermMacView* const cell = cells_[static_cast<std::size_t>(i)];
        const ArrayRun& run = *workbench_.race()->lane(i).run;
        const bool chosen = row_ >= 0 && row_ < run.config().array.rows && column_ < run.config().array.columns;
        cell->setTitle(tr("%1: one cell").arg(workbench_.race()->lane(i).name));
        if (!chosen)
            cell->setCell(std::nullopt,
                          tr("Click a cell of an array to look inside; double-click it to fill the array's view."));
        else if (cell->isVisible() || i == 1)
            cell->setCell(
                cellDetail(run, std::min<std::int64_t>(player_->step(), run.schedule.cycles()), row_, column_));
    }
    highlight_->follow(cells_[1]->cell());
}

void ArrayPage::chooseCell(int row, int column)
{
    row_ = row;
    column_ = column;
    highlight_->restart();
    for (ArrayView* view : arrays_)
        view->selectCell(row, column);
    if (row >= 0)
        tabs_->setCurrentWidget(cellTab_);
    if (workbench_.race())
        showCell();
}

/// The chosen cell at work, cycle by cycle; the first one where none is.
void ArrayPage::playCell()
{
    if (!workbench_.race())
        return;
    chooseCell(std::max(row_, 0), std::max(column_, 0));
    if (player_->step() >= player_->stepCount())
        player_->setStep(0);
    player_->play();
}

void ArrayPage::goToStep(int index, qint64 step)
{
    if (!workbench_.race())
        return;
    const Schedule& schedule = workbench_.race()->lane(index).run->schedule;
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
                        font(),
                        ExportableView::saysOrigin() ? originOf(session_).sentence : QString()};
    auto* dialog = new AnimationDialog(std::move(picture), player_->step(), player_->stepCount(), window());
    connect(dialog, &AnimationDialog::failed, this, &ArrayPage::failed);
    connect(dialog, &AnimationDialog::written, this,
            [this](const QString& path) { emit said(tr("Saved %1.").arg(path)); });
    dialog->open();
}

void ArrayPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showRace();
}

} // namespace termscope
