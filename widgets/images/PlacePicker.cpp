#include "widgets/images/PlacePicker.h"

#include "widgets/theme/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace termscope {
namespace {

constexpr int side = 60;

} // namespace

PlacePicker::PlacePicker(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Chosen image"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize PlacePicker::sizeHint() const
{
    return {scaled(side), scaled(side)};
}

void PlacePicker::setImage(const QImage& image)
{
    image_ = image;
    setPlace(-1, -1);
}

void PlacePicker::setPlace(qint64 row, qint64 column)
{
    row_ = row;
    column_ = column;
    update();
    announceValue(*this);
}

void PlacePicker::setChoosing(bool choosing)
{
    choosing_ = choosing;
    setFocusPolicy(choosing ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(choosing ? Qt::CrossCursor : Qt::ArrowCursor);
    setToolTip(choosing ? tr(
                   "Drag the cross to the place whose activations meet the weights; a double click takes the middle.")
                        : QString());
    update();
}

QString PlacePicker::accessibleValue() const
{
    return isChoosing() ? tr("row %1, column %2").arg(place().y()).arg(place().x())
                        : tr("shown whole: the layer takes no place of it");
}

QString PlacePicker::keyTopic() const
{
    return tr("Chosen image");
}

QList<KeyHelp> PlacePicker::keyHelp() const
{
    return {{{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}, tr("Move the place whose activations are shown")},
            {{Qt::Key_Home}, tr("Back to the middle")}};
}

QRectF PlacePicker::pictureRect() const
{
    if (image_.isNull())
        return QRectF(rect());
    const QSizeF size = QSizeF(image_.size()).scaled(QSizeF(rect().size()) - QSizeF(2, 2), Qt::KeepAspectRatio);
    return {(width() - size.width()) / 2.0, (height() - size.height()) / 2.0, size.width(), size.height()};
}

QPoint PlacePicker::place() const
{
    return {column_ < 0 ? image_.width() / 2 : static_cast<int>(column_),
            row_ < 0 ? image_.height() / 2 : static_cast<int>(row_)};
}

void PlacePicker::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    const QRectF picture = pictureRect();
    if (image_.isNull())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, image_.width() > picture.width());
    painter.drawImage(picture, image_);
    if (isChoosing()) {
        const QPointF at(picture.left() + (place().x() + 0.5) * picture.width() / image_.width(),
                         picture.top() + (place().y() + 0.5) * picture.height() / image_.height());
        for (const auto& [color, width] : {std::pair{theme.surface, 3.0}, std::pair{theme.current, 1.4}}) {
            painter.setPen(strokePen(color, width));
            painter.drawLine(QPointF(picture.left(), at.y()), QPointF(picture.right(), at.y()));
            painter.drawLine(QPointF(at.x(), picture.top()), QPointF(at.x(), picture.bottom()));
        }
    }
    painter.setPen(strokePen(hasFocus() ? theme.selection : theme.frame, hasFocus() ? theme.focusWidth : 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(picture);
}

void PlacePicker::ask(const QPointF& at, bool inProgress)
{
    if (!isChoosing())
        return;
    const QRectF picture = pictureRect();
    const auto pixel = [](double share, int size) {
        return std::clamp<qint64>(static_cast<qint64>(std::floor(share * size)), 0, size - 1);
    };
    emit placeChosen(pixel((at.y() - picture.top()) / picture.height(), image_.height()),
                     pixel((at.x() - picture.left()) / picture.width(), image_.width()), inProgress);
}

void PlacePicker::mousePressEvent(QMouseEvent* event)
{
    dragging_ = event->button() == Qt::LeftButton;
    if (dragging_)
        ask(event->position(), true);
}

void PlacePicker::mouseMoveEvent(QMouseEvent* event)
{
    if (dragging_)
        ask(event->position(), true);
}

void PlacePicker::mouseReleaseEvent(QMouseEvent* event)
{
    if (std::exchange(dragging_, false))
        ask(event->position(), false);
}

void PlacePicker::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && isChoosing())
        emit placeChosen(-1, -1, false);
}

void PlacePicker::keyPressEvent(QKeyEvent* event)
{
    QPoint move;
    switch (event->key()) {
    case Qt::Key_Left: move = {-1, 0}; break;
    case Qt::Key_Right: move = {1, 0}; break;
    case Qt::Key_Up: move = {0, -1}; break;
    case Qt::Key_Down: move = {0, 1}; break;
    case Qt::Key_Home:
        if (isChoosing())
            emit placeChosen(-1, -1, false);
        return;
    default: QWidget::keyPressEvent(event); return;
    }
    if (!isChoosing())
        return;
    const QPoint to = place() + move;
    emit placeChosen(std::clamp(to.y(), 0, image_.height() - 1), std::clamp(to.x(), 0, image_.width() - 1), false);
}

} // namespace termscope
