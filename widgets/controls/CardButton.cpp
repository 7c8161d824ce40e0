#include "widgets/controls/CardButton.h"

#include "widgets/theme/Theme.h"

#include <QEvent>
#include <QPainter>

namespace termscope {
namespace {

constexpr int wrapped = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr int unlimited = 1 << 16;

int heightOf(const QFont& font, const QString& text, int width)
{
    return text.isEmpty() ? 0 : QFontMetrics(font).boundingRect(0, 0, width, unlimited, wrapped, text).height();
}

} // namespace

CardButton::CardButton(const QString& title, const QString& description, QWidget* parent) : QAbstractButton(parent)
{
    setText(title);
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // not Fixed: that is one line high
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setDescription(description);
}

void CardButton::setDescription(const QString& description)
{
    description_ = description;
    setAccessibleDescription(description);
    setToolTip(description.isEmpty() ? text() : description);
    updateGeometry();
    update();
}

int CardButton::padding() const
{
    return fontMetrics().height() / 2;
}

QRect CardButton::textRect(int width) const
{
    return {2 * padding(), padding(), std::max(width - 4 * padding(), 1), unlimited};
}

int CardButton::heightForWidth(int width) const
{
    const int inside = textRect(width).width();
    return heightOf(headingFont(font()), text(), inside) + heightOf(font(), description_, inside) + 2 * padding();
}

QSize CardButton::sizeHint() const
{
    const int widest = std::max(QFontMetrics(headingFont(font())).horizontalAdvance(text()),
                                fontMetrics().horizontalAdvance(description_));
    const int width = widest + 4 * padding() + 2;
    return {width, heightForWidth(width)};
}

QSize CardButton::minimumSizeHint() const
{
    const int width = 20 * fontMetrics().averageCharWidth() + 4 * padding();
    return {width, sizeHint().height()};
}

void CardButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double share = isDown() ? 0.16 : underMouse() ? 0.08 : 0.0;
    painter.setBrush(mixed(theme.surface, theme.selection, share));
    painter.setPen(strokePen(hasFocus() ? theme.selection : theme.grid, hasFocus() ? theme.focusWidth : 1.0));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4.0, 4.0);
    QRect place = textRect(width());
    painter.setFont(headingFont(font()));
    painter.setPen(theme.ink);
    painter.drawText(place, wrapped, text());
    place.setTop(place.top() + heightOf(headingFont(font()), text(), place.width()));
    painter.setFont(font());
    painter.setPen(theme.mutedInk);
    painter.drawText(place, wrapped, description_);
}

void CardButton::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace termscope
