// What the strip of steps tells assistive technology, and its keys.
#include "widgets/array/GanttStrip.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace termscope {

std::int64_t GanttStrip::lastCycle() const
{
    std::int64_t last = 0;
    for (const Lane& lane : lanes_)
        if (lane.run)
            last = std::max(last, lane.run->schedule.cycles());
    return last;
}

QString GanttStrip::accessibleValue() const
{
    const QLocale locale;
    const auto shown = [&](std::int64_t number) { return locale.toString(static_cast<qlonglong>(number)); };
    QStringList parts{tr("cycle %1 of %2").arg(shown(position_), shown(lastCycle()))};
    for (const Lane& lane : lanes_) {
        if (!lane.run)
            continue;
        const Moment moment = lane.run->schedule.at(std::min(position_, lane.run->schedule.cycles()));
        parts << (moment.phase == ArrayPhase::Finished
                      ? tr("%1: finished").arg(lane.name)
                      : tr("%1: fold %2, step %3").arg(lane.name, shown(moment.fold + 1), shown(moment.step + 1)));
    }
    return parts.join(QStringLiteral("; "));
}

std::optional<AccessibleNumber> GanttStrip::accessibleNumber() const
{
    return AccessibleNumber{static_cast<double>(position_), 0.0, static_cast<double>(lastCycle())};
}

void GanttStrip::setAccessibleNumber(double value)
{
    emit positionRequested(std::clamp<std::int64_t>(std::llround(value), 0, lastCycle()));
}

QString GanttStrip::keyTopic() const
{
    return tr("Steps on one clock");
}

QList<KeyHelp> GanttStrip::keyHelp() const
{
    return {
        {{Qt::Key_Left, Qt::Key_Right}, tr("One cycle back, one on")},
        {{Qt::Key_PageUp, Qt::Key_PageDown}, tr("A third of what is shown back, on")},
        {{Qt::Key_Home}, tr("To the first cycle")},
        {{Qt::Key_End}, tr("To the last cycle")},
        {{Qt::Key_Plus, Qt::Key_Minus}, tr("Show less time, show more")},
    };
}

/// True if the key was one of those that move the clock.
bool GanttStrip::handleKey(int key)
{
    const std::int64_t page = std::max<std::int64_t>(span_ / 3, 1);
    std::int64_t to = position_;
    switch (key) {
    case Qt::Key_Left: --to; break;
    case Qt::Key_Right: ++to; break;
    case Qt::Key_PageUp: to -= page; break;
    case Qt::Key_PageDown: to += page; break;
    case Qt::Key_Home: to = 0; break;
    case Qt::Key_End: to = lastCycle(); break;
    default: return false;
    }
    setAccessibleNumber(static_cast<double>(to));
    return true;
}

} // namespace termscope
