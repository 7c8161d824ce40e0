// Buttons, a slider and a speed for anything that is shown step by step: the water receding, HESE's window.
//
// Positions run from 0 to stepCount(). Playing stops at the last one; playing from there starts over. While the user
// points at what is played, it waits, and says so; a pause of the user's own stays one.
#pragma once

#include "widgets/controls/KeyHelp.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <set>
#include <vector>

class QComboBox;
class QKeyEvent;
class QLabel;
class QSlider;
class QToolButton;

namespace termscope {

class StepPlayer : public QWidget, public KeyDriven {
    Q_OBJECT

public:
    explicit StepPlayer(QWidget* parent = nullptr);

    /// Range: steps ≥ 0. The position stays where it was if it still exists.
    void setStepCount(int steps);
    int stepCount() const;
    void setStep(int step);
    int step() const;
    bool isPlaying() const { return playing_; }
    /// Playing, but for now the user points at something.
    bool isWaiting() const { return playing_ && !reasons_.empty(); }
    /// Waits while the mouse is over this picture.
    void waitWhileOver(QWidget* picture);
    /// Waits while there is any reason to; `reason` tells them apart.
    void setWaiting(const QObject* reason, bool waiting);
    /// Positions a second, playing.
    double rate() const;

    /// A choice of speed: positions a second, or with `seconds` as many as it takes to be through in so long.
    struct Speed {
        QString title;
        double rate = 1.0;
        double seconds = 0.0;
    };
    /// In place of ½×…4×; `chosen` of them is set.
    void setSpeeds(const std::vector<Speed>& speeds, int chosen);

    /// Left, Right, Home, End, Space. True if the key was one of them.
    bool handleKey(const QKeyEvent& event);
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override;

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
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(const QString& name, const QString& tip, void (StepPlayer::*slot)());
    void fitPosition();
    void updateIcons();
    void updateState();
    void applySpeed();
    void advance();
    void run();
    void showWaiting();

    QTimer timer_;
    bool playing_ = false;
    std::set<const QObject*> reasons_;     ///< to wait for
    std::vector<const QObject*> pictures_; ///< that the mouse makes wait
    QLabel* waiting_ = nullptr;
    QElapsedTimer clock_;
    double owed_ = 0.0; ///< part of a step that time has brought
    std::vector<Speed> speeds_;
    QToolButton* reset_ = nullptr;
    QToolButton* back_ = nullptr;
    QToolButton* play_ = nullptr;
    QToolButton* forward_ = nullptr;
    QSlider* slider_ = nullptr;
    QLabel* position_ = nullptr;
    QComboBox* speed_ = nullptr;
};

} // namespace termscope
