#include "widgets/array/TermMacPainter.h"

#include "widgets/language/Translated.h"
#include "widgets/terms/CoefficientPainter.h"
#include "widgets/terms/TermColours.h"
#include "widgets/terms/TermText.h"

#include <QFontMetricsF>

#include <algorithm>

namespace termscope {
namespace {

QString chipText(const GroupTerm& term)
{
    return termText({term.exponent, term.sign});
}

/// How a queue's terms stand to the pair under way.
enum class ChipState { Done, Current, Coming };

class QueuePainter {
public:
    QueuePainter(QPainter& painter, const Theme& theme, const QFont& font)
        : painter_(painter), theme_(theme), colours_(TermColours::from(theme)), metrics_(font)
    {
    }

    /// Draws chips from left to right, line by line; returns the height used. Terms that do not fit are counted.
    double paint(const QRectF& place, const QString& name, char symbol, const GroupTerms& group,
                 const std::optional<GroupTerm>& current, bool allDone, std::span<const int> lit)
    {
        const double line = metrics_.height() + 4.0;
        const double chip = metrics_.horizontalAdvance(termText({10, 1})) + 10.0;
        const double label = metrics_.horizontalAdvance(QStringLiteral("w63 ")) + 4.0;
        const auto now = current ? std::ranges::find(group.terms, *current) : group.terms.end();
        // The one under way stays in sight: what is done goes first when there is no room for all.
        const auto perLine = static_cast<std::ptrdiff_t>(std::max(1.0, place.width() / (chip + label + 2.0)));
        const auto lines = static_cast<std::ptrdiff_t>(std::max(1.0, (place.height() - line) / (line + 2.0)));
        const std::ptrdiff_t room = perLine * lines;
        const auto all = static_cast<std::ptrdiff_t>(group.terms.size());
        const std::ptrdiff_t first =
            all <= room ? 0 : std::clamp<std::ptrdiff_t>((current ? now - group.terms.begin() : 0) - 1, 0, all - room);
        const std::ptrdiff_t end = std::min(all, first + room);
        QString heading = name;
        if (first > 0 || end < all)
            heading += termscope::tr(" (%1 to %2 of %3)").arg(first + 1).arg(end).arg(all);
        painter_.setPen(colours_.faint);
        painter_.drawText(QRectF(place.left(), place.top(), place.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                          heading);
        for (std::ptrdiff_t i = first; i < end; ++i) {
            const auto term = group.terms.begin() + i;
            const QPointF at(place.left() + static_cast<double>((i - first) % perLine) * (chip + label + 2.0),
                             place.top() + line + static_cast<double>((i - first) / perLine) * (line + 2.0));
            painter_.setPen(colours_.faint);
            painter_.drawText(QRectF(at, QSizeF(label, line)), Qt::AlignLeft | Qt::AlignVCenter,
                              QStringLiteral("%1%2").arg(QLatin1Char(symbol)).arg(term->value));
            const ChipState state = allDone || term < now ? ChipState::Done
                                    : term == now         ? ChipState::Current
                                                          : ChipState::Coming;
            paintChip(QRectF(at + QPointF(label, 0.0), QSizeF(chip, line)), *term, state);
            if (std::ranges::find(lit, int{term->value}) != lit.end()) {
                painter_.setPen(strokePen(colours_.text, 1.5));
                painter_.setBrush(Qt::NoBrush);
                painter_.drawRect(QRectF(at, QSizeF(label + chip, line)).adjusted(-1.0, 0.5, 0.5, -0.5));
            }
        }
        return line + static_cast<double>((end - first + perLine - 1) / perLine) * (line + 2.0);
    }

private:
    void paintChip(const QRectF& place, const GroupTerm& term, ChipState state)
    {
        const QColor colour = term.sign > 0 ? colours_.positive : colours_.negative;
        painter_.setPen(strokePen(state == ChipState::Current ? theme_.current
                                  : state == ChipState::Done  ? theme_.grid
                                                              : colour,
                                  state == ChipState::Current ? 2.5 : 1.0));
        painter_.setBrush(state == ChipState::Current ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter_.drawRoundedRect(place.adjusted(1.0, 1.0, -1.0, -1.0), 3.0, 3.0);
        painter_.setPen(state == ChipState::Current ? colours_.onFill
                        : state == ChipState::Done  ? colours_.faint
                                                    : colours_.text);
        painter_.drawText(place, Qt::AlignCenter, chipText(term));
    }

    QPainter& painter_;
    const Theme& theme_;
    TermColours colours_;
    QFontMetricsF metrics_;
};

QString adderText(const CellDetail& cell)
{
    if (!cell.current)
        return cell.operands ? tr("done with this group") : tr("no operands");
    const CellPair& pair = *cell.current;
    return tr("%1 · %2 = %3: %4 + %5 = %6, c%6 counts %7")
        .arg(chipText(pair.weight), chipText(pair.data), termText({pair.exponent(), pair.sign()}))
        .arg(pair.weight.exponent)
        .arg(pair.data.exponent)
        .arg(pair.exponent())
        .arg(pair.sign() > 0 ? tr("up") : tr("down"));
}

} // namespace

QString describeCell(const CellDetail& cell)
{
    QString text = tr("cell (%1, %2)").arg(cell.row).arg(cell.column);
    if (!cell.operands)
        return text + tr(": no operands; holds %1").arg(integerText(cell.value));
    const CellOperands& at = *cell.operands;
    if (cell.coefficients.empty())
        return text
               + tr(": input %1 · weight %2, value %3; sum so far %4")
                     .arg(at.input)
                     .arg(at.weight)
                     .arg(at.group)
                     .arg(integerText(cell.value));
    text += tr(": input %1 · weight %2, group %3; %4 of %5 pairs done")
                .arg(at.input)
                .arg(at.weight)
                .arg(at.group)
                .arg(cell.pairsDone)
                .arg(cell.pairs);
    return text + QStringLiteral("; ") + adderText(cell);
}

void paintTermMac(QPainter& painter, const QRectF& target, const CellDetail& cell, const Theme& theme,
                  const QFont& font, std::span<const int> lit)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    const TermColours colours = TermColours::from(theme);
    const double line = QFontMetricsF(font).height() + 2.0;
    QRectF rest = target;
    const auto say = [&](const QString& text, const QColor& colour) {
        painter.setPen(colour);
        const QRectF place(rest.left(), rest.top(), rest.width(), line);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(text, Qt::ElideRight, place.width()));
        rest.setTop(rest.top() + line);
    };
    if (cell.operands)
        say(tr("cell (%1, %2): input %3 · weight %4, %5 %6")
                .arg(cell.row)
                .arg(cell.column)
                .arg(cell.operands->input)
                .arg(cell.operands->weight)
                .arg(cell.coefficients.empty() ? tr("value") : tr("group"))
                .arg(cell.operands->group),
            colours.faint);
    else
        say(tr("cell (%1, %2)").arg(cell.row).arg(cell.column), colours.faint);
    if (cell.coefficients.empty()) { // a pMAC
        say(tr("sum %1 in an accumulator of %2 bits").arg(integerText(cell.value)).arg(cell.width), colours.text);
        painter.restore();
        return;
    }
    QueuePainter queues(painter, theme, font);
    const bool finished = !cell.current;
    const double share = rest.height() * 0.6;
    if (cell.operands) {
        QRectF place(rest.left(), rest.top(), rest.width(), share / 2.0);
        rest.setTop(rest.top()
                    + queues.paint(place, tr("weight terms"), 'w', cell.weights,
                                   cell.current ? std::optional(cell.current->weight) : std::nullopt, finished, lit));
        place = QRectF(rest.left(), rest.top(), rest.width(), share / 2.0);
        rest.setTop(rest.top()
                    + queues.paint(place, tr("data terms"), 'x', cell.data,
                                   cell.current ? std::optional(cell.current->data) : std::nullopt, finished, lit)
                    + 2.0);
    }
    say(adderText(cell), cell.current ? theme.current : colours.faint);
    say(tr("%1 of %2 pairs done · Σ cᵢ·2ⁱ = %3 · %4-bit cᵢ")
            .arg(cell.pairsDone)
            .arg(cell.pairs)
            .arg(integerText(cell.value))
            .arg(cell.width),
        colours.text);
    if (rest.height() > 3.5 * line)
        paintCoefficients(painter, {cell.coefficients.begin(), cell.coefficients.end()}, rest, colours, font);
    painter.restore();
}

} // namespace termscope
