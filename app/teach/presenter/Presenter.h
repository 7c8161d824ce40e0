// Presenter mode: the window full screen with what is spoken of, and keys for a remote control.
//
// Hidden while it lasts: the menu bar (Alt shows it), the strip of settings unless the lesson's step needs it, docks
// but for a lesson under way, and with a lesson the page tabs and the panes above or below what the step points at.
// Leaving brings everything back as it was.
//
// Keys: Page Down and Page Up (what remote controls send), and where nothing else takes them Right, Space, Left and
// Backspace, go through the lesson; L the laser pointer; S the strip; W the whole page; Esc leaves. None of them while
// a text is being typed, but that Page Down and Page Up work in the field of an answer.
#pragma once

#include "app/layout/WindowParts.h"
#include "app/teach/presenter/LaserPointer.h"
#include "widgets/controls/KeyHelp.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QRect>

class QAction;
class QMainWindow;
class QMenu;
class QSplitter;

namespace termscope {

class LessonPlayer;

/// What keys do while presenting, for the list of shortcuts.
QList<KeyHelp> presenterKeys();

/// What else of the window the presenter shows, hides and takes the keys to.
struct PresenterParts {
    QWidget* reader = nullptr; ///< of a lesson's text
    QList<QWidget*> details;   ///< hidden: details of the status bar
};

class Presenter : public QObject {
    Q_OBJECT

public:
    Presenter(WindowParts& window, LessonPlayer& player, PresenterParts parts);
    ~Presenter() override;

    bool isPresenting() const { return presenting_; }
    bool isLaserOn() const { return laser_.isOn(); }

    /// Adds the entry that starts and stops it (F11), and those for the strip, the whole page and the pointer.
    void fill(QMenu& menu);

signals:
    /// The strip of settings is the window's again.
    void stopped();

public slots:
    void start();
    /// Brings back what start() found. Does nothing out of presenter mode.
    void stop();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// How a widget was before it was hidden or shown.
    struct Shown {
        QPointer<QWidget> widget;
        bool hidden;
    };
    struct Split {
        QPointer<QSplitter> splitter;
        QByteArray state;
    };

    void follow();
    void arrange();
    void restoreParts();
    void setShown(QWidget* widget, bool shown);
    void showOnlyPanesOf(QWidget* target);
    void layOutPages();
    void showMenuBar(bool shown);
    void goOn();
    bool takesKey(int key);
    QWidget* target() const;

    WindowParts& window_;
    QMainWindow& frame_;
    LessonPlayer& player_;
    PresenterParts parts_;
    LaserPointer laser_;
    bool presenting_ = false;
    bool arranging_ = false;
    bool menuBarShown_ = false;
    bool lessonWasShown_ = false;
    QList<Shown> before_;
    QList<Split> splits_;
    QByteArray docks_;
    QPointer<QWidget> focus_;
    Qt::WindowStates state_;
    QRect geometry_;
    QAction* present_ = nullptr;
    QAction* strip_ = nullptr;
    QAction* whole_ = nullptr;
    QAction* pointer_ = nullptr;
};

} // namespace termscope
