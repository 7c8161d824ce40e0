// The page of terms: one group of weights with its waterline, the activations of one image that meet it, and the term
// pairs of their dot product; and HESE, bit by bit.
#pragma once

#include "app/jobs/Workbench.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace termscope {

class DotProductView;
class HeseStepper;
class StepPlayer;
class TermGrid;
class TermGridView;

class TermsPage : public QWidget {
    Q_OBJECT

public:
    TermsPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

private:
    QWidget* buildChooser();
    QWidget* buildWeights();
    QWidget* buildData();
    void connectSession();
    void showFiles();
    void showChoice();
    void showImage();
    void showGroup();
    void showRecession(int step);
    void highlight(const HoveredTerm& term);
    QString budgetText() const;

    Session& session_;
    Workbench& workbench_;
    QComboBox* layer_;
    QSpinBox* row_;
    QSpinBox* group_;
    QSpinBox* image_;
    QLabel* picture_;
    QLabel* label_;
    TermGrid* weights_;
    TermGridView* weightsView_;
    StepPlayer* player_;
    TermGrid* data_;
    TermGridView* dataView_;
    DotProductView* product_;
    HeseStepper* hese_;
};

} // namespace termscope
