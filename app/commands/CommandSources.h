// Where the commands of the palette come from. Nothing is listed by hand: an action added to a menu, a tab, a setting,
// a layer or a lesson is found by itself.
#pragma once

#include "app/commands/Command.h"
#include "app/layout/WindowParts.h"
#include "app/session/Session.h"

#include <vector>

class QMenu;
class QMenuBar;

namespace termscope {

class LessonPlayer;

/// A text without the marks of its mnemonics: "&File" and the "(&F)" of languages that put them at the end.
QString withoutMnemonic(QString text);

/// All actions of a menu and its submenus; `topic` is the way to them: "File › Open example".
std::vector<Command> menuCommands(QMenu& menu, const QString& topic);
std::vector<Command> menuCommands(QMenuBar& bar);

/// The menus of the views in sight: "Weights before and after › Save as PNG…".
std::vector<Command> viewCommands(const WindowParts& window);

/// The tabs within the pages; taking one brings its page to the front.
std::vector<Command> tabCommands(QWidget& window);

/// Layers by name; numbers and choices of the settings and of the array.
std::vector<Command> layerCommands(Session& session);
std::vector<Command> settingCommands(Session& session);
std::vector<Command> arrayCommands(Session& session);

/// `show` brings the lessons in sight.
std::vector<Command> lessonCommands(LessonPlayer& player, const std::function<void()>& show);

} // namespace termscope
