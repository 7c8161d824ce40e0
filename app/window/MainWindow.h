// The window: pages in tabs, the control strip beside them, menus, drop, status bar.
#pragma once

#include "app/files/FileActions.h"
#include "app/layout/PartRegister.h"
#include "app/layout/WindowLayout.h"
#include "app/layout/WindowParts.h"
#include "app/session/Session.h"
#include "app/theme/ThemeChoice.h"
#include "app/worker/Workbench.h"

#include <QMainWindow>

class QLabel;
class QTabWidget;

namespace termscope {

class HighlightLine;
class LessonDock;
class LessonPlayer;
class Presenter;
class Recovery;
class SettingsStrip;
class StripPlace;
class WeightsPage;
class WelcomePage;
class WindowCommands;

class MainWindow : public QMainWindow, public WindowParts {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Session& session() { return session_; }
    const Session& session() const override { return session_; }
    Workbench& workbench() { return *workbench_; }
    FileActions& files() { return *files_; }
    LessonPlayer& lessonPlayer() { return *player_; }
    Presenter& presenter() { return *presenter_; }

    /// Keeps the session for the case of a crash from now on, and what is open at the end to go on with; what an
    /// earlier crash left behind is offered by the returned, the same at every call. For the program's own window, not
    /// for one that only draws pages.
    Recovery& keepSession();

    /// Windows made from now on are arranged as this one is.
    void keepLayout();
    /// Before the window is shown to somebody: the first one may be larger than the screen.
    void fitToScreen();

    QMainWindow& frame() override { return *this; }
    const QMainWindow& frame() const override { return *this; }
    QWidget* part(const QString& name) const override { return register_.called(name).value(0); }
    QList<QWidget*> partsCalled(const QString& name) const override { return register_.called(name); }
    ExportableView* view(const QString& name) const override { return register_.view(name); }
    QList<ExportableView*> views() const override { return register_.views(); }
    QTabWidget& pages() const override { return *pages_; }
    QWidget* currentPage() const override;
    SettingsStrip& strip() const override { return *strip_; }
    QDockWidget& lessonDock() const override;
    QList<QDockWidget*> docks() const override;
    void resetLayout() override;

    /// The lessons that the window offers: those of the program, and those of the user that are open.
    const std::vector<Lesson>& lessons() const;

    /// A sentence that stays until it is read: something went wrong, and nothing was lost.
    void complain(const QString& sentence);

signals:
    /// File > Hand out; answered by connectHandouts().
    void handoutWanted();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPages();
    void buildStrip();
    void buildLessons();
    void buildMenus();
    void buildStatusBar();
    void connectExports();
    void showPage(const QString& key);
    void showPart(const QString& page, const QString& name);
    void showStrip();
    void showTitle();
    void showAbout();

    Session session_;
    std::unique_ptr<Workbench> workbench_;
    std::unique_ptr<FileActions> files_;
    QTabWidget* pages_ = nullptr;
    SettingsStrip* strip_ = nullptr;
    StripPlace* place_ = nullptr;
    PartRegister register_;
    std::unique_ptr<WindowLayout> layout_;
    WelcomePage* welcome_ = nullptr;
    WeightsPage* weights_ = nullptr;
    Recovery* recovery_ = nullptr; ///< null until keepSession
    LessonPlayer* player_ = nullptr;
    LessonDock* lessons_ = nullptr;
    WindowCommands* commands_ = nullptr;
    Presenter* presenter_ = nullptr;
    QLabel* state_ = nullptr;
    HighlightLine* highlight_ = nullptr;
};

} // namespace termscope
