#include "widgets/images/DrawingPad.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace termscope {
namespace {

constexpr double strokesAcross = 14.0; ///< widths of the pen that a picture has: what MNIST's digits are drawn with
constexpr int usualSide = 280;

} // namespace

DrawingPad::DrawingPad(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("pad"));
    setAccessibleName(tr("Picture to draw on"));
    setAccessibleDescription(tr("Arrow keys move the pen, Space draws, Delete clears"));
    setToolTip(
        tr("Draw with the mouse; the right button erases. Arrow keys move the pen, Space draws, Delete clears."));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    begin({28, 28});
}

void DrawingPad::begin(const QSize& size)
{
    picture_ = QImage(size, QImage::Format_RGB32);
    pen_.reset();
    clear();
}

void DrawingPad::clear()
{
    picture_.fill(Qt::black);
    update();
    emit changed();
}

void DrawingPad::setPicture(const QImage& picture)
{
    picture_.fill(Qt::black);
    const QImage scaled = picture.scaled(picture_.size(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter painter(&picture_);
    painter.drawImage((picture_.width() - scaled.width()) / 2, (picture_.height() - scaled.height()) / 2, scaled);
    painter.end();
    update();
    emit changed();
}

bool DrawingPad::isEmpty() const
{
    for (int row = 0; row < picture_.height(); ++row) {
        const auto* line = reinterpret_cast<const QRgb*>(picture_.constScanLine(row));
        if (std::any_of(line, line + picture_.width(), [](QRgb pixel) { return qGray(pixel) > 0; }))
            return false;
    }
    return true;
}

QSize DrawingPad::sizeHint() const
{
    return {usualSide, usualSide};
}

QSize DrawingPad::minimumSizeHint() const
{
    return {usualSide / 2, usualSide / 2};
}

/// Where the picture is drawn: as large as it can be with square pixels.
QRect DrawingPad::canvas() const
{
    QSize size = picture_.size();
    size.scale(rect().size(), Qt::KeepAspectRatio);
    return {QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

QPointF DrawingPad::pixelAt(const QPointF& position) const
{
    const QRect place = canvas();
    return {(position.x() - place.left()) * picture_.width() / std::max(1, place.width()),
            (position.y() - place.top()) * picture_.height() / std::max(1, place.height())};
}

void DrawingPad::stroke(const QPointF& from, const QPointF& to, bool erases)
{
    QPainter painter(&picture_);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = std::max(1.0, picture_.width() / strokesAcross);
    painter.setPen(QPen(erases ? Qt::black : Qt::white, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (from == to)
        painter.drawPoint(from);
    else
        painter.drawLine(from, to);
    painter.end();
    update();
    emit changed();
}

void DrawingPad::press(const QPointF& position, Qt::MouseButtons buttons, bool begins)
{
    if (!(buttons & (Qt::LeftButton | Qt::RightButton)))
        return;
    const QPointF now = pixelAt(position);
    stroke(begins ? now : last_, now, !(buttons & Qt::LeftButton));
    last_ = now;
}

void DrawingPad::mousePressEvent(QMouseEvent* event)
{
    press(event->position(), event->buttons(), true);
}

void DrawingPad::mouseMoveEvent(QMouseEvent* event)
{
    press(event->position(), event->buttons(), false);
}

void DrawingPad::keyPressEvent(QKeyEvent* event)
{
    const QPointF pen = pen_.value_or(QPointF(picture_.width() / 2.0, picture_.height() / 2.0));
    const double step = std::max(1.0, picture_.width() / (2.0 * strokesAcross));
    QPointF by;
    switch (event->key()) {
    case Qt::Key_Left: by = {-step, 0.0}; break;
    case Qt::Key_Right: by = {step, 0.0}; break;
    case Qt::Key_Up: by = {0.0, -step}; break;
    case Qt::Key_Down: by = {0.0, step}; break;
    case Qt::Key_Space: stroke(pen, pen, event->modifiers().testFlag(Qt::ShiftModifier)); break;
    case Qt::Key_Delete: clear(); break;
    default: QWidget::keyPressEvent(event); return;
    }
    const QPointF to = pen + by;
    pen_ = QPointF(std::clamp(to.x(), 0.0, double(picture_.width())),
                   std::clamp(to.y(), 0.0, double(picture_.height())));
    update();
}

void DrawingPad::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect place = canvas();
    painter.drawImage(place, picture_);
    painter.setPen(hasFocus() ? palette().color(QPalette::Highlight) : palette().color(QPalette::Mid));
    painter.drawRect(place.adjusted(0, 0, -1, -1));
    if (!hasFocus() || !pen_)
        return;
    const double scale = double(place.width()) / picture_.width();
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawEllipse(QPointF(place.topLeft()) + *pen_ * scale, scale, scale);
}

} // namespace termscope
