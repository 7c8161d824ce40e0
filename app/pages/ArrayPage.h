// The page of arrays: the TR array of term cells races a rival on one clock; below, why it takes as long as it takes.
#pragma once

#include "app/worker/Workbench.h"

#include <QWidget>

class QLabel;

namespace termscope {

class ArrayTabs;
class ArrayView;
class RaceHighlight;
class StepPlayer;
class TermMacView;

class ArrayPage : public QWidget {
    Q_OBJECT

public:
    ArrayPage(Session& session, Workbench& workbench, QWidget* parent = nullptr);

signals:
    /// Something was refused; nothing was changed.
    void failed(const QString& sentence);
    /// For the status bar.
    void said(const QString& sentence);
    /// A part of another page is to be seen.
    void partWanted(const QString& page, const QString& part);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildRace();
    QWidget* buildCells();
    void connectAll();
    void showRace();
    void showObstacle(const QString& sentence);
    void showPosition(int position);
    void showCell();
    void chooseCell(int row, int column);
    void playCell();
    void goToStep(int lane, qint64 step);
    void askForAnimation();

    Session& session_;
    Workbench& workbench_;
    QLabel* verdict_;
    StepPlayer* player_;
    std::array<ArrayView*, 2> arrays_; ///< of the rival and of TR
    std::array<TermMacView*, 2> cells_;
    QWidget* cellTab_;
    ArrayTabs* tabs_;
    RaceHighlight* highlight_;
    bool started_ = false; ///< a race was shown
    int row_ = -1;         ///< of the chosen cell; −1 for none
    int column_ = -1;
};

} // namespace termscope
