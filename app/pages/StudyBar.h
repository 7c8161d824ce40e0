// The row above a study: what it asks for, the buttons that start and stop it and copy it as a command, and a sentence
// that says how it stands, with a button for what is missing.
#pragma once

#include "app/worker/Workbench.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace termscope {

class FileActions;

class StudyBar : public QWidget {
    Q_OBJECT

public:
    /// `name`: the beginning of its buttons' object names.
    StudyBar(const QString& name, Session& session, Workbench& workbench, FileActions& files,
             QWidget* parent = nullptr);

    /// A control with its title, before the buttons.
    void addControl(const QString& title, QWidget* control);
    void addButton(QPushButton* button);

    /// How the study stands. `obstacle`: why there is none; then buttons open what may be missing.
    void showState(const QString& sentence, const QString& obstacle = {});

    /// The study that this bar started runs.
    bool isRunning() const { return mine_; }

signals:
    void startRequested();
    void copyRequested();
    /// It has ended, or was stopped.
    void ended();

private:
    void take(bool mine);

    Session& session_;
    Workbench& workbench_;
    QLayout* row_;
    QPushButton* start_;
    QPushButton* stop_;
    QPushButton* copy_;
    QProgressBar* progress_;
    QLabel* state_;
    QPushButton* images_;
    QPushButton* text_;
    QPushButton* network_;
    bool starting_ = false; ///< the study that starts now is that of this bar
    bool mine_ = false;     ///< and so is the one that runs
};

} // namespace termscope
