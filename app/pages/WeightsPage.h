// The page of weights: all layers, and of the chosen one its distributions, its terms per value and its errors.
#pragma once

#include "app/jobs/Workbench.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace termscope {

class LayerListModel;
class TermHistogramPlot;
class WeightHistogramPlot;

class WeightsPage : public QWidget {
    Q_OBJECT

public:
    WeightsPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

private:
    void buildLayerList();
    void showFiles();
    void showLayer(int layer);
    void showDistribution();
    QString factsText() const;

    Session& session_;
    Workbench& workbench_;
    LayerListModel* model_;
    QTableView* layers_;
    WeightHistogramPlot* weights_;
    TermHistogramPlot* terms_;
    QLabel* facts_;
};

} // namespace termscope
