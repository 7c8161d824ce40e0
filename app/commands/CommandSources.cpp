#include "app/commands/CommandSources.h"

#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "widgets/export/ExportableView.h"
#include "widgets/language/Translated.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QTabWidget>

namespace termscope {
namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString within(const QString& topic, const QString& title)
{
    return topic.isEmpty() ? title : QStringLiteral("%1 › %2").arg(topic, title);
}

/// The page's title before that of the tabs in it, so that "Array › Shapes" can be told from others.
QString wayTo(const QTabWidget& tabs)
{
    for (const QWidget* inner = &tabs; inner != nullptr; inner = inner->parentWidget()) {
        const auto* outer = inner->parentWidget() != nullptr
                                ? qobject_cast<QTabWidget*>(inner->parentWidget()->parentWidget())
                                : nullptr;
        if (outer != nullptr && outer->indexOf(inner) >= 0)
            return within(wayTo(*outer), withoutMnemonic(outer->tabText(outer->indexOf(inner))));
    }
    return {};
}

void bringToFront(QWidget* page)
{
    for (QWidget* inner = page; inner != nullptr; inner = inner->parentWidget()) {
        auto* tabs = inner->parentWidget() != nullptr ? qobject_cast<QTabWidget*>(inner->parentWidget()->parentWidget())
                                                      : nullptr;
        if (tabs != nullptr && tabs->indexOf(inner) >= 0)
            tabs->setCurrentWidget(inner);
    }
}

/// One command for every choice, the present one checked.
void addChoices(std::vector<Command>& commands, const QString& id, const QString& topic, const QString& title,
                const QString& help, const std::vector<FieldChoice>& choices, int present,
                const std::function<void(int)>& set)
{
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const int index = static_cast<int>(i);
        Command command;
        command.id = id + QLatin1Char('=') + fromView(choices[i].name);
        command.title = Command::tr("%1: %2").arg(title, translated(choices[i].title));
        command.topic = topic;
        command.help = help;
        command.checked = index == present;
        command.run = [set, index] { set(index); };
        commands.push_back(std::move(command));
    }
}

} // namespace

QString withoutMnemonic(QString text)
{
    static const QRegularExpression atTheEnd(QStringLiteral("\\s*\\(&\\w\\)"));
    text.remove(atTheEnd);
    text.replace(QStringLiteral("&&"), QStringLiteral("\n"));
    text.remove(QLatin1Char('&'));
    return text.replace(QLatin1Char('\n'), QLatin1Char('&'));
}

std::vector<Command> menuCommands(QMenu& menu, const QString& topic)
{
    std::vector<Command> commands;
    emit menu.aboutToShow(); // some are filled only when they open
    for (QAction* action : menu.actions()) {
        const QString title = withoutMnemonic(action->text());
        if (action->isSeparator() || !action->isVisible() || title.isEmpty())
            continue;
        if (action->menu() != nullptr) {
            for (Command& command : menuCommands(*action->menu(), within(topic, title)))
                commands.push_back(std::move(command));
            continue;
        }
        Command command;
        command.id = within(topic, title);
        command.title = title;
        command.topic = topic;
        command.help = action->statusTip();
        command.shortcut = action->shortcut().toString(QKeySequence::NativeText);
        command.enabled = action->isEnabled();
        if (action->isCheckable())
            command.checked = action->isChecked();
        command.run = [action = QPointer(action)] {
            if (action)
                action->trigger();
        };
        commands.push_back(std::move(command));
    }
    return commands;
}

std::vector<Command> menuCommands(QMenuBar& bar)
{
    std::vector<Command> commands;
    for (const QAction* action : bar.actions())
        if (action->menu() != nullptr && action->isVisible())
            for (Command& command : menuCommands(*action->menu(), withoutMnemonic(action->text())))
                commands.push_back(std::move(command));
    return commands;
}

std::vector<Command> viewCommands(const WindowParts& window)
{
    std::vector<Command> commands;
    for (ExportableView* view : window.views())
        if (view->isVisible())
            for (Command& command : menuCommands(*view->menu(), view->title())) {
                // Titles tell the present cycle; what was used lately is remembered by what does not change.
                command.id = within(view->objectName(), command.title);
                commands.push_back(std::move(command));
            }
    return commands;
}

std::vector<Command> tabCommands(QWidget& window)
{
    std::vector<Command> commands;
    for (QTabWidget* tabs : window.findChildren<QTabWidget*>()) {
        const QString topic = wayTo(*tabs);
        if (topic.isEmpty()) // the pages themselves are in the View menu
            continue;
        for (int i = 0; i < tabs->count(); ++i) {
            Command command;
            command.title = withoutMnemonic(tabs->tabText(i));
            command.topic = topic;
            command.id = within(topic, command.title);
            command.help = tabs->tabToolTip(i);
            command.enabled = tabs->isTabEnabled(i);
            command.run = [page = QPointer(tabs->widget(i))] {
                if (page)
                    bringToFront(page);
            };
            commands.push_back(std::move(command));
        }
    }
    return commands;
}

std::vector<Command> layerCommands(Session& session)
{
    std::vector<Command> commands;
    if (!session.network())
        return commands;
    const auto& layers = session.network()->layers;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const int index = static_cast<int>(i);
        Command command;
        command.title = QString::fromStdString(layers[i].name);
        command.topic = Command::tr("Layer");
        command.id = QStringLiteral("layer ") + command.title;
        command.checked = index == session.view().layer;
        command.run = [&session, index] { session.chooseLayer(index); };
        commands.push_back(std::move(command));
    }
    return commands;
}

std::vector<Command> settingCommands(Session& session)
{
    std::vector<Command> commands;
    for (const SettingInfo& info : settingsTable()) {
        const auto set = [&session, key = info.key](int value) { session.changeSetting(key, value); };
        if (!info.isNumber()) {
            addChoices(commands, fromView(info.key), Command::tr("Settings"), translated(info.title),
                       translated(info.help), info.choices, info.get(session.settings()), set);
            continue;
        }
        Command command;
        command.id = fromView(info.key);
        command.title = translated(info.title);
        command.topic = Command::tr("Settings");
        command.aliases = {fromView(info.symbol), fromView(info.key)};
        command.aliases.removeAll(QString());
        command.help = translated(info.help);
        command.number = {info.minimum, maximumFor(info, session.settings()), info.get(session.settings()), set};
        commands.push_back(std::move(command));
    }
    return commands;
}

std::vector<Command> arrayCommands(Session& session)
{
    std::vector<Command> commands;
    const ArrayChoice& present = session.view().array;
    for (const ArrayField& field : arrayFields()) {
        const auto set = [&session, key = field.key](int value) { session.changeArray(key, value); };
        const QString title = Command::tr("Array: %1").arg(translated(field.title));
        if (!field.isNumber()) {
            addChoices(commands, fromView(field.key), Command::tr("Array"), title, translated(field.help),
                       field.choices, field.get(present), set);
            continue;
        }
        Command command;
        command.id = fromView(field.key);
        command.title = title;
        command.topic = Command::tr("Array");
        command.aliases = {translated(field.title), fromView(field.key)};
        command.help = translated(field.help);
        command.number = {field.minimum, field.maximum, field.get(present), set};
        commands.push_back(std::move(command));
    }
    return commands;
}

std::vector<Command> lessonCommands(LessonPlayer& player, const std::function<void()>& show)
{
    std::vector<Command> commands;
    for (const Lesson& lesson : embeddedLessons()) {
        Command command;
        command.title = lesson.title;
        command.topic = Command::tr("Lesson");
        command.id = QStringLiteral("lesson ") + lesson.name;
        command.help = lesson.summary.trimmed();
        command.run = [&player, show, lesson] {
            show();
            player.start(lesson, QRandomGenerator::global()->generate());
        };
        commands.push_back(std::move(command));
    }
    return commands;
}

} // namespace termscope
