#include "widgets/controls/ProgressPanel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace termscope {
namespace {

constexpr int barSteps = 1000;
constexpr int tick = 500; ///< milliseconds

QString leftText(const std::optional<double>& seconds)
{
    if (!seconds)
        return {};
    const RoundTime time = rounded(*seconds);
    switch (time.unit) {
    case TimeUnit::Seconds: return ProgressPanel::tr("about %1 s left").arg(time.amount);
    case TimeUnit::Minutes: return ProgressPanel::tr("about %1 min left").arg(time.amount);
    case TimeUnit::Hours: break;
    }
    return ProgressPanel::tr("about %1 h left").arg(time.amount);
}

void name(QToolButton& button, const QString& text, const QString& help)
{
    button.setText(text);
    button.setAccessibleName(text);
    button.setToolTip(help);
}

} // namespace

ProgressPanel::ProgressPanel(QWidget* parent)
    : QWidget(parent), title_(new QLabel), bar_(new QProgressBar), left_(new QLabel), stop_(new QToolButton)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    title_->setObjectName(QStringLiteral("progressTitle"));
    bar_->setObjectName(QStringLiteral("progress"));
    bar_->setMaximumWidth(140);
    bar_->setTextVisible(false);
    left_->setObjectName(QStringLiteral("timeLeft"));
    left_->setToolTip(tr("From how fast it went in the last %1 seconds").arg(TimeLeft::window));
    stop_->setObjectName(QStringLiteral("stop"));
    stop_->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(title_);
    layout->addWidget(bar_);
    layout->addWidget(left_);
    layout->addWidget(stop_);
    hide();
    delay_.setSingleShot(true);
    delay_.setInterval(patience);
    ticks_.setInterval(tick);
    connect(&delay_, &QTimer::timeout, this, &ProgressPanel::show);
    connect(&ticks_, &QTimer::timeout, this, &ProgressPanel::show);
    connect(stop_, &QToolButton::clicked, this, [this] {
        const bool runs = jobs_[static_cast<std::size_t>(shown_)].running;
        runs ? emit stopRequested(shown_) : emit continueRequested(shown_);
    });
}

int ProgressPanel::addJob(const QString& title)
{
    jobs_.push_back({title, false, {}, {}, {}, {}});
    return static_cast<int>(jobs_.size()) - 1;
}

void ProgressPanel::setStopped(int job, const QString& sentence)
{
    jobs_[static_cast<std::size_t>(job)].stopped = sentence;
    if (std::ranges::none_of(jobs_, &Job::running))
        show();
}

void ProgressPanel::setTitle(int job, const QString& title)
{
    jobs_[static_cast<std::size_t>(job)].title = title;
    if (job == shown_)
        show();
}

void ProgressPanel::setRunning(int number, bool running)
{
    Job& job = jobs_[static_cast<std::size_t>(number)];
    if (job.running == running)
        return;
    job.running = running;
    job.fraction.reset();
    job.left = {};
    if (running)
        job.clock.start();
    if (!isHidden() || std::ranges::none_of(jobs_, &Job::running))
        show();
    else if (!delay_.isActive())
        delay_.start();
}

void ProgressPanel::report(int number, double fraction)
{
    Job& job = jobs_[static_cast<std::size_t>(number)];
    if (!job.running)
        return;
    job.fraction = fraction;
    job.left.report(fraction, static_cast<double>(job.clock.elapsed()) / 1000.0);
    if (number == shown_)
        show();
}

void ProgressPanel::show()
{
    auto first = std::ranges::find_if(jobs_, &Job::running);
    if (first == jobs_.end())
        first = std::ranges::find_if(jobs_, [](const Job& job) { return !job.stopped.isEmpty(); });
    shown_ = first == jobs_.end() ? -1 : static_cast<int>(first - jobs_.begin());
    setVisible(shown_ >= 0);
    if (shown_ >= 0 && first->running)
        return showRunning(*first);
    ticks_.stop();
    delay_.stop();
    if (shown_ >= 0)
        showStopped(*first);
}

void ProgressPanel::showRunning(const Job& job)
{
    if (!ticks_.isActive())
        ticks_.start();
    title_->setText(job.title);
    bar_->show();
    bar_->setAccessibleName(job.title);
    bar_->setRange(0, job.fraction ? barSteps : 0);
    if (job.fraction)
        bar_->setValue(static_cast<int>(*job.fraction * barSteps));
    left_->setText(leftText(job.left.at(static_cast<double>(job.clock.elapsed()) / 1000.0)));
    left_->setVisible(!left_->text().isEmpty());
    name(*stop_, tr("Stop"), tr("Stop computing"));
}

void ProgressPanel::showStopped(const Job& job)
{
    title_->setText(job.stopped);
    bar_->hide();
    left_->hide();
    name(*stop_, tr("Continue"), tr("Go on where it was stopped"));
}

} // namespace termscope
