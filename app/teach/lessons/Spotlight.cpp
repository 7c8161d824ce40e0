#include "app/teach/lessons/Spotlight.h"

#include "widgets/theme/Theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace termscope {
namespace {

constexpr int margin = 4;

QRect placeOf(const QWidget& part, const QWidget& window)
{
    return {part.mapTo(&window, QPoint()), part.size()};
}

} // namespace

Spotlight::Spotlight(QWidget& window, const QWidget& spared) : QWidget(&window), spared_(&spared)
{
    setObjectName(QStringLiteral("spotlight"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    window.installEventFilter(this);
}

void Spotlight::pointAt(QWidget* target)
{
    if (target_)
        target_->removeEventFilter(this);
    target_ = target;
    if (target_)
        target_->installEventFilter(this);
    follow();
}

bool Spotlight::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::Show:
    case QEvent::Hide: follow(); break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void Spotlight::follow()
{
    setGeometry(parentWidget()->rect());
    const bool shown = target_ && target_->isVisibleTo(parentWidget());
    setVisible(shown);
    if (shown) {
        raise();
        update();
    }
}

/// A page that is wider than its place is scrolled: what is lit must not reach over its neighbours.
QRect Spotlight::lit() const
{
    if (!target_)
        return {};
    QRect seen = placeOf(*target_, *parentWidget());
    for (const QWidget* around = target_->parentWidget(); around != nullptr && around != parentWidget();
         around = around->parentWidget())
        seen &= placeOf(*around, *parentWidget());
    return seen.isEmpty() ? QRect() : seen.adjusted(-margin, -margin, margin, margin);
}

void Spotlight::paintEvent(QPaintEvent*)
{
    if (!target_)
        return;
    QPainterPath shade;
    shade.addRect(rect());
    QPainterPath hole;
    hole.addRoundedRect(lit(), margin, margin);
    if (spared_ && spared_->isVisibleTo(parentWidget()))
        shade = shade.subtracted([&] {
            QPainterPath spared;
            spared.addRect(placeOf(*spared_, *parentWidget()));
            return spared;
        }());
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(shade.subtracted(hole), theme.shade);
    painter.setPen(strokePen(theme.selection, 3.0));
    painter.drawPath(hole);
}

} // namespace termscope
