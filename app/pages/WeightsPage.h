// The page of weights: all layers, and of the chosen one its distributions, its outputs, its matrix, its terms per
// value and its errors.
#pragma once

#include "app/highlight/HighlightFacts.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;

namespace termscope {

class ChannelPlot;
class LayerListModel;
class LayerOrder;
class LayerOverrideEditor;
class LayerSpreadPlot;
class LitTable;
class TermHistogramPlot;
class WeightHistogramPlot;
class WeightMapPlot;

class WeightsPage : public QWidget {
    Q_OBJECT

public:
    WeightsPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

    /// Puts the focus on what the chosen layer has of its own.
    void editLayer();

private:
    void buildLayerList();
    QWidget* buildFilter();
    void fillListMenu(QMenu& menu);
    QWidget* buildPictures();
    void filter();
    void showKinds();
    void showFigures();
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
    LayerOrder* order_;
    QLineEdit* name_ = nullptr;
    QComboBox* kind_ = nullptr;
    bool filtering_ = false; ///< rows come and go: the current one is not the user's choice
    LitTable* layers_;
    LayerOverrideEditor* own_;
    WeightHistogramPlot* weights_;
    ChannelPlot* channels_;
    WeightMapPlot* map_;
    LayerSpreadPlot* spread_;
    TermHistogramPlot* terms_;
    QLabel* facts_;
    QLabel* tables_; ///< what stays in float32 beside the layers
};

} // namespace termscope
