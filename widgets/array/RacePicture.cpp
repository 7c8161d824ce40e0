#include "widgets/array/RacePicture.h"

#include "widgets/array/ArrayPainter.h"
#include "widgets/language/Numbers.h"

#include <QFontMetricsF>

#include <algorithm>

namespace termscope {
namespace {

/// At the foot, in small letters on as many lines as it takes. Returns where it begins.
double paintOrigin(QPainter& painter, const QString& origin, QSize size, double margin, const Theme& theme)
{
    if (origin.isEmpty())
        return size.height();
    painter.save();
    QFont small = painter.font();
    small.setPixelSize(std::max(8, small.pixelSize() * 4 / 5));
    painter.setFont(small);
    painter.setPen(theme.mutedInk);
    const QRectF room(margin, 0.0, size.width() - 2.0 * margin, size.height());
    const double height = painter.boundingRect(room, Qt::TextWordWrap, origin).height();
    const double top = size.height() - height - 2.0;
    painter.drawText(QRectF(room.left(), top, room.width(), height), Qt::TextWordWrap, origin);
    painter.restore();
    return top;
}

} // namespace

QImage RacePicture::draw(QSize size, std::int64_t position) const
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(theme.surface);
    QPainter painter(&image);
    QFont text = font;
    text.setPixelSize(std::max(9, size.height() / 32));
    painter.setFont(text);
    const double line = QFontMetricsF(text).height() + 4.0;
    const double margin = line / 2.0;
    painter.setPen(theme.ink);
    painter.drawText(QRectF(margin, 2.0, size.width() - 2.0 * margin, line), Qt::AlignCenter, title);
    const double bottom = paintOrigin(painter, origin, size, margin, theme);
    const double width = size.width() / 2.0;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const Lane& lane = lanes[i];
        const std::int64_t cycles = lane.run->schedule.cycles();
        const QColor& fill = i == 0 ? theme.quantized : theme.revealed;
        ArrayFrame frame;
        fillFrame(*lane.run, std::clamp<std::int64_t>(position, 0, cycles), frame);
        const double left = static_cast<double>(i) * width;
        painter.setFont(headingFont(text));
        painter.setPen(theme.ink);
        painter.drawText(QRectF(left + margin, line + 2.0, width - 2.0 * margin, line),
                         Qt::AlignLeft | Qt::AlignVCenter, lane.name);
        painter.setFont(text);
        painter.drawText(QRectF(left + margin, line + 2.0, width - 2.0 * margin, line),
                         Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("%1 / %2").arg(countText(frame.moment.position), countText(cycles)));
        const QRectF body(left + margin, 2.0 * line + 4.0, width - 2.0 * margin, bottom - 3.5 * line);
        paintArray(painter, body, fitArray(body, frame.rows, frame.columns),
                   {lane.run.get(), &frame, fill, -1, -1, false}, theme, text);
        const QRectF bar(left + margin, bottom - line, width - 2.0 * margin, line / 2.0);
        painter.fillRect(bar, mixed(theme.surface, fill, theme.wash));
        const double share = static_cast<double>(frame.moment.position)
                             / static_cast<double>(std::max<std::int64_t>(cycles, 1));
        painter.fillRect(QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())), fill);
    }
    return image;
}

} // namespace termscope
