// The page of arrays: the TR array of term cells races a rival on one clock; below, why it takes as long as it takes.
#pragma once

#include "app/highlight/LitCells.h"
#include "app/worker/Workbench.h"

#include <QWidget>

class QLabel;
class QTabWidget;

namespace termscope {

class ArrayView;
class FactsView;
class GanttStrip;
class ShapeMap;
class StepLengthPlot;
class StepPlayer;
class TermMacView;
class TimingTable;
class UnitCostEditor;

class ArrayPage : public QWidget {
    Q_OBJECT

public:
    ArrayPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildRace();
    QWidget* buildBelow();
    QWidget* buildEnergy();
    void connectAll();
    void showRace();
    void showSteps();
    void showPosition(int position);
    void showCell();
    void followOnTerms(const std::optional<CellDetail>& cell);
    void showTimes();
    void showFacts();
    void chooseCell(int row, int column);
    void connectHighlight();
    std::optional<LayerRun> layerRun(int lane) const;
    std::int64_t positionOf(int lane) const;
    int layerOfRow(int row) const;
    void hoverCell();
    void showHighlight();
    void goToStep(int lane, qint64 step);
    void askForAnimation();
    QString laneCaption(const RaceLane& lane, std::int64_t position) const;
    const RaceLane& lane(int index) const;

    Session& session_;
    Workbench& workbench_;
    std::array<ArrayView*, 2> views_{}; ///< the rival, TR
    std::array<TermMacView*, 2> cells_{};
    QLabel* verdict_;
    StepPlayer* player_;
    QTabWidget* below_;
    GanttStrip* gantt_;
    StepLengthPlot* lengths_;
    StepLengthPlot* occupancy_;
    TimingTable* times_;
    ShapeMap* shapes_;
    FactsView* hardware_;
    FactsView* energy_;
    UnitCostEditor* costs_;
    QWidget* cellTab_ = nullptr;
    bool started_ = false; ///< a race was shown
    int row_ = -1;         ///< of the chosen cell; −1 for none
    int column_ = -1;
    struct {
        int lane = 0;
        int row = -1;
        int column = -1;
    } hovered_;              ///< the cell under the mouse
    Highlight lit_;          ///< what the chosen cell made stay lit
    bool following_ = false; ///< the Terms page was made to show the chosen cell's group
};

} // namespace termscope
