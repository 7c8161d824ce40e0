// Buttons, a slider and a speed for anything that is shown step by step: the water receding, HESE's window.
//
// Positions run from 0 to stepCount(). Playing stops at the last one; playing from there starts over.
#pragma once

#include <QTimer>
#include <QWidget>

class QComboBox;
class QKeyEvent;
class QLabel;
class QSlider;
class QToolButton;

namespace termscope {

class StepPlayer : public QWidget {
    Q_OBJECT

public:
    explicit StepPlayer(QWidget* parent = nullptr);

    /// Range: steps ≥ 0. The position stays where it was if it still exists.
    void setStepCount(int steps);
    int stepCount() const;
    void setStep(int step);
    int step() const;
    bool isPlaying() const { return timer_.isActive(); }

    /// Left, Right, Home, End, Space. True if the key was one of them.
    bool handleKey(const QKeyEvent& event);

public slots:
    void play();
    void pause();
    void togglePlaying();
    void stepForward();
    void stepBack();
    void reset();

signals:
    void stepChanged(int step);
    void playingChanged(bool playing);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* addButton(const QString& name, const QString& tip, void (StepPlayer::*slot)());
    void updateIcons();
    void updateState();

    QTimer timer_;
    QToolButton* reset_ = nullptr;
    QToolButton* back_ = nullptr;
    QToolButton* play_ = nullptr;
    QToolButton* forward_ = nullptr;
    QSlider* slider_ = nullptr;
    QLabel* position_ = nullptr;
    QComboBox* speed_ = nullptr;
};

} // namespace termscope
