// The search of plans: what it is asked for, cost against score, the points as a table, and the chosen one layer by
// layer.
#pragma once

#include "app/worker/Workbench.h"
#include "widgets/study/PlanPlot.h"

#include <QWidget>

class QPushButton;

namespace termscope {

class FigureTable;
class FileActions;
class SearchControls;
class StudyBar;

class SearchPane : public QWidget {
    Q_OBJECT

public:
    SearchPane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

private:
    QWidget* buildPlan();
    void connectAll();
    void start();
    void show();
    void showState();
    void showPoints();
    void showPlan();
    void choose(const std::optional<PlanPlace>& place);
    std::optional<PlanPlace> placeOfRow(int row) const;
    const PlanPoint* chosenPoint() const;
    void usePlan();
    void savePlan();
    void copyPlan();
    void copyCommand();

    Session& session_;
    Workbench& workbench_;
    StudyBar* bar_;
    SearchControls* controls_;
    PlanPlot* plot_;
    FigureTable* points_;
    FigureTable* plan_;
    QPushButton* use_;
    QPushButton* save_;
    QPushButton* copy_;
    std::vector<PlanPlace> rows_; ///< of the table of points
    std::optional<PlanPlace> chosen_;
};

} // namespace termscope
