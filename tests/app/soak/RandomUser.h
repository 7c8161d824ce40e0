// A user who does anything that can be done with the window, at random, and the same again for the same seed.
#pragma once

#include "app/LiveWindow.h"

#include <QTimer>
#include <QtTest>

#include <random>
#include <vector>

class QAbstractSpinBox;
class QAction;
class QTabBar;

namespace termscope {

class RandomUser : public QObject {
public:
    /// Both must outlive this. What a user would answer to questions is to close them.
    RandomUser(LiveWindow& live, std::uint32_t seed);

    /// One action; what it was, for a report.
    QString act();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    MainWindow& window() { return live_.window(); }
    int below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
    bool oneIn(int count) { return below(count) == 0; }
    QPoint placeIn(const QWidget& widget);

    QString useControl();
    QString use(QWidget& control);
    QString useView(QWidget& view);
    QString typeNumber(QAbstractSpinBox& box);
    QString chooseTab(QTabBar& tabs);
    QString chooseAction();
    QString pressKey();
    QString resizeWindow();
    QString lesson();

    std::vector<QWidget*> controls();
    std::vector<QAction*> actions();

    LiveWindow& live_;
    std::mt19937 random_;
    QTimer closer_; ///< of dialogs and menus, which run loops of their own
};

} // namespace termscope
