// The page of accuracy: accuracy against work, the confusion matrix, and the test images with what is made of them. Of
// a language model: perplexity against work, the next word at one place of the text before and after, and the text.
#pragma once

#include "app/pages/CurveCosts.h"
#include "app/worker/Workbench.h"

#include <QWidget>

class QLabel;
class QAction;
class QStackedWidget;
class QTabWidget;

namespace termscope {

enum class Counted;
class AccuracyPlot;
class ConfusionPlot;
class CurveBar;
class DigitStrip;
class ImageDetail;
class NextWordView;
class OutputPane;
class SamplePane;
class TextStrip;

class AccuracyPage : public QWidget {
    Q_OBJECT

public:
    AccuracyPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

private:
    void addCopying();
    void loadPublished();
    void showFiles();
    void showEvaluation();
    void showCurve();
    void showAxis();
    void showCurrent();
    void showNextWords();
    void showClasses();
    void showSample();
    void showTabs();
    void showToken();
    void showDetailPlaceholder();
    void showObstacle();
    bool readsArrays() const;
    Counted countedIn(const Evaluation& evaluation) const;
    QString rightText(const Evaluation& found) const;
    QString agreementText() const;
    QString waitingText() const;
    QString stateText() const;
    QString textStateText() const;

    Session& session_;
    Workbench& workbench_;
    CurveCosts costs_;
    CurveBar* bar_;
    AccuracyPlot* curve_;
    ConfusionPlot* confusion_;
    DigitStrip* images_;
    ImageDetail* detail_; ///< the chosen image
    QWidget* imagePanes_;
    NextWordView* nextWords_;
    TextStrip* text_;
    OutputPane* outputs_;
    SamplePane* samples_;             ///< in place of images, where the data are arrays
    QTabWidget* tables_;              ///< confusion matrix and outputs
    QAction* outputsShown_ = nullptr; ///< of images: both
    QStackedWidget* right_;           ///< those or next words
    QStackedWidget* lower_;           ///< images, arrays or text
    QLabel* state_;
};

} // namespace termscope
