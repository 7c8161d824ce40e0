// The tabs below the race of two arrays: why it takes as long as it takes, step by step, layer by layer and shape by
// shape, and what it costs.
#pragma once

#include "app/worker/Workbench.h"

#include <QTabWidget>

namespace termscope {

class FactsView;
class GanttStrip;
class HardwarePane;
class ShapeMap;
class StepLengthPlot;
class TimingTable;
class UnitCostEditor;

class ArrayTabs : public QTabWidget {
    Q_OBJECT

public:
    /// `cells`: the views of the chosen cell, which become a tab.
    ArrayTabs(Session& session, Workbench& workbench, QWidget* cells, QWidget* parent = nullptr);

    /// The race is another one, or gone.
    void showRace();
    /// The steps, as far as they are in sight: a slider's drag waits for them.
    void showSteps();
    /// Where the clock is, and the step of the whole run that each array is in; −1 for none.
    void setPosition(std::int64_t position, std::int64_t rivalStep, std::int64_t revealedStep);

signals:
    /// The clock is wanted at this cycle.
    void positionRequested(qint64 position);
    /// The clock is wanted at this step of an array: 0 the rival, 1 TR.
    void stepChosen(int lane, qint64 step);
    /// A cell is to be seen at work; so is a part of another page.
    void cellWanted();
    void partWanted(const QString& page, const QString& part);
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

private:
    void build(QWidget* cells);
    QWidget* buildEnergy();
    void connectAll();
    void showTimes();
    void showShapes(const NetworkTimes& network);
    void showFacts();
    int layerOfRow(int row) const;
    void showLitLayer();

    Session& session_;
    Workbench& workbench_;
    GanttStrip* gantt_;
    StepLengthPlot* lengths_;
    StepLengthPlot* occupancy_;
    TimingTable* times_;
    ShapeMap* shapes_;
    HardwarePane* hardware_;
    FactsView* energy_;
    UnitCostEditor* costs_;
};

} // namespace termscope
