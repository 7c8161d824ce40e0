#include "app/commands/WindowCommands.h"

#include "app/commands/CommandPalette.h"
#include "app/commands/CommandSources.h"
#include "app/commands/GuideDialog.h"
#include "app/commands/HelpTexts.h"
#include "app/commands/PaneKeys.h"
#include "app/commands/ShortcutDialog.h"
#include "widgets/access/AccessibleSource.h"

#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QWhatsThis>

#include <algorithm>
#include <iterator>

namespace termscope {

WindowCommands::WindowCommands(WindowParts& window, Session& session, LessonPlayer& player,
                               std::function<void()> showLessons)
    : QObject(&window.frame()), frame_(window.frame()), panes_(new PaneKeys(frame_))
{
    installAccessibility();
    renewAccessibility(frame_);
    applyHelpTexts(window);
    qApp->installEventFilter(new HelpFallback(this));
    palette_ = new CommandPalette(frame_, [&window, &session, &player, showLessons = std::move(showLessons)] {
        std::vector<Command> all;
        for (std::vector<Command>& some :
             std::vector{menuCommands(*window.frame().menuBar()), settingCommands(session), arrayCommands(session),
                         layerCommands(session), tabCommands(window.frame()), lessonCommands(player, showLessons),
                         viewCommands(window)})
            std::ranges::move(some, std::back_inserter(all));
        return all;
    });
}

void WindowCommands::fillViewMenu(QMenu& menu)
{
    panes_->fill(*menu.addMenu(tr("Pa&nes")));
}

void WindowCommands::fillHelpMenu(QMenu& menu)
{
    QAction* guide = menu.addAction(tr("User &guide"), this, &WindowCommands::showGuide);
    guide->setStatusTip(tr("A page for each page of the window, and all definitions; built in"));
    QAction* find = menu.addAction(tr("&Find a command …"), QKeySequence(Qt::CTRL | Qt::Key_K), palette_,
                                   &CommandPalette::open);
    find->setStatusTip(tr("Everything that can be done, by a part of its name"));
    QAction* keys = menu.addAction(tr("&Keyboard shortcuts"), this, &WindowCommands::showShortcuts);
    keys->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    keys->setStatusTip(tr("All keys and what they do"));
    QAction* what = QWhatsThis::createAction(this);
    what->setText(tr("&What's this?"));
    what->setStatusTip(tr("Then click what you want to know more about"));
    menu.addAction(what);
}

void WindowCommands::showGuide()
{
    if (!guide_) {
        guide_ = new GuideDialog(&frame_);
        guide_->setAttribute(Qt::WA_DeleteOnClose);
    }
    guide_->show();
    guide_->raise();
    guide_->activateWindow();
}

void WindowCommands::showShortcuts()
{
    if (!shortcuts_) {
        shortcuts_ = new ShortcutDialog(shortcutRows(frame_), &frame_);
        shortcuts_->setAttribute(Qt::WA_DeleteOnClose);
    }
    shortcuts_->show();
    shortcuts_->raise();
    shortcuts_->activateWindow();
}

} // namespace termscope
