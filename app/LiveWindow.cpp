#include "app/LiveWindow.h"

#include "app/recovery/Recovery.h"
#include "app/teach/handout/HandoutDialog.h"
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPlayer.h"

#include <QEvent>
#include <QTimer>

#include <algorithm>

namespace termscope {
namespace {

/// The lesson goes on at its step in the language of the new window.
void continueLesson(const LessonPlayer& from, LessonPlayer& to)
{
    if (from.lesson() == nullptr)
        return;
    const std::vector<Lesson> lessons = embeddedLessons();
    const auto found = std::ranges::find(lessons, from.lesson()->name, &Lesson::name);
    // One that was read from a file has no translation.
    to.start(found == lessons.end() ? *from.lesson() : *found, from.seed(), from.step());
}

/// The lesson sets its step's view once it has seen the files; after that the learner's own comes back.
void bringBackView(Session& session, const ViewState& view)
{
    const auto bringBack = [&session, view] {
        session.changeView(view, QString());
        session.undoStack().clear();
    };
    QMetaObject::invokeMethod(&session, bringBack, Qt::QueuedConnection);
}

void takeOver(MainWindow& from, MainWindow& to)
{
    const Session& session = from.session();
    if (session.network())
        to.session().restore(session.files(), session.network(), session.dataset(), session.view(), session.text());
    to.files().setSessionPath(from.files().sessionPath());
    continueLesson(from.lessonPlayer(), to.lessonPlayer());
    if (session.network() && from.lessonPlayer().lesson() != nullptr)
        bringBackView(to.session(), session.view());
}

} // namespace

LiveWindow::LiveWindow() : window_(std::make_unique<MainWindow>())
{
    connectHandouts(*window_);
    window_->installEventFilter(this);
}

void LiveWindow::keepSession()
{
    keepsSession_ = true;
    window_->keepSession().offer();
}

bool LiveWindow::eventFilter(QObject* watched, QEvent* event)
{
    // Comes once for every translator that is taken away or installed.
    if (watched == window_.get() && event->type() == QEvent::LanguageChange && !waiting_) {
        waiting_ = true;
        QTimer::singleShot(0, this, &LiveWindow::renewWhenIdle);
    }
    return QObject::eventFilter(watched, event);
}

/// What is being read is shown first: it would be lost with the window.
void LiveWindow::renewWhenIdle()
{
    if (!window_->files().isBusy())
        return renew();
    connect(&window_->files(), &FileActions::idle, this, &LiveWindow::renew,
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

void LiveWindow::renew()
{
    window_->keepLayout();
    auto next = std::make_unique<MainWindow>();
    connectHandouts(*next);
    takeOver(*window_, *next);
    const bool shown = window_->isVisible();
    next->installEventFilter(this);
    // The new one is shown before the old one goes: with no window at all the application would end.
    std::swap(window_, next);
    if (shown)
        window_->show();
    next.reset();
    if (keepsSession_)
        window_->keepSession();
    waiting_ = false;
    emit renewed();
}

} // namespace termscope
