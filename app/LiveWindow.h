// The main window in the language of the moment.
//
// A change of language makes the window anew instead of asking every widget to write its texts again: no view has to
// know how, and none can forget. What is open, the view and the lesson under way go over to the new window; the history
// of undo does not, since its texts are in the old language.
#pragma once

#include "app/window/MainWindow.h"

#include <QObject>

#include <memory>

namespace termscope {

/// Lives on the GUI thread.
class LiveWindow : public QObject {
    Q_OBJECT

public:
    LiveWindow();

    /// Valid until the language changes.
    MainWindow& window() { return *window_; }

    /// As MainWindow::keepSession, for every window from now on. What a crash left behind is offered now, once.
    void keepSession();

signals:
    /// There is another window, in sight if the one before was.
    void renewed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void renewWhenIdle();
    void renew();

    std::unique_ptr<MainWindow> window_;
    bool keepsSession_ = false;
    bool waiting_ = false; ///< the language has changed, and the window not yet
};

} // namespace termscope
