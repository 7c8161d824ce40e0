#include "app/teach/handout/LessonTour.h"

#include "app/session/Link.h"
#include "app/teach/lessons/LessonNames.h"
#include "app/teach/lessons/LessonPictures.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "app/window/MainWindow.h"
#include "app/window/PageRenderer.h"
#include "widgets/export/ExportableView.h"

#include <QDockWidget>
#include <QRegularExpression>

namespace termscope {
namespace {

constexpr int lookEvery = 20;        // milliseconds
constexpr qint64 patience = 600'000; // milliseconds for a step: a slow machine
constexpr QSize windowSize(1280, 800);

QString wordsFor(const QString& address, const WindowParts& window)
{
    const ExportableView* const view = window.view(address.section(QLatin1Char('/'), 1));
    if (view == nullptr)
        return {};
    return view->caption().isEmpty() ? view->title() : LessonTour::tr("%1. %2").arg(view->title(), view->caption());
}

} // namespace

QStringList pictureAddresses(const QString& markdown)
{
    static const QRegularExpression picture(QStringLiteral("!\\[[^\\]]*\\]\\(([^)]+)\\)"));
    QStringList addresses;
    for (auto match = picture.globalMatch(markdown); match.hasNext();)
        addresses << match.next().captured(1);
    return addresses;
}

LessonTour::LessonTour(QObject* parent) : QObject(parent)
{
    timer_.setInterval(lookEvery);
    connect(&timer_, &QTimer::timeout, this, &LessonTour::look);
}

LessonTour::~LessonTour() = default;

void LessonTour::start(const Lesson& lesson, const Session& shown)
{
    lesson_ = lesson;
    window_ = std::make_unique<MainWindow>();
    window_->setAttribute(Qt::WA_DontShowOnScreen);
    window_->setWindowState(Qt::WindowNoState);
    // Pictures have the same size however the user has arranged the window.
    window_->resetLayout();
    for (QDockWidget* dock : window_->docks())
        dock->hide();
    window_->resize(windowSize);
    window_->show(); // pages lay themselves out when they are shown
    connect(&window_->lessonPlayer(), &LessonPlayer::failed, this, &LessonTour::end);
    connect(&window_->files(), &FileActions::failed, this, &LessonTour::end);
    if (lesson_.example.isEmpty() && shown.network())
        window_->session().restore(shown.files(), shown.network(), shown.dataset(), shown.view(), shown.text());
    else
        window_->files().openExample(lesson_.example);
    waiting_.start();
    timer_.start();
}

void LessonTour::end(const QString& sentence)
{
    timer_.stop();
    emit failed(sentence);
}

bool LessonTour::isReady() const
{
    return window_->session().network() && isPageThere(*window_);
}

void LessonTour::look()
{
    const bool ready = isReady();
    if (!ready && waiting_.elapsed() > patience)
        return end(
            tr("Step %1 of the lesson was not ready after %2 seconds.").arg(facts_.size() + 1).arg(patience / 1000));
    if (!ready || !wasReady_) {
        wasReady_ = ready;
        return;
    }
    if (entered_)
        facts_.push_back(take());
    const int next = static_cast<int>(facts_.size());
    const int all = static_cast<int>(lesson_.steps.size());
    emit progressed(next, all);
    if (next < all)
        return enter(next);
    timer_.stop();
    emit finished();
}

void LessonTour::enter(int step)
{
    entered_ = true;
    wasReady_ = false;
    waiting_.restart();
    window_->lessonPlayer().start(lesson_, 1,
                                  step); // what is drawn here does not matter
}

StepFacts LessonTour::take() const
{
    StepFacts facts;
    facts.names = lessonNames(window_->session(), window_->workbench());
    facts.link = makeLink(window_->session().saved());
    const LessonStep& step = lesson_.steps[facts_.size()];
    for (const QString& address : pictureAddresses(lesson_.summary + step.markdown)) {
        LessonDrawing drawn = lessonDrawing(address, facts.names, window_.get());
        if (address.startsWith(QLatin1String("picture:view/")) && !drawn.size.isEmpty())
            facts.views[address] = {drawn.drawing, drawn.size, wordsFor(address, *window_), drawn.svg};
    }
    return facts;
}

} // namespace termscope
