// The parts of the window by name. Lessons point at them and draw them, the presenter shows and hides them, handouts
// and commands list them; none of these knows the window or its pages. MainWindow implements the interface.
#pragma once

#include <QList>
#include <QString>

class QDockWidget;
class QMainWindow;
class QTabWidget;
class QWidget;

namespace termscope {

class ExportableView;
class Session;
class SettingsStrip;

class WindowParts {
public:
    virtual ~WindowParts() = default;

    virtual QMainWindow& frame() = 0;
    virtual const QMainWindow& frame() const = 0;
    virtual const Session& session() const = 0; ///< what the window shows

    /// The view or control of this object name, the outermost where several have it; null where none has.
    virtual QWidget* part(const QString& name) const = 0;
    /// All widgets of this object name: a view and what it shows may share one.
    virtual QList<QWidget*> partsCalled(const QString& name) const = 0;
    /// The view that can be exported, of this object name; null where there is none.
    virtual ExportableView* view(const QString& name) const = 0;
    /// All of these views, in the order of the pages.
    virtual QList<ExportableView*> views() const = 0;

    virtual QTabWidget& pages() const = 0;
    virtual QWidget* currentPage() const = 0; ///< the page in sight
    virtual SettingsStrip& strip() const = 0; ///< of settings, beside the pages
    virtual QDockWidget& lessonDock() const = 0;
    virtual QList<QDockWidget*> docks() const = 0; ///< that of lessons too

    /// The arrangement of the first start.
    virtual void resetLayout() = 0;
};

} // namespace termscope
