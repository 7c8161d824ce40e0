#include "app/teach/lessons/LessonPlayer.h"

#include "app/session/FileOpener.h"
#include "app/session/Link.h"
#include "app/teach/lessons/LessonText.h"

#include <QSettings>

namespace termscope {
namespace {

QString progressKey(const QString& lesson)
{
    return QStringLiteral("lessons/") + lesson;
}

} // namespace

LessonPlayer::LessonPlayer(Session& session, Workbench& workbench, QObject* parent)
    : QObject(parent), session_(session), workbench_(workbench)
{
    connect(&session, &Session::viewChanged, this, &LessonPlayer::watch);
    for (const auto signal : {&Workbench::groupChanged, &Workbench::referenceChanged, &Workbench::evaluationChanged,
                              &Workbench::raceChanged, &Workbench::curveChanged})
        connect(&workbench, signal, this, &LessonPlayer::watch);
    connect(&workbench, &Workbench::runningChanged, this, &LessonPlayer::watch);
    // Another example was opened for this lesson: its view could not be set before. Queued: the session is still
    // telling.
    connect(&session, &Session::filesChanged, this, &LessonPlayer::setView, Qt::QueuedConnection);
}

ExpressionNames LessonPlayer::names() const
{
    ExpressionNames names = lessonNames(session_, workbench_);
    names.values.insert(draws_.begin(), draws_.end());
    return names;
}

bool LessonPlayer::isLast() const
{
    return lesson_ && step_ + 1 == static_cast<int>(lesson_->steps.size());
}

int LessonPlayer::stepsDone(const QString& lesson)
{
    return QSettings().value(progressKey(lesson), 0).toInt();
}

bool LessonPlayer::isExampleOpen() const
{
    const OpenFiles& files = session_.files();
    const bool embedded = files.network.isEmpty() && files.images.isEmpty();
    const std::string_view name = exampleOf(files).name;
    return lesson_->example.isEmpty()
           || (embedded && lesson_->example == QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
}

void LessonPlayer::start(const Lesson& lesson, quint32 seed, int step)
{
    lesson_ = lesson;
    seed_ = seed;
    if (!isExampleOpen())
        emit exampleWanted(lesson.example);
    goTo(std::clamp(step, 0, static_cast<int>(lesson.steps.size()) - 1));
}

void LessonPlayer::stop()
{
    lesson_.reset();
    emit stepChanged();
}

void LessonPlayer::goTo(int step)
{
    step_ = step;
    draws_ = drawn(current().draws, seed_, step);
    answered_ = !current().question;
    reached_ = current().until.empty();
    setView();
    watch();
    emit stepChanged();
}

void LessonPlayer::setView()
{
    // Where the example is still being opened, filesChanged comes here again.
    if (!lesson_ || current().set.empty() || !session_.network() || !isExampleOpen())
        return;
    SavedView saved = session_.saved();
    for (const auto& [key, value] : current().set) {
        const Result<bool> known = setKey(saved, QString::fromStdString(key), QString::fromStdString(value));
        if (!known || !*known)
            return emit failed(tr("Lesson %1, step %2: %3")
                                   .arg(lesson_->title)
                                   .arg(step_ + 1)
                                   .arg(QString::fromStdString(known ? key : known.error().message)));
    }
    const Dataset none;
    const Result<ViewState> view = resolveView(saved, *session_.network(),
                                               session_.dataset() ? *session_.dataset() : none, session_.text().get());
    if (!view)
        return emit failed(tr("Lesson %1, step %2: %3")
                               .arg(lesson_->title)
                               .arg(step_ + 1)
                               .arg(QString::fromStdString(view.error().message)));
    session_.changeView(*view, tr("lesson %1, step %2").arg(lesson_->title).arg(step_ + 1));
}

/// A state once reached stays reached: a learner may drag on. Results of the view before must not count.
void LessonPlayer::watch()
{
    if (!lesson_)
        return;
    if (!reached_ && workbench_.isViewThere()) {
        const Result<double> value = evaluateExpression(current().until, names());
        reached_ = value && *value != 0.0;
    }
    emit stateChanged();
}

void LessonPlayer::back()
{
    if (lesson_ && step_ > 0)
        goTo(step_ - 1);
}

void LessonPlayer::next()
{
    if (!lesson_ || !canGoOn())
        return;
    QSettings settings;
    const QString key = progressKey(lesson_->name);
    settings.setValue(key, std::max(settings.value(key, 0).toInt(), step_ + 1));
    leave();
}

void LessonPlayer::skip()
{
    if (lesson_)
        leave();
}

void LessonPlayer::leave()
{
    if (!isLast())
        return goTo(step_ + 1);
    const QString name = lesson_->name;
    stop();
    emit finished(name);
}

Verdict LessonPlayer::answer(const LessonAnswer& given)
{
    const Verdict verdict = judge(*current().question, given, names());
    if (verdict == Verdict::Right && !answered_) {
        answered_ = true;
        emit stateChanged();
    }
    return verdict;
}

std::optional<double> LessonPlayer::giveUp()
{
    const Result<double> right = evaluateExpression(current().question->answer, names());
    if (!right)
        return std::nullopt;
    answered_ = true;
    emit stateChanged();
    return *right;
}

} // namespace termscope
