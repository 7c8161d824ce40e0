// The page of terms: one group of weights with its waterline, the activations of one image that meet it (of a
// convolution at a place of it), and the term pairs of their dot product; the pairs of all the layer's dot products;
// and HESE, bit by bit.
#pragma once

#include "app/highlight/LitGroup.h"
#include "app/worker/Workbench.h"

#include <QWidget>

namespace termscope {

class DotProductView;
class GroupChooser;
class HeseStepper;
class PairHistogramPlot;
class StepPlayer;
class TermGrid;
class TermGridView;

class TermsPage : public QWidget {
    Q_OBJECT

public:
    TermsPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

private:
    QWidget* buildWeights();
    QWidget* buildData();
    void connectSession();
    void showGroup();
    void showPairs();
    QString dataObstacle() const;
    void showRecession(int step);
    void connectHighlight();
    /// Of the group in sight, as a place in the network; nothing for −1.
    Highlight valueAt(Operand operand, int value, int exponent = -1) const;
    Highlight pairAt(int pair) const;
    Highlight coefficientAt(int exponent) const;
    void showHighlight();
    QString activationsText() const;
    QString budgetText() const;
    QString fileText() const;

    Session& session_;
    Workbench& workbench_;
    GroupChooser* chooser_;
    TermGrid* weights_;
    TermGridView* weightsView_;
    StepPlayer* player_;
    TermGrid* data_;
    TermGridView* dataView_;
    DotProductView* product_;
    PairHistogramPlot* pairs_;
    HeseStepper* hese_;
};

} // namespace termscope
