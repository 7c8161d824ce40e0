#include "widgets/terms/TermGridPainter.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

QFont fittingFont(const QFont& font, double height)
{
    QFont fitted = font;
    if (QFontMetricsF(font).height() > height)
        fitted.setPixelSize(std::max(1, static_cast<int>(height * 0.78)));
    return fitted;
}

/// Vertical and horizontal arm of a sign, drawn so that it reads the same at every cell size.
void paintSign(QPainter& painter, const QRectF& cell, int sign, const QColor& colour, double thickness)
{
    const double arm = std::min({cell.width(), cell.height(), 22.0 * typeScale()}) * 0.30;
    const QPointF centre = cell.center();
    painter.setPen(QPen(colour, thickness, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(centre.x() - arm, centre.y()), QPointF(centre.x() + arm, centre.y()));
    if (sign > 0)
        painter.drawLine(QPointF(centre.x(), centre.y() - arm), QPointF(centre.x(), centre.y() + arm));
}

void paintTerm(QPainter& painter, const QRectF& cell, const Term& term, bool kept, const TermColours& colours)
{
    const double margin = std::min({cell.width() * 0.12, cell.height() * 0.12, 2.5});
    const QRectF box = cell.adjusted(margin, margin, -margin, -margin);
    const double radius = std::min(box.width(), box.height()) * 0.18;
    const double bold = std::clamp(std::min(box.width(), box.height()) * 0.14, 1.0, 3.0 * typeScale());
    if (kept) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(term.sign > 0 ? colours.positive : colours.negative);
        painter.drawRoundedRect(box, radius, radius);
        paintSign(painter, box, term.sign, colours.onFill, bold);
        return;
    }
    painter.setBrush(colours.base);
    painter.setPen(strokePen(colours.dropped, 1.0, Qt::DashLine));
    painter.drawRoundedRect(box, radius, radius);
    paintSign(painter, box, term.sign, colours.dropped, std::max(1.0, bold * 0.5));
    painter.setPen(strokePen(colours.dropped));
    const QRectF strike = box.adjusted(box.width() * 0.15, box.height() * 0.12, -box.width() * 0.15,
                                       -box.height() * 0.12);
    painter.drawLine(strike.bottomLeft(), strike.topRight());
}

void paintWater(QPainter& painter, const QPainterPath& area, const TermColours& colours, bool hatched)
{
    painter.fillPath(area, colours.water);
    if (hatched)
        painter.fillPath(area, QBrush(colours.waterHatch, Qt::BDiagPattern));
}

/// Right of the stepped waterline.
QPainterPath waterBelow(const Waterline& line, const QRectF& cells)
{
    QPainterPath path;
    path.moveTo(line.upperX, cells.top());
    path.lineTo(cells.right(), cells.top());
    path.lineTo(cells.right(), cells.bottom());
    path.lineTo(line.lowerX, cells.bottom());
    path.lineTo(line.lowerX, line.stepY);
    path.lineTo(line.upperX, line.stepY);
    path.closeSubpath();
    return path;
}

void paintCells(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                const TermColours& colours, const QRectF& visible)
{
    const QRectF cells = layout.cells();
    if (picture.waterlineShown && !picture.shownExponent)
        paintWater(painter, waterBelow(waterlineOf(picture.group, layout), cells), colours, false);
    painter.setPen(strokePen(colours.grid, 0.5));
    for (int e = 0; e <= layout.exponents; ++e) {
        const double x = cells.left() + e * layout.cellWidth;
        painter.drawLine(QPointF(x, cells.top()), QPointF(x, cells.bottom()));
    }
    for (int row = 0; row <= layout.rows; ++row) {
        const double y = cells.top() + row * layout.cellHeight;
        painter.drawLine(QPointF(cells.left(), y), QPointF(cells.right(), y));
    }
    const int firstVisible = std::clamp(layout.rowAt(visible.top()), 0, layout.rows);
    const int lastVisible = std::min(layout.rowAt(visible.bottom()), layout.rows - 1);
    for (int row = firstVisible; row <= lastVisible; ++row) {
        const RevealedValue& value = picture.group.values[static_cast<std::size_t>(row)];
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            if (!picture.shownExponent || value.terms[i].exponent >= *picture.shownExponent)
                paintTerm(painter, layout.cell(row, value.terms[i].exponent), value.terms[i], value.kept[i], colours);
    }
    if (picture.shownExponent && *picture.shownExponent > 0) {
        QPainterPath water;
        const double x = layout.cell(0, std::min(*picture.shownExponent, layout.exponents) - 1).left();
        water.addRect(QRectF(QPointF(x, cells.top()), cells.bottomRight()));
        paintWater(painter, water, colours, true);
    }
}

/// A heavy line where a block of values with a scale of their own begins or ends.
void paintBlockBorders(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                       const TermColours& colours)
{
    const QRectF cells = layout.cells();
    painter.setPen(QPen(colours.text, 2.0 * typeScale(), Qt::SolidLine, Qt::FlatCap));
    const double right = layout.size().width();
    for (const auto& [shown, y] :
         {std::pair{picture.blockAbove, cells.top() + 1.0}, {picture.blockBelow, cells.bottom()}})
        if (shown && layout.rows > 0)
            painter.drawLine(QPointF(0.0, y), QPointF(right, y));
}

bool isLit(const TermGridPicture& picture, int row)
{
    return std::ranges::find(picture.litRows, row) != picture.litRows.end();
}

/// A band behind the row, so that it comes before everything else.
void paintLitBands(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                   const TermColours& colours)
{
    for (const int row : picture.litRows)
        if (row >= 0 && row < layout.rows)
            painter.fillRect(QRectF(layout.name(row).topLeft(), QSizeF(layout.size().width(), layout.cellHeight)),
                             colours.highlight);
}

/// A frame and a dark corner: colour alone does not tell what is lit.
void paintLitFrames(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                    const TermColours& colours)
{
    for (const int row : picture.litRows) {
        if (row < 0 || row >= layout.rows)
            continue;
        const QRectF place(layout.name(row).topLeft(), QSizeF(layout.size().width(), layout.cellHeight));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(strokePen(colours.text));
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
        if (picture.litExponent >= 0 && picture.litExponent < layout.exponents) {
            painter.setPen(strokePen(colours.text, 2.0));
            painter.drawRect(layout.cell(row, picture.litExponent));
        }
        const double corner = std::min(8.0, 0.5 * place.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.text);
        painter.drawPolygon(
            QPolygonF{place.topLeft(), place.topLeft() + QPointF(corner, 0.0), place.topLeft() + QPointF(0.0, corner)});
    }
}

void paintNumbers(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                  const TermColours& colours, const QFont& font)
{
    const QFont fitted = fittingFont(font, layout.cellHeight);
    QFont bold = fitted;
    bold.setBold(true);
    for (int row = 0; row < layout.rows; ++row) {
        painter.setFont(fitted); // there is no room for bold names
        painter.setPen(isLit(picture, row) ? colours.text : colours.faint);
        painter.drawText(layout.name(row).adjusted(2, 0, -6, 0), Qt::AlignVCenter | Qt::AlignRight,
                         QStringLiteral("%1[%2]").arg(picture.symbol).arg(picture.firstIndex + row));
        painter.setFont(isLit(picture, row) ? bold : fitted);
        for (std::size_t c = 0; c < layout.columns.size(); ++c) {
            const QString text = picture.numberText(row, layout.columns[c]);
            painter.setPen(text == QStringLiteral("0") ? colours.faint : colours.text);
            painter.drawText(layout.number(row, c).adjusted(2, 0, -4, 0), Qt::AlignVCenter | Qt::AlignRight, text);
        }
    }
}

QPainterPath pathOf(const Waterline& line, const QRectF& cells)
{
    QPainterPath path(QPointF(line.upperX, cells.top()));
    path.lineTo(line.upperX, line.stepY);
    path.lineTo(line.lowerX, line.stepY);
    path.lineTo(line.lowerX, cells.bottom());
    return path;
}

void paintWaterline(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                    const TermColours& colours)
{
    const QRectF cells = layout.cells();
    Waterline line = waterlineOf(picture.group, layout);
    if (picture.shownExponent && *picture.shownExponent > picture.group.waterline.value_or(layout.exponents)) {
        line.upperX = cells.left() + (layout.exponents - *picture.shownExponent) * layout.cellWidth;
        line.lowerX = line.upperX;
    }
    const QPainterPath path = pathOf(line, cells);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.base, 5.0 * typeScale(), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
    painter.setPen(QPen(colours.waterline, 3.0 * typeScale(), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
}

/// Where the waterline would be at another setting.
void paintGhost(QPainter& painter, const RevealedGroup& ghost, const TermGridLayout& layout, const TermColours& colours)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.base, 4.0 * typeScale(), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(pathOf(waterlineOf(ghost, layout), layout.cells()));
    painter.setPen(QPen(colours.text, 2.0 * typeScale(), Qt::DashLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(pathOf(waterlineOf(ghost, layout), layout.cells()));
}

void paintHeader(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                 const TermColours& colours, const QFont& font)
{
    const QFontMetricsF metrics(font);
    const double labels = layout.headerHeight - metrics.height() * 0.85;
    painter.setPen(colours.text);
    painter.setFont(font);
    const bool powersFit = metrics.horizontalAdvance(QStringLiteral("200")) <= layout.cellWidth + 2.0;
    for (int e = 0; e < layout.exponents; ++e) {
        QRectF box = layout.exponentHeader(e);
        box.setHeight(labels);
        if (powersFit)
            paintPower(painter, box, e, font);
        else
            painter.drawText(box.adjusted(-6.0, 0.0, 6.0, 0.0), Qt::AlignCenter, QString::number(e));
    }
    painter.setFont(font);
    if (!powersFit) {
        painter.drawText(QRectF(2.0, 0.0, layout.nameWidth - 8.0, labels), Qt::AlignVCenter | Qt::AlignRight,
                         QStringLiteral("2ⁱ"));
    }
    for (std::size_t c = 0; c < layout.columns.size(); ++c) {
        QRectF box = layout.numberHeader(c).adjusted(2, 0, -4, 0);
        box.setHeight(labels);
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight, picture.columnTitle(layout.columns[c]));
    }
    if (!picture.waterlineShown || picture.shownExponent || layout.exponents == 0)
        return;
    const Waterline line = waterlineOf(picture.group, layout);
    const double y = layout.headerHeight;
    const double half = (picture.handleActive ? 8.0 : 6.0) * typeScale();
    const QPolygonF handle{QPointF(line.upperX - half, y - half * 1.4), QPointF(line.upperX + half, y - half * 1.4),
                           QPointF(line.upperX, y)};
    painter.setPen(picture.handleActive ? strokePen(colours.text, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(colours.waterline);
    painter.drawPolygon(handle);
}

} // namespace

Waterline waterlineOf(const RevealedGroup& group, const TermGridLayout& layout)
{
    const QRectF cells = layout.cells();
    if (group.droppedTerms == 0)
        return {cells.right(), cells.right(), cells.bottom()};
    if (!group.waterline)
        return {cells.left(), cells.left(), cells.bottom()};
    int lastKept = -1;
    bool dropsBelow = false;
    for (int row = 0; row < static_cast<int>(group.values.size()); ++row) {
        const RevealedValue& value = group.values[static_cast<std::size_t>(row)];
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            if (value.terms[i].exponent == *group.waterline)
                (value.kept[i] ? lastKept = row : dropsBelow = true);
    }
    const QRectF column = layout.cell(0, *group.waterline);
    if (!dropsBelow)
        return {column.right(), column.right(), cells.bottom()};
    return {column.right(), column.left(), layout.cell(lastKept, *group.waterline).bottom()};
}

void paintPower(QPainter& painter, const QRectF& box, int exponent, const QFont& font, Qt::Alignment alignment)
{
    QFont raised = font;
    raised.setPointSizeF(std::max(font.pointSizeF() * 0.78, 6.0));
    const QFontMetricsF metrics(font);
    const QFontMetricsF raisedMetrics(raised);
    const QString two = QStringLiteral("2");
    const QString power = QString::number(exponent);
    const double width = metrics.horizontalAdvance(two) + raisedMetrics.horizontalAdvance(power);
    const double left = alignment & Qt::AlignLeft ? box.left() : box.center().x() - width / 2.0;
    const double baseline = box.center().y() + metrics.ascent() / 2.0 - metrics.descent() / 4.0;
    painter.setFont(font);
    painter.drawText(QPointF(left, baseline), two);
    painter.setFont(raised);
    painter.drawText(QPointF(left + metrics.horizontalAdvance(two), baseline - metrics.ascent() * 0.38), power);
}

void paintTermGrid(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                   const TermColours& colours, const QFont& font, double scrolledBy)
{
    const QSizeF size = layout.size();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(QRectF(0.0, layout.headerHeight, size.width(), size.height()), Qt::IntersectClip);
    painter.translate(0.0, -scrolledBy);
    paintLitBands(painter, picture, layout, colours);
    const QRectF visible = painter.clipBoundingRect();
    paintCells(painter, picture, layout, colours, visible);
    if (picture.waterlineShown)
        paintWaterline(painter, picture, layout, colours);
    if (picture.waterlineShown && picture.ghost)
        paintGhost(painter, *picture.ghost, layout, colours);
    paintNumbers(painter, picture, layout, colours, font);
    paintBlockBorders(painter, picture, layout, colours);
    paintLitFrames(painter, picture, layout, colours);
    painter.restore();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintHeader(painter, picture, layout, colours, font);
    painter.restore();
}

} // namespace termscope
