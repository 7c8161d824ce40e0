// The page of accuracy: accuracy against work, the confusion matrix, and the test images with what is made of them.
#pragma once

#include "app/jobs/Workbench.h"

#include <QWidget>

class QLabel;

namespace termscope {

class AccuracyPlot;
class ConfusionPlot;
class DigitStrip;

class AccuracyPage : public QWidget {
    Q_OBJECT

public:
    AccuracyPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

private:
    void loadPublished();
    void showFiles();
    void showEvaluation();
    void showCurve();
    void showObstacle();
    QString stateText() const;

    Session& session_;
    Workbench& workbench_;
    AccuracyPlot* curve_;
    ConfusionPlot* confusion_;
    DigitStrip* images_;
    QLabel* state_;
};

} // namespace termscope
