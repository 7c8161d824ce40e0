#include "widgets/terms/CoefficientPainter.h"

#include "widgets/language/SymbolText.h"
#include "widgets/terms/TermGridPainter.h"
#include "widgets/terms/TermText.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cstdlib>

namespace termscope {
namespace {

constexpr double widestBar = 44.0;

void paintBar(QPainter& painter, const QRectF& bar, int coefficient, const TermColours& colours, const QFont& font)
{
    const QColor colour = coefficient > 0 ? colours.positive : colours.negative;
    painter.setPen(strokePen(colour));
    // Bars that go down are hatched as well: the direction is not read from colour alone.
    painter.setBrush(coefficient > 0 ? QBrush(colour) : QBrush(colour, Qt::BDiagPattern));
    painter.drawRect(bar);
    const double line = QFontMetricsF(font).height();
    const QRectF label = coefficient > 0 ? QRectF(bar.left() - 12.0, bar.top() - line, bar.width() + 24.0, line)
                                         : QRectF(bar.left() - 12.0, bar.bottom(), bar.width() + 24.0, line);
    painter.setPen(colours.text);
    painter.setFont(font);
    painter.drawText(label, Qt::AlignCenter, differenceText(coefficient));
}

double stepOf(int count, const QRectF& target)
{
    return std::min((target.width() - 16.0) / std::max(count, 1), widestBar * typeScale());
}

} // namespace

QRectF coefficientPlace(int count, int exponent, const QRectF& target)
{
    const double step = stepOf(count, target);
    const double left = target.center().x() - step * count / 2.0;
    return {left + (count - 1 - exponent) * step, target.top(), step, target.height()};
}

int coefficientAt(int count, const QPointF& position, const QRectF& target)
{
    for (int exponent = 0; exponent < count; ++exponent)
        if (coefficientPlace(count, exponent, target).contains(position))
            return exponent;
    return -1;
}

std::vector<int> coefficientVector(const std::vector<TermPair>& pairs)
{
    std::vector<int> coefficients;
    for (const TermPair& pair : pairs) {
        const auto exponent = static_cast<std::size_t>(pair.exponent());
        if (exponent >= coefficients.size())
            coefficients.resize(exponent + 1, 0);
        coefficients[exponent] += pair.sign();
    }
    return coefficients;
}

QString coefficientSum(const std::vector<int>& coefficients)
{
    QString sum;
    for (int i = static_cast<int>(coefficients.size()) - 1; i >= 0; --i) {
        const int c = coefficients[static_cast<std::size_t>(i)];
        if (c == 0)
            continue;
        const QString product = QStringLiteral("%1·%2").arg(std::abs(c)).arg(powerText(i));
        if (sum.isEmpty())
            sum = c < 0 ? QStringLiteral("−") + product : product;
        else
            sum += (c < 0 ? QStringLiteral(" − ") : QStringLiteral(" + ")) + product;
    }
    return sum.isEmpty() ? QStringLiteral("0") : sum;
}

void paintCoefficients(QPainter& painter, const std::vector<int>& coefficients, const QRectF& target,
                       const TermColours& colours, const QFont& font, const std::vector<int>& lit)
{
    if (coefficients.empty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = QFontMetricsF(font).height();
    const auto count = static_cast<int>(coefficients.size());
    const int highest = std::max(0, *std::ranges::max_element(coefficients));
    const int lowest = std::min(0, *std::ranges::min_element(coefficients));
    const QRectF bars = target.adjusted(8.0, line * 1.2, -8.0, -line * (lowest < 0 ? 2.8 : 1.6));
    const double unit = bars.height() / std::max(highest - lowest, 1);
    const double zero = bars.top() + highest * unit;
    const double step = stepOf(count, target);
    const double left = bars.center().x() - step * count / 2.0;
    for (int i = 0; i < count; ++i) {
        const QRectF place = coefficientPlace(count, i, target);
        const double x = place.left();
        if (std::ranges::find(lit, i) != lit.end()) {
            painter.setBrush(colours.highlight);
            painter.setPen(strokePen(colours.text, 1.5));
            painter.drawRect(place.adjusted(1.0, 1.0, -1.0, -1.0));
        }
        const int c = coefficients[static_cast<std::size_t>(i)];
        if (c != 0)
            paintBar(painter, QRectF(x + step * 0.15, c > 0 ? zero - c * unit : zero, step * 0.7, std::abs(c) * unit),
                     c, colours, font);
        painter.setPen(colours.faint);
        const QRectF label(x, target.bottom() - line * 1.4, step, line * 1.4);
        if (step >= QFontMetricsF(font).horizontalAdvance(QStringLiteral("200")))
            paintPower(painter, label, i, font);
        else if (i % 2 == 0)
            painter.drawText(label.adjusted(-12.0, 0.0, 12.0, 0.0), Qt::AlignCenter, QString::number(i));
    }
    painter.setPen(strokePen(colours.text));
    painter.drawLine(QPointF(left, zero), QPointF(left + step * count, zero));
    painter.restore();
}

} // namespace termscope
