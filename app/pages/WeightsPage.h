// The page of weights: all layers, and of the chosen one its distributions, its terms per value and its errors.
#pragma once

#include "app/highlight/HighlightFacts.h"

#include <QWidget>

class QLabel;

namespace termscope {

class LayerListModel;
class LayerOverrideEditor;
class LitTable;
class TermHistogramPlot;
class WeightHistogramPlot;

class WeightsPage : public QWidget {
    Q_OBJECT

public:
    WeightsPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

    /// Puts the focus on what the chosen layer has of its own.
    void editLayer();

private:
    void buildLayerList();
    void showOwnSettings();
    std::vector<std::string> selectedLayers() const;
    void showFiles();
    void showLayer(int layer);
    void showDistribution();
    void connectHighlight();
    void showHighlight();
    QString factsText() const;

    Session& session_;
    Workbench& workbench_;
    HighlightFacts highlighted_;
    LayerListModel* model_;
    LitTable* layers_;
    LayerOverrideEditor* own_;
    WeightHistogramPlot* weights_;
    TermHistogramPlot* terms_;
    QLabel* facts_;
};

} // namespace termscope
