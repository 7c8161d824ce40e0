// What is being computed, how far it is, how long it still takes, and a button that stops it: for a status bar.
#pragma once

#include "core/base/TimeLeft.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QProgressBar;
class QToolButton;

namespace termscope {

/// Of several jobs at once the one that was added first is shown. Short work is not shown at all.
class ProgressPanel : public QWidget {
    Q_OBJECT

public:
    explicit ProgressPanel(QWidget* parent = nullptr);

    /// A job that may run, from the most important to the least. Returns its number.
    int addJob(const QString& title);
    /// A job that was stopped and can go on: a sentence that says so, in place of a bar; empty: it is not. Shown while no
    /// job runs.
    void setStopped(int job, const QString& sentence);
    /// Another title, for what the job does now.
    void setTitle(int job, const QString& title);

    /// The job that is shown; none: −1.
    int shownJob() const { return shown_; }

    /// Work that takes less is over before anybody could read of it, in milliseconds.
    static constexpr int patience = 300;

public slots:
    void setRunning(int job, bool running);
    /// 0…1; a running job that never reports is shown as busy.
    void report(int job, double fraction);

signals:
    void stopRequested(int job);
    void continueRequested(int job);

private:
    struct Job {
        QString title;
        bool running = false;
        QString stopped; ///< the sentence
        std::optional<double> fraction;
        TimeLeft left;
        QElapsedTimer clock;
    };

    void show();
    void showRunning(const Job& job);
    void showStopped(const Job& job);

    std::vector<Job> jobs_;
    int shown_ = -1;
    QTimer delay_;
    QTimer ticks_; ///< the time left shrinks between reports too
    QLabel* title_;
    QProgressBar* bar_;
    QLabel* left_;
    QToolButton* stop_;
};

} // namespace termscope
