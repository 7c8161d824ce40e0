// What the window offers beside its pages: the guide, the command palette, the list of shortcuts, What's This, and keys
// that move between panes and change their sizes.
#pragma once

#include "app/layout/WindowParts.h"
#include "app/session/Session.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QMainWindow;
class QMenu;

namespace termscope {

class CommandPalette;
class GuideDialog;
class LessonPlayer;
class PaneKeys;
class ShortcutDialog;

class WindowCommands : public QObject {
    Q_OBJECT

public:
    /// `showLessons` brings the lessons in sight. All of these outlive this.
    WindowCommands(WindowParts& window, Session& session, LessonPlayer& player, std::function<void()> showLessons);

    void fillViewMenu(QMenu& menu);
    void fillHelpMenu(QMenu& menu);

    void showGuide();
    void showShortcuts();

    CommandPalette& palette() { return *palette_; }

private:
    QMainWindow& frame_;
    CommandPalette* palette_;
    PaneKeys* panes_;
    QPointer<GuideDialog> guide_;
    QPointer<ShortcutDialog> shortcuts_;
};

} // namespace termscope
