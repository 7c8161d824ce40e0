// How the diagram of a cell is painted.
#include "widgets/array/CellDiagram.h"

#include "widgets/theme/FocusFrame.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace termscope {
namespace {

constexpr double inset = 6.0;

/// Where the line between two centres leaves a block.
QPointF edgeOf(const QRectF& block, const QPointF& towards)
{
    const QPointF way = towards - block.center();
    const double across = way.x() == 0.0 ? 1e9 : block.width() / 2.0 / std::abs(way.x());
    const double along = way.y() == 0.0 ? 1e9 : block.height() / 2.0 / std::abs(way.y());
    return block.center() + way * std::min(across, along);
}

} // namespace

void CellDiagram::paintArrow(QPainter& painter, const QRectF& from, const QRectF& to) const
{
    const QPointF begin = edgeOf(from, to.center());
    const QPointF end = edgeOf(to, from.center());
    painter.drawLine(begin, end);
    const double angle = std::atan2(end.y() - begin.y(), end.x() - begin.x());
    const double size = 0.35 * lineHeight();
    for (const double side : {-0.45, 0.45})
        painter.drawLine(end, end - size * QPointF(std::cos(angle + side), std::sin(angle + side)));
}

void CellDiagram::paintBlock(QPainter& painter, int index, const Theme& theme, bool current) const
{
    const UnitBlock& block = blocks_[static_cast<std::size_t>(index)];
    const QRectF place = placeOf(index);
    painter.setPen(strokePen(current ? theme.selection : theme.frame, current ? theme.focusWidth : 1.0));
    painter.setBrush(block.opens ? QBrush(mixed(theme.surface, theme.revealed, theme.wash)) : QBrush(theme.surface));
    painter.drawRoundedRect(place, 4.0, 4.0);
    const QRectF lines = place.adjusted(0.0, 1.0, 0.0, -1.0);
    painter.setPen(theme.ink);
    painter.setFont(headingFont(font()));
    painter.drawText(lines, Qt::AlignHCenter | Qt::AlignTop, block.name);
    painter.setFont(font());
    painter.setPen(theme.mutedInk);
    painter.drawText(lines, Qt::AlignHCenter | Qt::AlignBottom, block.cost);
}

/// A word's fields: name and value above, bits below; what a write changes is filled. Returns where the next one
/// begins.
double CellDiagram::paintWord(QPainter& painter, QPointF at, const std::vector<RegisterField>& before,
                              const std::vector<RegisterField>& word, const Theme& theme, bool written) const
{
    const double line = lineHeight();
    const double digit = QFontMetricsF(font()).horizontalAdvance(u'0') + 6.0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const RegisterField& field = written || before.empty() ? word[i] : before[i];
        const double width = fieldWidth(word[i]);
        painter.setPen(field.heeded ? theme.ink : theme.mutedInk);
        painter.drawText(QRectF(at, QSizeF(width + inset, line)), Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("%1 %2").arg(field.name).arg(field.value));
        for (int bit = 0; bit < field.bits; ++bit) {
            const int shift = field.bits - 1 - bit;
            const int value = field.value >> shift & 1;
            const bool changed = written && !before.empty() && (before[i].value >> shift & 1) != value;
            const QRectF box(at.x() + bit * digit, at.y() + line, digit, line);
            painter.setPen(strokePen(changed ? theme.current : theme.frame, changed ? 2.0 : 1.0));
            painter.setBrush(changed ? QBrush(mixed(theme.surface, theme.current, 0.3)) : QBrush(Qt::NoBrush));
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
            painter.setPen(field.heeded ? theme.ink : theme.mutedInk);
            painter.drawText(box, Qt::AlignCenter, QString::number(value));
        }
        at.rx() += width + inset;
    }
    return at.x() + 2.0 * inset;
}

void CellDiagram::paintRegisters(QPainter& painter, double top, const Theme& theme) const
{
    const bool writing = isWriting();
    const std::vector<RegisterField> none;
    const auto wordBefore = [&](const std::vector<RegisterField>& word) -> const std::vector<RegisterField>& {
        return writing ? word : none;
    };
    painter.setPen(writing ? theme.current : theme.mutedInk);
    painter.drawText(QRectF(inset, top, 1e4, lineHeight()), Qt::AlignLeft | Qt::AlignVCenter, phaseText());
    top += lineHeight();
    const double next = paintWord(painter, {inset, top}, wordBefore(before_.modeWord), words_.modeWord, theme, true);
    paintWord(painter, {next, top}, wordBefore(before_.termWord), words_.termWord, theme, phase_ != Phase::ModeWord);
}

void CellDiagram::paintBody(QPainter& painter, const QRectF& target, const Theme& theme, bool focused) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(target, theme.surface);
    painter.setFont(font());
    painter.setPen(strokePen(theme.frame));
    for (const auto& [from, to] : arrows_)
        paintArrow(painter, placeOf(from), placeOf(to));
    double bottom = 0.0;
    for (int block = 0; block < static_cast<int>(blocks_.size()); ++block) {
        paintBlock(painter, block, theme, focused && block == current_);
        bottom = std::max(bottom, placeOf(block).bottom());
    }
    if (!words_.isEmpty())
        paintRegisters(painter, bottom + inset / 2.0, theme);
    if (focused)
        paintFocusFrame(painter, target.toRect(), theme);
    painter.restore();
}

} // namespace termscope
