#include "app/commands/PaneKeys.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

#include <utility>

namespace termscope {
namespace {

constexpr int step = 24; // pixels

/// A part of a splitter, a dock, a row of tabs, a page, or what stands beside the pages.
const QWidget* paneOf(const QWidget* widget, const QMainWindow& window)
{
    for (const QWidget* pane = widget; pane != nullptr && pane != &window; pane = pane->parentWidget()) {
        const QWidget* const around = pane->parentWidget();
        if (qobject_cast<const QTabBar*>(pane) != nullptr || qobject_cast<const QDockWidget*>(pane) != nullptr
            || qobject_cast<const QSplitter*>(around) != nullptr
            || qobject_cast<const QStackedWidget*>(around) != nullptr || around == window.centralWidget())
            return pane;
    }
    return &window;
}

bool takesTab(const QWidget& widget, const QWidget& window)
{
    return (widget.focusPolicy() & Qt::TabFocus) && widget.isVisibleTo(&window) && widget.isEnabled()
           && widget.focusProxy() == nullptr && widget.window() == &window;
}

} // namespace

PaneKeys::PaneKeys(QMainWindow& window) : QObject(&window), window_(window) {}

void PaneKeys::fill(QMenu& menu)
{
    const auto add = [&](const QString& text, QKeyCombination keys, const QString& help, auto act) {
        QAction* action = menu.addAction(text, QKeySequence(keys), this, act);
        action->setStatusTip(help);
    };
    add(tr("&Next pane"), Qt::Key_F6, tr("Take the keyboard to the next part of the window"),
        [this] { goToPane(true); });
    add(tr("&Previous pane"), Qt::SHIFT | Qt::Key_F6, tr("Take the keyboard to the part of the window before"),
        [this] { goToPane(false); });
    menu.addSeparator();
    const Qt::Modifiers both = Qt::ALT | Qt::SHIFT;
    const QString help = tr("Moves the border of the pane that has the focus");
    add(tr("Pane &wider"), both | Qt::Key_Right, help, [this] { resizePane(Qt::Horizontal, step); });
    add(tr("Pane na&rrower"), both | Qt::Key_Left, help, [this] { resizePane(Qt::Horizontal, -step); });
    add(tr("Pane &taller"), both | Qt::Key_Down, help, [this] { resizePane(Qt::Vertical, step); });
    add(tr("Pane &lower"), both | Qt::Key_Up, help, [this] { resizePane(Qt::Vertical, -step); });
}

void PaneKeys::goToPane(bool forward)
{
    QWidget* const from = window_.focusWidget() != nullptr ? window_.focusWidget() : &window_;
    const QWidget* const own = paneOf(from, window_);
    const auto next = [forward](QWidget* widget) {
        return forward ? widget->nextInFocusChain() : widget->previousInFocusChain();
    };
    QWidget* to = next(from);
    while (to != from && (!takesTab(*to, window_) || paneOf(to, window_) == own))
        to = next(to);
    if (to == from)
        return;
    // Backwards the chain meets the last control of a pane first.
    const QWidget* const pane = paneOf(to, window_);
    for (QWidget* before = to; !forward && paneOf(before, window_) == pane; before = next(before))
        if (takesTab(*before, window_))
            to = before;
    to->setFocus(Qt::TabFocusReason);
}

void PaneKeys::resizePane(Qt::Orientation orientation, int pixels)
{
    for (QWidget* pane = window_.focusWidget(); pane != nullptr && pane != &window_; pane = pane->parentWidget()) {
        if (auto* dock = qobject_cast<QDockWidget*>(pane); dock != nullptr && orientation == Qt::Horizontal)
            return window_.resizeDocks({dock}, {dock->width() + pixels}, orientation);
        auto* splitter = qobject_cast<QSplitter*>(pane->parentWidget());
        if (splitter == nullptr || splitter->orientation() != orientation || splitter->count() < 2)
            continue;
        QList<int> sizes = splitter->sizes();
        const int index = splitter->indexOf(pane);
        const int neighbour = index + 1 < splitter->count() ? index + 1 : index - 1;
        sizes[index] += pixels;
        sizes[neighbour] -= pixels;
        splitter->setSizes(sizes);
        return;
    }
}

} // namespace termscope
