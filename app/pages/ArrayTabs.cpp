#include "app/pages/ArrayTabs.h"

#include "app/pages/CommandCopy.h"
#include "app/pages/HardwareFacts.h"
#include "app/pages/HardwarePane.h"
#include "app/pages/Panes.h"
#include "app/pages/UnitCostEditor.h"
#include "resources/Tables.h"
#include "widgets/array/FactsView.h"
#include "widgets/array/GanttStrip.h"
#include "widgets/array/ShapeMap.h"
#include "widgets/array/StepLengthPlot.h"
#include "widgets/array/TimingTable.h"
#include "widgets/controls/TightTabs.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace termscope {

ArrayTabs::ArrayTabs(Session& session, Workbench& workbench, QWidget* cells, QWidget* parent)
    : QTabWidget(parent), session_(session), workbench_(workbench), gantt_(new GanttStrip),
      lengths_(new StepLengthPlot(StepReading::Length)), occupancy_(new StepLengthPlot(StepReading::Occupancy)),
      times_(new TimingTable), shapes_(new ShapeMap), hardware_(new HardwarePane(workbench)),
      energy_(new FactsView(tr("Energy and area: a model"))), costs_(new UnitCostEditor)
{
    build(cells);
    connectAll();
    showTimes();
}

void ArrayTabs::build(QWidget* cells)
{
    setDocumentMode(true);
    setObjectName(QStringLiteral("below"));
    gantt_->setObjectName(QStringLiteral("gantt"));
    lengths_->setObjectName(QStringLiteral("stepLengths"));
    occupancy_->setObjectName(QStringLiteral("occupancy"));
    times_->setObjectName(QStringLiteral("layerTimes"));
    shapes_->setObjectName(QStringLiteral("shapeMap"));
    energy_->setObjectName(QStringLiteral("energy"));
    addTab(gantt_, tr("Cl&ock"));
    addTab(lengths_, tr("&Step lengths"));
    addTab(occupancy_, tr("Occ&upancy"));
    addTab(cells, tr("&Cell"));
    addTab(times_, tr("La&yers"));
    addTab(shapes_, tr("Sha&pes"));
    addTab(hardware_, tr("Hard&ware"));
    addTab(buildEnergy(), tr("E&nergy"));
    keepTabsTight(*this);
}

QWidget* ArrayTabs::buildEnergy()
{
    costs_->setCosts(workbench_.unitCosts());
    auto* energy = newSplitter(Qt::Horizontal, "arrayEnergy");
    energy->addWidget(costs_);
    energy->addWidget(energy_);
    energy->setStretchFactor(1, 1);
    energy->setSizes({220, 480});
    return energy;
}

void ArrayTabs::connectAll()
{
    connect(&workbench_, &Workbench::networkTimesChanged, this, &ArrayTabs::showTimes);
    connect(&session_, &Session::highlightChanged, this, &ArrayTabs::showLitLayer);
    connect(gantt_, &GanttStrip::positionRequested, this, &ArrayTabs::positionRequested);
    for (StepLengthPlot* plot : {lengths_, occupancy_})
        connect(plot, &StepLengthPlot::stepChosen, this, &ArrayTabs::stepChosen);
    connect(shapes_, &ShapeMap::shapeChosen, this,
            [this](Dataflow dataflow, int rows, int columns) { session_.changeArrayShape(dataflow, rows, columns); });
    connect(hardware_, &HardwarePane::cellWanted, this, &ArrayTabs::cellWanted);
    connect(hardware_, &HardwarePane::partWanted, this, &ArrayTabs::partWanted);
    connect(hardware_, &HardwarePane::failed, this, &ArrayTabs::failed);
    connect(hardware_, &HardwarePane::said, this, &ArrayTabs::said);
    connect(costs_, &UnitCostEditor::costsEdited, &workbench_, &Workbench::setUnitCosts);
    connect(costs_, &UnitCostEditor::failed, this, &ArrayTabs::failed);
    connect(&workbench_, &Workbench::unitCostsChanged, this, [this] { costs_->setCosts(workbench_.unitCosts()); });
    connect(costs_, &UnitCostEditor::resetRequested, this, [this] {
        if (const Result<UnitCosts> own = embedded::readUnitCosts(session_.view().array.unitCosts)) {
            costs_->setCosts(*own);
            workbench_.setUnitCosts(*own);
        }
    });
    connect(times_, &TimingTable::layerChosen, this, [this](int row) {
        if (const int layer = layerOfRow(row); layer >= 0)
            session_.chooseLayer(layer);
    });
    QAction* copy = times_->menu()->addAction(tr("Copy as co&mmand line"));
    copy->setObjectName(QStringLiteral("copyTime"));
    connect(copy, &QAction::triggered, this, [this] {
        if (const QString refused = copiedCommand(arrayCommand(session_)); !refused.isEmpty())
            emit failed(refused);
        else
            emit said(tr("The command line is on the clipboard."));
    });
    connect(times_, &TimingTable::layerHovered, this, [this](int row) {
        const int layer = layerOfRow(row);
        session_.hoverOver(layer < 0 ? Highlight() : Highlight(WholeLayer{layer}));
    });
}

void ArrayTabs::showRace()
{
    if (!workbench_.race()) {
        lengths_->clear();
        occupancy_->clear();
        gantt_->setLanes({}, {});
        hardware_->showRace();
        energy_->setSections({});
        return;
    }
    showSteps();
    showFacts();
    showLitLayer();
}

void ArrayTabs::showSteps()
{
    if (!workbench_.race())
        return;
    const RaceLane& rival = workbench_.race()->rival;
    const RaceLane& revealed = workbench_.race()->revealed;
    if (currentWidget() == gantt_)
        gantt_->setLanes({rival.name, rival.run, rival.steps}, {revealed.name, revealed.run, revealed.steps});
    for (StepLengthPlot* plot : {lengths_, occupancy_})
        if (currentWidget() == plot)
            plot->setLanes({rival.shortName, *rival.steps}, {revealed.shortName, *revealed.steps});
}

void ArrayTabs::setPosition(std::int64_t position, std::int64_t rivalStep, std::int64_t revealedStep)
{
    for (StepLengthPlot* plot : {lengths_, occupancy_})
        if (currentWidget() == plot)
            plot->setCurrent(rivalStep, revealedStep, position);
    gantt_->setPosition(position);
}

void ArrayTabs::showTimes()
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
    showShapes(*network);
    showLitLayer();
    showFacts();
}

void ArrayTabs::showShapes(const NetworkTimes& network)
{
    const ArrayChoice& array = session_.view().array;
    shapes_->setStudy(network.shapes, array.array());
    shapes_->setCaption(tr("TR, provisioned steps, %1 images at once. Rows down, columns across; ringed: the fewest "
                           "cycles of a dataflow; dashed: "
                           "the fewest with as many cells as now. A click takes a shape.")
                            .arg(array.samples));
}

void ArrayTabs::showFacts()
{
    if (!workbench_.race())
        return;
    hardware_->showRace();
    energy_->setSections(energySections(*workbench_.race(), workbench_.networkTimes().get()));
}

/// Of the table of times, as a layer of the network; −1 for none.
int ArrayTabs::layerOfRow(int row) const
{
    if (row < 0 || !workbench_.networkTimes() || !session_.network())
        return -1;
    const std::string& name = workbench_.networkTimes()->layers[static_cast<std::size_t>(row)].shape.name;
    const auto found = std::ranges::find(session_.network()->layers, name, &WeightLayer::name);
    return found == session_.network()->layers.end() ? -1
                                                     : static_cast<int>(found - session_.network()->layers.begin());
}

void ArrayTabs::showLitLayer()
{
    if (!isVisible() || !workbench_.race())
        return;
    const int layer = layerOf(session_.highlight());
    int lit = -1;
    if (workbench_.networkTimes() && layer >= 0)
        for (int row = 0; row < static_cast<int>(workbench_.networkTimes()->layers.size()); ++row)
            if (layerOfRow(row) == layer)
                lit = row;
    times_->setLit(lit);
}

} // namespace termscope
