#include "widgets/terms/StepPlayer.h"

#include "widgets/controls/ChoiceBox.h"
#include "widgets/language/Numbers.h"
#include "widgets/theme/PaintedIcon.h"
#include "widgets/theme/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double stepsPerSecond = 1.25;
constexpr int millisecondsPerFrame = 16;

constexpr int iconSide = 18;

QPolygonF triangle(double tipX, double baseX)
{
    return {QPointF(baseX, 3.0), QPointF(tipX, 9.0), QPointF(baseX, 15.0)};
}

void drawFirst(QPainter& painter)
{
    painter.setPen(Qt::NoPen);
    painter.drawRect(QRectF(3.0, 3.0, 2.5, 12.0));
    painter.drawPolygon(triangle(6.0, 15.0));
}

void drawBack(QPainter& painter)
{
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(triangle(3.0, 11.0));
    painter.drawRect(QRectF(12.5, 3.0, 2.5, 12.0));
}

void drawPlay(QPainter& painter)
{
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(triangle(15.0, 4.0));
}

void drawPause(QPainter& painter)
{
    painter.setPen(Qt::NoPen);
    painter.drawRect(QRectF(4.0, 3.0, 3.5, 12.0));
    painter.drawRect(QRectF(10.5, 3.0, 3.5, 12.0));
}

void drawForward(QPainter& painter)
{
    painter.setPen(Qt::NoPen);
    painter.drawRect(QRectF(3.0, 3.0, 2.5, 12.0));
    painter.drawPolygon(triangle(15.0, 7.0));
}

} // namespace

StepPlayer::StepPlayer(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    reset_ = addButton(tr("Back to the start"), tr("Back to the start (Home)"), &StepPlayer::reset);
    back_ = addButton(tr("Step back"), tr("Step back (Left)"), &StepPlayer::stepBack);
    play_ = addButton(tr("Play"), tr("Play or pause (Space)"), &StepPlayer::togglePlaying);
    forward_ = addButton(tr("Step forward"), tr("Step forward (Right)"), &StepPlayer::stepForward);
    slider_ = new QSlider(Qt::Horizontal);
    slider_->setRange(0, 0);
    slider_->setPageStep(1);
    slider_->setMinimumWidth(60);
    slider_->setAccessibleName(tr("Step"));
    slider_->setToolTip(tr("Drag to any step; Left and Right go one step"));
    slider_->installEventFilter(this);
    position_ = new QLabel;
    speed_ = new ChoiceBox;
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(tr("Speed"));
    layout->addWidget(slider_, 1);
    layout->addWidget(position_);
    layout->addWidget(speed_);

    // Over the slider, which nobody holds meanwhile: nothing moves when it comes and goes.
    waiting_ = new QLabel(tr("paused while you point"), this);
    waiting_->setObjectName(QStringLiteral("waiting"));
    waiting_->setAlignment(Qt::AlignCenter);
    waiting_->setAutoFillBackground(true);
    waiting_->setAttribute(Qt::WA_TransparentForMouseEvents);
    waiting_->hide();

    std::vector<Speed> speeds;
    for (const auto& [title, factor] : {std::pair{"½×", 0.5}, {"1×", 1.0}, {"2×", 2.0}, {"4×", 4.0}})
        speeds.push_back({QString::fromUtf8(title), stepsPerSecond * factor, 0.0});
    setSpeeds(speeds, 1);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(speed_, &QComboBox::currentIndexChanged, this, &StepPlayer::applySpeed);
    connect(&timer_, &QTimer::timeout, this, &StepPlayer::advance);
    connect(slider_, &QSlider::valueChanged, this, [this](int value) {
        if (value == slider_->maximum())
            pause();
        updateState();
        Q_EMIT stepChanged(value);
    });
    connect(slider_, &QSlider::sliderPressed, this, &StepPlayer::pause);
    updateState();
}

void StepPlayer::setSpeeds(const std::vector<Speed>& speeds, int chosen)
{
    speeds_ = speeds;
    {
        const QSignalBlocker quiet(speed_);
        speed_->clear();
        for (const Speed& speed : speeds_)
            speed_->addItem(speed.title);
    }
    speed_->setCurrentIndex(chosen);
    applySpeed();
}

void StepPlayer::applySpeed()
{
    timer_.setInterval(static_cast<int>(std::max<double>(1000.0 / rate(), millisecondsPerFrame)));
}

double StepPlayer::rate() const
{
    const int chosen = std::max(speed_->currentIndex(), 0);
    const Speed& speed = speeds_[static_cast<std::size_t>(chosen)];
    return speed.seconds > 0.0 ? std::max(stepCount() / speed.seconds, 1.0) : speed.rate;
}

/// One step a tick as long as ticks keep up, else as many as time has brought.
void StepPlayer::advance()
{
    const double seconds = static_cast<double>(clock_.restart()) / 1000.0;
    if (1000.0 / rate() >= millisecondsPerFrame) {
        stepForward();
        return;
    }
    owed_ += seconds * rate();
    const double whole = std::floor(owed_);
    owed_ -= whole;
    setStep(static_cast<int>(std::min<double>(step() + whole, stepCount())));
}

QToolButton* StepPlayer::addButton(const QString& name, const QString& tip, void (StepPlayer::*slot)())
{
    auto* button = new QToolButton(this);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->installEventFilter(this);
    connect(button, &QToolButton::clicked, this, slot);
    layout()->addWidget(button);
    return button;
}

void StepPlayer::setStepCount(int steps)
{
    {
        const QSignalBlocker blocker(slider_);
        const int before = slider_->value();
        slider_->setRange(0, steps);
        slider_->setPageStep(std::max(1, steps / 20));
        fitPosition();
        applySpeed();
        if (slider_->value() == before) {
            updateState();
            return;
        }
    }
    pause();
    updateState();
    Q_EMIT stepChanged(step());
}

int StepPlayer::stepCount() const
{
    return slider_->maximum();
}

void StepPlayer::setStep(int step)
{
    slider_->setValue(step);
}

int StepPlayer::step() const
{
    return slider_->value();
}

void StepPlayer::play()
{
    if (isPlaying() || stepCount() == 0)
        return;
    if (step() == stepCount())
        setStep(0);
    owed_ = 0.0;
    playing_ = true;
    run();
    updateState();
    Q_EMIT playingChanged(true);
}

/// The clock goes while playing, unless something is pointed at.
void StepPlayer::run()
{
    if (!playing_ || isWaiting()) {
        timer_.stop();
    } else if (!timer_.isActive()) {
        clock_.start();
        timer_.start();
    }
    showWaiting();
}

void StepPlayer::showWaiting()
{
    waiting_->setVisible(isWaiting());
    waiting_->setGeometry(slider_->geometry());
    waiting_->raise();
}

void StepPlayer::waitWhileOver(QWidget* picture)
{
    pictures_.push_back(picture);
    picture->installEventFilter(this);
}

void StepPlayer::setWaiting(const QObject* reason, bool waiting)
{
    if (waiting)
        reasons_.insert(reason);
    else
        reasons_.erase(reason);
    run();
}

void StepPlayer::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showWaiting();
}

void StepPlayer::pause()
{
    if (!isPlaying())
        return;
    playing_ = false;
    run();
    updateState();
    Q_EMIT playingChanged(false);
}

void StepPlayer::togglePlaying()
{
    if (isPlaying())
        pause();
    else
        play();
}

void StepPlayer::stepForward()
{
    setStep(step() + 1);
}

void StepPlayer::stepBack()
{
    pause();
    setStep(step() - 1);
}

void StepPlayer::reset()
{
    pause();
    setStep(0);
}

bool StepPlayer::handleKey(const QKeyEvent& event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Left: stepBack(); return true;
    case Qt::Key_Right:
        pause();
        stepForward();
        return true;
    case Qt::Key_Home: reset(); return true;
    case Qt::Key_End:
        pause();
        setStep(stepCount());
        return true;
    case Qt::Key_Space: togglePlaying(); return true;
    default: return false;
    }
}

QString StepPlayer::keyTopic() const
{
    return tr("Steps, on the slider or the picture");
}

QList<KeyHelp> StepPlayer::keyHelp() const
{
    return {
        {{Qt::Key_Space}, tr("Play or pause")},
        {{Qt::Key_Left, Qt::Key_Right}, tr("One step back, one on")},
        {{Qt::Key_Home}, tr("Back to the start")},
        {{Qt::Key_End}, tr("To the end")},
    };
}

QWidget* StepPlayer::keyWidget()
{
    return slider_;
}

bool StepPlayer::eventFilter(QObject* watched, QEvent* event)
{
    if (std::ranges::find(pictures_, watched) != pictures_.end()) {
        if (event->type() == QEvent::Enter)
            setWaiting(watched, true);
        else if (event->type() == QEvent::Leave || event->type() == QEvent::Hide)
            setWaiting(watched, false);
    } else if (event->type() == QEvent::KeyPress) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        // Space on a button presses that button.
        if ((key.key() != Qt::Key_Space || watched == slider_) && handleKey(key))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void StepPlayer::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        updateIcons();
        fitPosition();
    }
}

/// The slider stands still while the number beside it grows.
void StepPlayer::fitPosition()
{
    const QString widest = tr("%1 of %1").arg(countText(std::max(stepCount(), 10)));
    position_->setMinimumWidth(fontMetrics().horizontalAdvance(widest));
}

void StepPlayer::updateIcons()
{
    const auto draw = [this](QToolButton* button, IconShape shape) {
        button->setIcon(paintedIcon(shape, iconSide, palette()));
        button->setIconSize({scaled(iconSide), scaled(iconSide)});
    };
    draw(reset_, drawFirst);
    draw(back_, drawBack);
    draw(play_, isPlaying() ? drawPause : drawPlay);
    draw(forward_, drawForward);
}

void StepPlayer::updateState()
{
    position_->setText(tr("%1 of %2").arg(countText(step()), countText(stepCount())));
    reset_->setEnabled(step() > 0);
    back_->setEnabled(step() > 0);
    forward_->setEnabled(step() < stepCount());
    play_->setEnabled(stepCount() > 0);
    play_->setAccessibleName(isPlaying() ? tr("Pause") : tr("Play"));
    updateIcons();
}

} // namespace termscope
