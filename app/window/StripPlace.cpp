#include "app/window/StripPlace.h"

#include "app/teach/lessons/LessonPlayer.h"
#include "app/teach/lessons/StepSettings.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/theme/Theme.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QEvent>

namespace termscope {
namespace {

constexpr double pageRoom = 520.0; ///< pixels that a page needs beside a lesson, at the normal size of type

} // namespace

StripPlace::StripPlace(SettingsStrip& strip, QBoxLayout& room, LessonPlayer& player, QDockWidget& lessons,
                       QWidget& window)
    : QObject(&window), strip_(strip), room_(room), player_(player), lessons_(lessons), window_(window)
{
    window_.installEventFilter(this);
    connect(&player_, &LessonPlayer::stepChanged, this, &StripPlace::changed);
    connect(&lessons_, &QDockWidget::visibilityChanged, this, &StripPlace::changed);
    connect(&lessons_, &QDockWidget::topLevelChanged, this, &StripPlace::changed);
}

bool StripPlace::isTight() const
{
    if (player_.lesson() == nullptr || lessons_.isHidden() || lessons_.isFloating())
        return false;
    const int beside = lessons_.minimumSizeHint().width() + (strip_.isFolded() ? width_ : strip_.sizeHint().width());
    return window_.width() - beside < pageRoom * typeScale();
}

QStringList StripPlace::needed() const
{
    return player_.lesson() == nullptr ? QStringList() : settingsOf(player_.current());
}

bool StripPlace::arrange()
{
    if (!strip_.isFolded())
        width_ = strip_.sizeHint().width();
    const bool tight = isTight();
    const QStringList left = tight ? needed() : QStringList();
    strip_.fold(left);
    room_.setDirection(left.isEmpty() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    return !tight || !left.isEmpty();
}

bool StripPlace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange)
        emit changed();
    return QObject::eventFilter(watched, event);
}

} // namespace termscope
