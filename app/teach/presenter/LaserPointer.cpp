#include "app/teach/presenter/LaserPointer.h"

#include <QApplication>
#include <QPainter>

namespace termscope {
namespace {

constexpr double dotSide = 15.0;  // pixels at the desktop's type
constexpr double ringWidth = 2.5; // each of two
constexpr double haloSide = 34.0;

} // namespace

QCursor laserCursor(const Theme& theme, double ratio)
{
    const int side = scaled(static_cast<int>(haloSide));
    QPixmap picture(QSize(side, side) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPointF centre(side / 2.0, side / 2.0);
    const auto disc = [&](const QColor& color, double diameter) {
        painter.setBrush(color);
        painter.drawEllipse(centre, diameter / 2.0, diameter / 2.0);
    };
    QColor halo = theme.pointer;
    halo.setAlphaF(0.35F);
    disc(halo, side);
    const double dot = dotSide * typeScale();
    const double ring = ringWidth * typeScale();
    disc(Qt::black, dot + 4.0 * ring);
    disc(Qt::white, dot + 2.0 * ring);
    disc(theme.pointer, dot);
    painter.end();
    return QCursor(picture, side / 2, side / 2);
}

void LaserPointer::set(bool on)
{
    if (on == on_)
        return;
    on_ = on;
    if (on)
        QApplication::setOverrideCursor(laserCursor(themeFor(QApplication::palette()), qApp->devicePixelRatio()));
    else
        QApplication::restoreOverrideCursor();
}

void LaserPointer::retint()
{
    if (on_)
        QApplication::changeOverrideCursor(laserCursor(themeFor(QApplication::palette()), qApp->devicePixelRatio()));
}

} // namespace termscope
