// Everything a user can have before the eyes: each page with each of its tabs, lessons with each kind of question.
#pragma once

#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "app/window/MainWindow.h"
#include "app/window/PageRenderer.h"

#include <QDockWidget>
#include <QSettings>
#include <QTabWidget>
#include <QtTest>

#include <functional>

namespace termscope {

inline constexpr int patience = 240; // seconds: sanitizers are slow

/// A window with the embedded example, of which few images are evaluated.
inline std::unique_ptr<MainWindow> windowWithExample(const QString& settingsFolder)
{
    QCoreApplication::setOrganizationName(QStringLiteral("TermScopeTest"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settingsFolder);
    auto window = std::make_unique<MainWindow>();
    window->resize(1280, 900);
    window->show();
    OpenFiles files;
    files.limit = 100;
    window->files().openAtStart({}, files);
    if (!QTest::qWaitForWindowActive(window.get()) || !waitUntilSettled(*window, patience))
        qFatal("the window was not ready");
    return window;
}

/// `look` is called with each scene's name while it is shown.
inline void forEachScene(MainWindow& window, const std::function<void(const QString&)>& look)
{
    for (const PageInfo& page : pagesTable()) {
        window.session().changePage(QString::fromUtf8(page.key));
        waitUntilSettled(window, patience);
        const QList<QTabWidget*> tabs = window.currentPage()->findChildren<QTabWidget*>();
        if (tabs.isEmpty())
            look(QString::fromUtf8(page.key));
        for (QTabWidget* tab : tabs)
            for (int i = 0; i < tab->count(); ++i) {
                if (!tab->isVisible())
                    continue;
                tab->setCurrentIndex(i);
                waitUntilSettled(window, patience);
                look(QStringLiteral("%1, %2").arg(QString::fromUtf8(page.key), tab->tabText(i)));
            }
        for (QTabWidget* tab : tabs)
            tab->setCurrentIndex(0);
    }
}

/// The list of lessons, and a step with each kind of question.
inline void forEachLessonScene(MainWindow& window, const std::function<void(const QString&)>& look)
{
    auto* dock = window.findChild<QDockWidget*>(QStringLiteral("lessonDock"));
    dock->show();
    QCoreApplication::processEvents();
    look(QStringLiteral("list of lessons"));
    QList<QuestionKind> seen;
    for (const Lesson& lesson : embeddedLessons())
        for (std::size_t step = 0; step < lesson.steps.size(); ++step) {
            const auto& question = lesson.steps[step].question;
            if (!question || seen.contains(question->kind))
                continue;
            seen << question->kind;
            window.lessonPlayer().start(lesson, 1, static_cast<int>(step));
            QCoreApplication::processEvents();
            look(QStringLiteral("lesson %1, step %2").arg(lesson.name).arg(step + 1));
        }
    window.lessonPlayer().stop();
    dock->hide();
    QCoreApplication::processEvents();
}

} // namespace termscope
