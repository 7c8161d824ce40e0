// Two networks, or one at two settings, side by side: tensors, the values of one of them, the samples that flip, and
// the difference of the curves of TR.
#pragma once

#include "app/worker/Workbench.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;
class QTabWidget;

namespace termscope {

class FigureTable;
class FileActions;
class ImageDetail;
class OverlaidHistogram;
class StudyBar;

class ComparePane : public QWidget {
    Q_OBJECT

public:
    ComparePane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);

private:
    void build();
    void connectAll();
    void addSide(QComboBox* box, const QString& title, const QString& help, const char* name);
    CompareRequest request() const;
    bool isStale() const;
    void chooseMethod(bool ofA, int index);
    void chooseSecond();
    void show();
    void showClasses();
    void showChoice();
    void showState();
    void showTensors();
    void showTensor(int row);
    void showFlips();
    void showCurves();
    void chooseFlip(int row);
    void copyCommand();
    QString scoresText() const;

    Session& session_;
    Workbench& workbench_;
    StudyBar* bar_;
    QComboBox* a_;
    QComboBox* b_;
    QPushButton* second_;
    QPushButton* switch_;
    QCheckBox* withCurves_;
    FigureTable* tensors_;
    OverlaidHistogram* values_;
    QTabWidget* tabs_;
    FigureTable* flips_;
    FigureTable* curves_;
    ImageDetail* image_;
    int tensor_ = -1; ///< row whose values are shown
};

} // namespace termscope
