#include "tests/app/soak/RandomUser.h"

#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPlayer.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>

#include <array>

namespace termscope {
namespace {

/// Menus and dialogs that wait for an answer. Called by a timer, also from within their own loops.
void closeWhatWaits()
{
    while (QWidget* popup = QApplication::activePopupWidget()) {
        popup->close();
        if (popup == QApplication::activePopupWidget())
            break;
    }
    QWidget* modal = QApplication::activeModalWidget();
    if (auto* dialog = qobject_cast<QDialog*>(modal))
        dialog->reject();
    else if (modal != nullptr)
        modal->close();
}

QString nameOf(const QWidget& widget)
{
    QString name = QLatin1String(widget.metaObject()->className());
    const QWidget* named = &widget;
    while (named != nullptr && named->objectName().isEmpty())
        named = named->parentWidget();
    if (named != nullptr)
        name += QLatin1Char(' ') + named->objectName();
    return name;
}

bool isView(const QWidget& widget)
{
    return widget.focusPolicy() != Qt::NoFocus || widget.hasMouseTracking();
}

} // namespace

RandomUser::RandomUser(LiveWindow& live, std::uint32_t seed) : live_(live), random_(seed)
{
    QCoreApplication::instance()->installEventFilter(this);
    QObject::connect(&closer_, &QTimer::timeout, &closer_, closeWhatWaits);
    closer_.start(20);
}

/// Quit stands in the palette of commands too, where a click may find it: the week goes on.
bool RandomUser::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Close || qobject_cast<MainWindow*>(watched) == nullptr)
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

QString RandomUser::act()
{
    const int kind = below(100);
    QString done;
    if (kind < 55)
        done = useControl();
    else if (kind < 70)
        done = chooseAction();
    else if (kind < 80)
        done = pressKey();
    else if (kind < 85)
        done = lesson();
    else if (kind < 87)
        done = resizeWindow();
    else if (kind < 94) {
        (oneIn(2) ? window().session().undoAction() : window().session().redoAction())->trigger();
        done = QStringLiteral("undo or redo");
    } else {
        const auto pages = pagesTable();
        const QString page = QString::fromUtf8(
            pages[static_cast<std::size_t>(below(static_cast<int>(pages.size())))].key);
        window().session().changePage(page);
        done = QStringLiteral("page ") + page;
    }
    QCoreApplication::processEvents();
    closeWhatWaits();
    return done;
}

QPoint RandomUser::placeIn(const QWidget& widget)
{
    return {below(std::max(widget.width(), 1)), below(std::max(widget.height(), 1))};
}

std::vector<QWidget*> RandomUser::controls()
{
    std::vector<QWidget*> found;
    for (QWidget* each : window().findChildren<QWidget*>()) {
        const bool ofBox = qobject_cast<QAbstractSpinBox*>(each->parentWidget()) != nullptr
                           || qobject_cast<QComboBox*>(each->parentWidget()) != nullptr;
        if (each->isVisible() && each->isEnabled() && !ofBox && isView(*each)
            && !each->testAttribute(Qt::WA_TransparentForMouseEvents) && !each->visibleRegion().isEmpty())
            found.push_back(each);
    }
    return found;
}

QString RandomUser::useControl()
{
    const std::vector<QWidget*> all = controls();
    if (all.empty())
        return QStringLiteral("nothing to use");
    QWidget& chosen = *all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    const QString name = nameOf(chosen);
    return name + QStringLiteral(": ") + use(chosen);
}

QString RandomUser::use(QWidget& control)
{
    if (auto* button = qobject_cast<QAbstractButton*>(&control)) {
        QTest::mouseClick(button, Qt::LeftButton);
        return QStringLiteral("click");
    }
    if (auto* box = qobject_cast<QAbstractSpinBox*>(&control))
        return typeNumber(*box);
    if (auto* tabs = qobject_cast<QTabBar*>(&control))
        return chooseTab(*tabs);
    if (auto* choice = qobject_cast<QComboBox*>(&control)) {
        QTest::keyClick(choice, oneIn(2) ? Qt::Key_Down : Qt::Key_Up);
        return QStringLiteral("another choice");
    }
    if (auto* line = qobject_cast<QLineEdit*>(&control)) {
        line->selectAll();
        QTest::keyClicks(line, QString::number(below(600) - 300));
        QTest::keyClick(line, Qt::Key_Return);
        return QStringLiteral("type");
    }
    return useView(control);
}

QString RandomUser::typeNumber(QAbstractSpinBox& box)
{
    if (oneIn(2)) {
        QTest::keyClick(&box, oneIn(2) ? Qt::Key_Up : Qt::Key_Down);
        return QStringLiteral("a step");
    }
    box.selectAll();
    const QString number = QString::number(below(40));
    QTest::keyClicks(&box, number);
    QTest::keyClick(&box, Qt::Key_Return);
    return QStringLiteral("type ") + number;
}

QString RandomUser::chooseTab(QTabBar& tabs)
{
    const int tab = below(std::max(tabs.count(), 1));
    QTest::mouseClick(&tabs, Qt::LeftButton, {}, tabs.tabRect(tab).center());
    return QStringLiteral("tab %1").arg(tab);
}

/// Sliders, tables, plots, grids: pointing, clicking, dragging, the wheel and the keys.
QString RandomUser::useView(QWidget& view)
{
    const QPoint from = placeIn(view);
    const QPoint to = placeIn(view);
    switch (below(8)) {
    case 0: QTest::mouseMove(&view, from); return QStringLiteral("point at it");
    case 1: QTest::mouseClick(&view, Qt::LeftButton, {}, from); return QStringLiteral("click at a place");
    case 2: QTest::mouseDClick(&view, Qt::LeftButton, {}, from); return QStringLiteral("double click");
    case 3: QTest::mouseClick(&view, Qt::RightButton, {}, from); return QStringLiteral("right click");
    case 4: {
        QWheelEvent wheel(from, view.mapToGlobal(from), {}, {0, oneIn(2) ? 120 : -120}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&view, &wheel);
        return QStringLiteral("wheel");
    }
    case 5: {
        constexpr std::array keys{Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Up,   Qt::Key_Down,
                                  Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End,
                                  Qt::Key_Plus,   Qt::Key_1,        Qt::Key_Space};
        QTest::keyClick(&view, keys[static_cast<std::size_t>(below(static_cast<int>(keys.size())))]);
        return QStringLiteral("key");
    }
    default: break;
    }
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(&view, from + (to - from) * step / 4);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
    return QStringLiteral("drag");
}

/// All that can be chosen in the menus, but the end of the program and what opens windows of other programs.
std::vector<QAction*> RandomUser::actions()
{
    std::vector<QAction*> found;
    const auto collect = [&found](const auto& self, QMenu& menu) -> void {
        emit menu.aboutToShow();
        for (QAction* action : menu.actions()) {
            if (action->menu() != nullptr)
                self(self, *action->menu());
            else if (action->isEnabled() && !action->isSeparator() && action->shortcut() != QKeySequence::Quit)
                found.push_back(action);
        }
    };
    for (QAction* action : window().menuBar()->actions())
        if (action->menu() != nullptr)
            collect(collect, *action->menu());
    return found;
}

QString RandomUser::chooseAction()
{
    const std::vector<QAction*> all = actions();
    QAction* const action = all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    const QString text = QStringLiteral("menu: ") + action->text();
    action->trigger();
    return text;
}

QString RandomUser::pressKey()
{
    constexpr std::array keys{Qt::Key_Tab,  Qt::Key_Backtab, Qt::Key_F6, Qt::Key_Escape, Qt::Key_Space,
                              Qt::Key_Left, Qt::Key_Right,   Qt::Key_Up, Qt::Key_Down,   Qt::Key_PageDown};
    QWidget* const focus = QApplication::focusWidget();
    const Qt::Key key = keys[static_cast<std::size_t>(below(static_cast<int>(keys.size())))];
    QTest::keyClick(focus != nullptr ? focus : &window(), key);
    return QStringLiteral("key %1").arg(QKeySequence(key).toString());
}

QString RandomUser::resizeWindow()
{
    const QSize size(1024 + below(900), 700 + below(380));
    window().resize(size);
    return QStringLiteral("resize to %1×%2").arg(size.width()).arg(size.height());
}

QString RandomUser::lesson()
{
    LessonPlayer& player = window().lessonPlayer();
    if (player.lesson() != nullptr && !oneIn(4)) {
        if (oneIn(3))
            player.back();
        else
            player.skip();
        return QStringLiteral("another step");
    }
    const std::vector<Lesson> lessons = embeddedLessons();
    const Lesson& chosen = lessons[static_cast<std::size_t>(below(static_cast<int>(lessons.size())))];
    player.start(chosen, static_cast<quint32>(below(100)));
    return QStringLiteral("lesson ") + chosen.name;
}

} // namespace termscope
