#include "widgets/terms/HesePainter.h"

#include "widgets/language/Translated.h"
#include "widgets/terms/TermGridPainter.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

constexpr double widestColumn = 56.0;

/// Columns are bit positions, the highest at the left; one more than there are steps, for the window's upper bit.
struct HeseLayout {
    HeseLayout(const HesePicture& picture, const QRectF& target, const QFont& font)
    {
        const QFontMetricsF metrics(font);
        rowHeight = std::ceil(metrics.height() * 1.6);
        columns = static_cast<int>(picture.steps.size()) + 1;
        for (const QString& label :
             {termscope::tr("power"), termscope::tr("bit"), termscope::tr("mode"), termscope::tr("digit")})
            labelWidth = std::max(labelWidth, metrics.horizontalAdvance(label) + 14.0);
        columnWidth = std::min(widestColumn * typeScale(), (target.width() - labelWidth - 6.0) / columns);
        left = target.left() + labelWidth;
        top = target.top() + 4.0;
    }

    QRectF box(int position, int row) const
    {
        return {left + (columns - 1 - position) * columnWidth, top + row * rowHeight, columnWidth, rowHeight};
    }

    int columns = 0;
    double rowHeight = 0.0;
    double labelWidth = 0.0;
    double columnWidth = 0.0;
    double left = 0.0;
    double top = 0.0;
};

constexpr int powerRow = 0;
constexpr int bitRow = 1;
constexpr int modeRow = 2;
constexpr int digitRow = 3;
constexpr int rowCount = 4;

void paintMode(QPainter& painter, const QRectF& box, bool run, const TermColours& colours, const QFont& font)
{
    const QString word = run ? termscope::tr("run") : termscope::tr("plain");
    QFont small = font;
    small.setPointSizeF(std::max(font.pointSizeF() * 0.85, 6.0));
    const bool fits = QFontMetricsF(small).horizontalAdvance(word) + 4.0 <= box.width();
    const QRectF inner = box.adjusted(1.5, 4.0, -1.5, -4.0);
    painter.setPen(strokePen(colours.dropped));
    painter.setBrush(run ? colours.water : colours.base);
    painter.drawRoundedRect(inner, 3.0, 3.0);
    painter.setFont(small);
    painter.setPen(colours.text);
    painter.drawText(inner, Qt::AlignCenter, fits ? word : QString(run ? '1' : '0'));
}

void paintDigit(QPainter& painter, const QRectF& box, int digit, const TermColours& colours, const QFont& font)
{
    const QRectF inner = box.adjusted(2.0, 3.0, -2.0, -3.0);
    QFont bold = font;
    bold.setBold(true);
    painter.setFont(digit == 0 ? font : bold);
    if (digit == 0) {
        painter.setPen(colours.faint);
        painter.drawText(inner, Qt::AlignCenter, QStringLiteral("0"));
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(digit > 0 ? colours.positive : colours.negative);
    painter.drawRoundedRect(inner, 3.0, 3.0);
    painter.setPen(colours.onFill);
    const bool fits = QFontMetricsF(bold).horizontalAdvance(QStringLiteral("−1")) <= inner.width();
    const QString sign = digit > 0 ? QStringLiteral("+") : QStringLiteral("−");
    painter.drawText(inner, Qt::AlignCenter, fits ? sign + QLatin1Char('1') : sign);
}

void paintLabels(QPainter& painter, const HeseLayout& layout, const TermColours& colours, const QFont& font)
{
    const std::array labels{termscope::tr("power"), termscope::tr("bit"), termscope::tr("mode"),
                            termscope::tr("digit")};
    painter.setFont(font);
    painter.setPen(colours.faint);
    for (int row = 0; row < rowCount; ++row)
        painter.drawText(QRectF(layout.left - layout.labelWidth, layout.top + row * layout.rowHeight,
                                layout.labelWidth - 10.0, layout.rowHeight),
                         Qt::AlignVCenter | Qt::AlignRight, labels[static_cast<std::size_t>(row)]);
}

void paintWindow(QPainter& painter, const HesePicture& picture, const HeseLayout& layout, const TermColours& colours)
{
    if (picture.done == 0)
        return;
    const int position = picture.steps[static_cast<std::size_t>(picture.done - 1)].position;
    const QRectF frame = layout.box(position + 1, bitRow).united(layout.box(position, bitRow));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(strokePen(colours.waterline, 3.0));
    painter.drawRoundedRect(frame.adjusted(0.0, 1.0, 0.0, -1.0), 5.0, 5.0);
}

} // namespace

QString heseRule(const HeseStep& step)
{
    if (!step.runBefore) {
        if (step.bit == 0)
            return termscope::tr("plain mode, bit 0: 0, nothing starts");
        return step.nextBit == 0 ? termscope::tr("plain mode, bit 1 under a 0: +1, a lone bit stays as it is")
                                 : termscope::tr("plain mode, bit 1 under a 1: −1, a run starts");
    }
    if (step.bit == 1)
        return termscope::tr("run mode, bit 1: 0, the run goes on");
    return step.nextBit == 1 ? termscope::tr("run mode, bit 0 under a 1: −1, the run goes on")
                             : termscope::tr("run mode, bit 0 under a 0: +1, the run ends");
}

double heseHeight(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height() * 1.6) * rowCount + 10.0;
}

void paintHese(QPainter& painter, const HesePicture& picture, const QRectF& target, const TermColours& colours,
               const QFont& font)
{
    const HeseLayout layout(picture, target, font);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintLabels(painter, layout, colours, font);
    for (int position = 0; position < layout.columns; ++position) {
        const QRectF powerBox = layout.box(position, powerRow);
        painter.setPen(colours.faint);
        painter.setFont(font);
        if (layout.columnWidth >= QFontMetricsF(font).horizontalAdvance(QStringLiteral("200")))
            paintPower(painter, powerBox, position, font);
        else if (position % 4 == 0)
            painter.drawText(powerBox.adjusted(-12.0, 0.0, 12.0, 0.0), Qt::AlignCenter, QString::number(position));
        const bool known = position < static_cast<int>(picture.steps.size());
        const int bit = known ? picture.steps[static_cast<std::size_t>(position)].bit : 0;
        const QRectF bitBox = layout.box(position, bitRow);
        painter.setPen(strokePen(colours.grid));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(bitBox.adjusted(0.0, 1.0, 0.0, -1.0));
        painter.setFont(font);
        painter.setPen(known ? colours.text : colours.faint);
        painter.drawText(bitBox, Qt::AlignCenter, QString::number(bit));
        if (position >= picture.done)
            continue;
        const HeseStep& step = picture.steps[static_cast<std::size_t>(position)];
        paintMode(painter, layout.box(position, modeRow), step.runBefore, colours, font);
        paintDigit(painter, layout.box(position, digitRow), picture.negative ? -step.digit : step.digit, colours, font);
    }
    paintWindow(painter, picture, layout, colours);
    painter.restore();
}

} // namespace termscope
