#include "app/teach/presenter/Presenter.h"

#include "app/teach/lessons/LessonPlayer.h"
#include "app/teach/lessons/StepSettings.h"
#include "widgets/controls/SettingsStrip.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTextEdit>

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

constexpr double lessonShare = 0.3; // of the window's width

bool isTyping(const QWidget* focus)
{
    if (const auto* text = qobject_cast<const QTextEdit*>(focus))
        return !text->isReadOnly();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(focus))
        return !text->isReadOnly();
    const auto* box = qobject_cast<const QComboBox*>(focus);
    return qobject_cast<const QLineEdit*>(focus) != nullptr || qobject_cast<const QAbstractSpinBox*>(focus) != nullptr
           || (box != nullptr && box->isEditable());
}

/// Widgets with a use of their own for arrows, Space and letters.
bool hasOwnKeys(const QWidget* focus, const QWidget* pages)
{
    return pages->isAncestorOf(focus) || qobject_cast<const QAbstractButton*>(focus) != nullptr
           || qobject_cast<const QComboBox*>(focus) != nullptr || qobject_cast<const QAbstractSlider*>(focus) != nullptr
           || qobject_cast<const QAbstractItemView*>(focus) != nullptr;
}

} // namespace

QList<KeyHelp> presenterKeys()
{
    return {{{Qt::Key_PageDown, Qt::Key_Right, Qt::Key_Space}, Presenter::tr("Next step of the lesson")},
            {{Qt::Key_PageUp, Qt::Key_Left, Qt::Key_Backspace}, Presenter::tr("The step before")},
            {{Qt::Key_L}, Presenter::tr("Laser pointer on and off")},
            {{Qt::Key_S}, Presenter::tr("Show or hide the settings")},
            {{Qt::Key_W}, Presenter::tr("Show or hide the rest of the page")},
            {{Qt::Key_Alt}, Presenter::tr("Show or hide the menus")},
            {{Qt::Key_Escape}, Presenter::tr("Leave presenter mode")}};
}

Presenter::Presenter(WindowParts& window, LessonPlayer& player, PresenterParts parts)
    : QObject(&window.frame()), window_(window), frame_(window.frame()), player_(player), parts_(std::move(parts))
{
    connect(&player_, &LessonPlayer::stepChanged, this, &Presenter::follow);
    connect(&window_.pages(), &QTabWidget::currentChanged, this, &Presenter::follow);
}

Presenter::~Presenter() = default;

void Presenter::fill(QMenu& menu)
{
    const auto add = [&](const QString& text, const QKeySequence& keys, const QString& tip) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setShortcut(keys);
        action->setStatusTip(tip);
        action->setToolTip(tip);
        return action;
    };
    present_ = add(tr("&Presenter mode"), QKeySequence(Qt::Key_F11),
                   tr("Full screen with what is spoken of; Esc leaves, Alt shows the menus"));
    connect(present_, &QAction::toggled, this, [this](bool on) {
        if (on)
            start();
        else
            stop();
    });
    QMenu* show = menu.addMenu(tr("&While presenting"));
    const auto addPart = [&](const QString& text, const QString& tip) {
        QAction* action = show->addAction(text);
        action->setCheckable(true);
        action->setEnabled(false);
        action->setStatusTip(tip);
        action->setToolTip(tip);
        return action;
    };
    strip_ = addPart(tr("Show the &settings"), tr("Show the strip of settings while presenting (S)"));
    whole_ = addPart(tr("Show the &whole page"), tr("Show all panes of the page, not only the one spoken of (W)"));
    pointer_ = addPart(tr("&Laser pointer"), tr("Point with a dot instead of an arrow (L)"));
    for (QAction* action : {strip_, whole_})
        connect(action, &QAction::toggled, this, &Presenter::follow);
    connect(pointer_, &QAction::toggled, this, [this](bool on) { laser_.set(on && presenting_); });
}

void Presenter::start()
{
    if (std::exchange(presenting_, true))
        return;
    state_ = frame_.windowState();
    geometry_ = frame_.geometry();
    focus_ = frame_.focusWidget();
    docks_ = frame_.saveState();
    lessonWasShown_ = !window_.lessonDock().isHidden();
    for (QAction* action : {strip_, whole_, pointer_})
        action->setEnabled(true);
    present_->setChecked(true);
    follow();
    showMenuBar(false);
    frame_.setWindowState(state_ | Qt::WindowFullScreen);
    // The keys of remote controls work at once: no spin box has them.
    if (player_.lesson() != nullptr)
        parts_.reader->setFocus();
    qApp->installEventFilter(this);
}

void Presenter::stop()
{
    if (!std::exchange(presenting_, false))
        return;
    qApp->removeEventFilter(this);
    for (QAction* action : {strip_, whole_, pointer_}) {
        action->setChecked(false);
        action->setEnabled(false);
    }
    present_->setChecked(false);
    restoreParts();
    showMenuBar(true);
    frame_.setWindowState(state_);
    if (!(state_ & (Qt::WindowMaximized | Qt::WindowFullScreen)))
        frame_.setGeometry(geometry_);
    // A lesson that was begun meanwhile goes on: hiding its dock would end it.
    if (player_.lesson() == nullptr || lessonWasShown_)
        frame_.restoreState(docks_);
    emit stopped();
    if (focus_)
        focus_->setFocus();
}

/// Another step, page or wish.
void Presenter::follow()
{
    // Hiding the dock of lessons ends a lesson, which comes here again.
    if (!presenting_ || std::exchange(arranging_, true))
        return;
    restoreParts();
    arrange();
    arranging_ = false;
}

QWidget* Presenter::target() const
{
    if (player_.lesson() == nullptr || player_.current().point.isEmpty())
        return nullptr;
    return window_.part(player_.current().point);
}

void Presenter::arrange()
{
    const bool teaches = player_.lesson() != nullptr;
    QWidget* const pointed = target();
    const bool needed =
        teaches && (needsSettings(player_.current()) || (pointed != nullptr && window_.strip().isAncestorOf(pointed)));
    window_.strip().setVisible(needed || strip_->isChecked());
    setShown(window_.pages().tabBar(), !teaches || whole_->isChecked());
    for (QWidget* detail : std::as_const(parts_.details))
        setShown(detail, false);
    for (QDockWidget* dock : window_.docks())
        if (!dock->isFloating())
            setShown(dock, dock == &window_.lessonDock() && teaches);
    if (teaches)
        frame_.resizeDocks({&window_.lessonDock()}, {static_cast<int>(lessonShare * frame_.width())}, Qt::Horizontal);
    if (pointed != nullptr && !whole_->isChecked() && window_.pages().isAncestorOf(pointed))
        showOnlyPanesOf(pointed);
}

/// Hides what is above and below in splitters; what is beside stays, to compare with.
void Presenter::showOnlyPanesOf(QWidget* target)
{
    for (QWidget* inner = target; inner != nullptr; inner = inner->parentWidget()) {
        auto* splitter = qobject_cast<QSplitter*>(inner->parentWidget());
        if (splitter == nullptr || splitter->orientation() != Qt::Vertical)
            continue;
        splits_.append({splitter, splitter->saveState()});
        for (int i = 0; i < splitter->count(); ++i)
            if (splitter->widget(i) != inner)
                setShown(splitter->widget(i), false);
    }
}

void Presenter::setShown(QWidget* widget, bool shown)
{
    before_.append({widget, widget->isHidden()});
    widget->setVisible(shown);
    if (widget == window_.pages().tabBar())
        layOutPages();
}

/// The tab bar is in no layout: the pages must be told that its place is free, or taken.
void Presenter::layOutPages()
{
    QEvent request(QEvent::LayoutRequest);
    QCoreApplication::sendEvent(&window_.pages(), &request);
}

void Presenter::restoreParts()
{
    for (const Shown& each : std::as_const(before_))
        if (each.widget && each.widget->isHidden() != each.hidden) {
            // A lesson that began meanwhile keeps its dock: hiding it would end the lesson.
            const bool lessonRuns = each.widget == &window_.lessonDock() && player_.lesson() != nullptr;
            if (!lessonRuns || !each.hidden)
                each.widget->setVisible(!each.hidden);
        }
    before_.clear();
    layOutPages();
    for (const Split& split : std::as_const(splits_))
        if (split.splitter)
            split.splitter->restoreState(split.state);
    splits_.clear();
}

/// Folded, not hidden: shortcuts of a hidden bar's menus would do nothing.
void Presenter::showMenuBar(bool shown)
{
    menuBarShown_ = shown;
    frame_.menuBar()->setMaximumHeight(shown ? QWIDGETSIZE_MAX : 0);
}

/// A class goes on even where nobody has answered; such a step does not count as done.
void Presenter::goOn()
{
    if (player_.canGoOn())
        player_.next();
    else
        player_.skip();
}

bool Presenter::takesKey(int key)
{
    const QWidget* const focus = QApplication::focusWidget();
    // A line of text has no use for the keys of remote controls: an answer may be half typed when the class goes on.
    const bool turnsPages = key == Qt::Key_PageDown || key == Qt::Key_PageUp;
    const bool isAnswer = qobject_cast<const QLineEdit*>(focus) != nullptr && window_.lessonDock().isAncestorOf(focus)
                          && qobject_cast<const QAbstractSpinBox*>(focus->parentWidget()) == nullptr;
    if (focus != nullptr && isTyping(focus) && !(turnsPages && isAnswer))
        return false;
    const bool teaches = player_.lesson() != nullptr;
    const bool own = focus != nullptr && hasOwnKeys(focus, &window_.pages());
    switch (key) {
    case Qt::Key_Escape: stop(); return true;
    case Qt::Key_L: pointer_->toggle(); return true;
    case Qt::Key_S: strip_->toggle(); return true;
    case Qt::Key_W: whole_->toggle(); return true;
    case Qt::Key_Right:
    case Qt::Key_Space:
        if (own)
            return false;
        [[fallthrough]];
    case Qt::Key_PageDown:
        if (teaches)
            goOn();
        return teaches;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
        if (own)
            return false;
        [[fallthrough]];
    case Qt::Key_PageUp:
        if (teaches)
            player_.back();
        return teaches;
    default: return false;
    }
}

bool Presenter::eventFilter(QObject* watched, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ApplicationFontChange)
        laser_.retint();
    // Dialogs, menus and popups keep their keys.
    if (widget == nullptr || widget->window() != &frame_ || QApplication::activePopupWidget() != nullptr)
        return false;
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (widget == &frame_ && plain && key->key() == Qt::Key_Escape) { // no field on the way had a use for it
            stop();
            return true;
        }
        const QWidget* const focus = frame_.focusWidget();
        if (widget != (focus != nullptr ? focus : &frame_)) // on its way up from there
            return false;
        if (key->key() == Qt::Key_Alt) {
            showMenuBar(!menuBarShown_);
            return false;
        }
        return plain && !key->isAutoRepeat() && takesKey(key->key());
    }
    if (event->type() == QEvent::MouseButtonPress && menuBarShown_ && !frame_.menuBar()->isAncestorOf(widget)
        && widget != frame_.menuBar())
        showMenuBar(false);
    return false;
}

} // namespace termscope
