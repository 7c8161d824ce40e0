#include "app/layout/WindowLayout.h"

#include <QLayout>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStyle>
#include <QTabWidget>

namespace termscope {
namespace {

const QString geometryKey = QStringLiteral("window");
const QString docksKey = QStringLiteral("layout/docks");
const QString splittersKey = QStringLiteral("layout/splitters/");
const QString tabsKey = QStringLiteral("layout/tabs/");

/// Grows when docks or tool bars are added: what an older version kept does not describe them.
constexpr int version = 1;

/// Those of the pages' own; the pages themselves are the session's.
QList<QTabWidget*> tabsIn(const QMainWindow& window)
{
    QList<QTabWidget*> tabs = window.findChildren<QTabWidget*>();
    tabs.removeIf([](const QTabWidget* each) { return each->objectName().isEmpty(); });
    return tabs;
}

QList<QSplitter*> splittersIn(const QMainWindow& window)
{
    QList<QSplitter*> splitters = window.findChildren<QSplitter*>();
    splitters.removeIf([](const QSplitter* each) { return each->objectName().isEmpty(); });
    return splitters;
}

} // namespace

WindowLayout::WindowLayout(QMainWindow& window)
    : window_(window), size_(window.size()), docks_(window.saveState(version))
{
    for (const QSplitter* splitter : splittersIn(window_))
        splitters_.insert(splitter->objectName(), splitter->saveState());
    for (const QTabWidget* tabs : tabsIn(window_))
        tabs_.insert(tabs->objectName(), tabs->currentIndex());
}

void WindowLayout::restore()
{
    const QSettings kept;
    window_.restoreGeometry(kept.value(geometryKey).toByteArray());
    window_.restoreState(kept.value(docksKey).toByteArray(), version);
    for (QSplitter* splitter : splittersIn(window_))
        splitter->restoreState(kept.value(splittersKey + splitter->objectName()).toByteArray());
    for (QTabWidget* tabs : tabsIn(window_))
        tabs->setCurrentIndex(kept.value(tabsKey + tabs->objectName(), tabs->currentIndex()).toInt());
}

void WindowLayout::fitToScreen()
{
    // The frame is not there before the window is shown.
    const int frame = window_.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window_);
    window_.resize(window_.size().boundedTo(window_.screen()->availableSize() - QSize(0, frame)));
}

void WindowLayout::keep() const
{
    QSettings kept;
    kept.setValue(geometryKey, window_.saveGeometry());
    kept.setValue(docksKey, window_.saveState(version));
    for (const QSplitter* splitter : splittersIn(window_))
        kept.setValue(splittersKey + splitter->objectName(), splitter->saveState());
    for (const QTabWidget* tabs : tabsIn(window_))
        kept.setValue(tabsKey + tabs->objectName(), tabs->currentIndex());
}

void WindowLayout::reset()
{
    window_.showNormal();
    window_.restoreState(docks_, version);
    window_.layout()->activate(); // docks that are gone ask for no room any more
    window_.resize(size_);
    for (QSplitter* splitter : splittersIn(window_))
        splitter->restoreState(splitters_.value(splitter->objectName()));
    for (QTabWidget* tabs : tabsIn(window_))
        tabs->setCurrentIndex(tabs_.value(tabs->objectName()));
}

} // namespace termscope
