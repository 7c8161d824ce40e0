#include "app/commands/ShortcutList.h"

#include "app/commands/CommandSources.h"
#include "app/commands/ShortcutDialog.h"
#include "app/teach/presenter/Presenter.h"
#include "widgets/controls/KeyHelp.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>
#include <set>

namespace termscope {
namespace {

QString shortcutsOf(const QAction& action)
{
    QStringList texts;
    for (const QKeySequence& keys : action.shortcuts())
        texts << keys.toString(QKeySequence::NativeText);
    return texts.join(QStringLiteral(", "));
}

void addMenu(std::vector<ShortcutRow>& rows, const QMenu& menu, const QString& topic)
{
    for (const QAction* action : menu.actions()) {
        if (action->menu() != nullptr)
            addMenu(rows, *action->menu(), topic);
        else if (!action->shortcuts().isEmpty())
            rows.push_back({topic, shortcutsOf(*action), withoutMnemonic(action->text())});
    }
}

/// Keys that Qt has for every control; no action carries them.
void addControls(std::vector<ShortcutRow>& rows)
{
    const QString topic = ShortcutDialog::tr("Everywhere");
    const auto add = [&](const QList<QKeyCombination>& keys, const QString& effect) {
        rows.push_back({topic, keysText(keys), effect});
    };
    add({Qt::Key_Tab, Qt::SHIFT | Qt::Key_Tab}, ShortcutDialog::tr("Go to the next control, to the one before"));
    add({Qt::Key_Left, Qt::Key_Right}, ShortcutDialog::tr("In a row of tabs: go to the tab beside it"));
    add({Qt::Key_Space}, ShortcutDialog::tr("Press the button, switch the option"));
    add({Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown},
        ShortcutDialog::tr("Change the number, the slider, the choice; take the next row"));
    add({Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10},
        ShortcutDialog::tr("Open the menu of a view: its options, save and copy"));
    rows.push_back(
        {topic, ShortcutDialog::tr("Alt + underlined letter"), ShortcutDialog::tr("Go to the control, open the menu")});
}

void addWidgets(std::vector<ShortcutRow>& rows, const QMainWindow& window)
{
    std::vector<ShortcutRow> own;
    QStringList topics;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const auto* driven = dynamic_cast<const KeyDriven*>(widget);
        if (driven == nullptr)
            continue;
        if (!topics.contains(driven->keyTopic()))
            topics << driven->keyTopic();
        for (const KeyHelp& help : driven->keyHelp())
            own.push_back({driven->keyTopic(), keysText(help.keys), help.effect});
    }
    for (const QString& topic : topics)
        std::ranges::copy_if(own, std::back_inserter(rows), [&](const ShortcutRow& row) { return row.topic == topic; });
}

} // namespace

std::vector<ShortcutRow> shortcutRows(const QMainWindow& window)
{
    std::vector<ShortcutRow> rows;
    for (const QAction* action : window.menuBar()->actions())
        if (action->menu() != nullptr)
            addMenu(rows, *action->menu(), withoutMnemonic(action->text()));
    addControls(rows);
    for (const KeyHelp& help : presenterKeys())
        rows.push_back({ShortcutDialog::tr("While presenting"), keysText(help.keys), help.effect});
    addWidgets(rows, window);
    std::set<QString> seen;
    std::erase_if(rows, [&](const ShortcutRow& row) {
        return !seen.insert(row.topic + QLatin1Char('\n') + row.keys + QLatin1Char('\n') + row.effect).second;
    });
    return rows;
}

} // namespace termscope
