#include "widgets/terms/TermGridLayout.h"

#include "widgets/language/Translated.h"
#include "widgets/theme/Theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

/// Cells grow to these sizes on their own, and up to the largest as long as they keep their form.
constexpr double widestCell = 48.0;
constexpr double highestCell = 34.0;
constexpr double largestCell = 120.0;
constexpr double cellForm = highestCell / widestCell;

/// Wide enough for every number of the column, whatever the budget: the columns stand still while it changes.
double numberColumnWidth(TermGridColumn column, int exponents, const QFontMetricsF& metrics)
{
    const bool real = column == TermGridColumn::Float || column == TermGridColumn::AfterFloat;
    const QString widest = real ? QStringLiteral("−0.0000")
                                : QStringLiteral("−%1").arg(std::uint64_t{1} << std::min(exponents, 62));
    double width = metrics.horizontalAdvance(widest);
    for (const bool midway : {false, true})
        width = std::max(width, metrics.horizontalAdvance(titleOf(column, midway)));
    return width + 12.0;
}

/// Sizes that do not depend on the room there is.
TermGridLayout fixedParts(const RevealedGroup& group, int exponents, std::vector<TermGridColumn> columns,
                          const QFont& font)
{
    const QFontMetricsF metrics(font);
    TermGridLayout layout;
    layout.rows = static_cast<int>(group.values.size());
    layout.exponents = exponents;
    layout.columns = std::move(columns);
    layout.nameWidth = metrics.horizontalAdvance(QStringLiteral("w[000]")) + 10.0;
    layout.headerHeight = std::ceil(metrics.height() * 2.0);
    for (const TermGridColumn column : layout.columns)
        layout.numberWidths.push_back(numberColumnWidth(column, exponents, metrics));
    return layout;
}

double leastCellHeight(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

double leastCellWidth(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(QStringLiteral("+")) + 8.0);
}

/// Below it the grid scrolls: a sign still has room in it.
double tightCellWidth(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(QStringLiteral("+")) + 3.0);
}

} // namespace

QString titleOf(TermGridColumn column, bool midway)
{
    switch (column) {
    case TermGridColumn::Stored: return tr("stored");
    case TermGridColumn::Before: return tr("before");
    case TermGridColumn::After: return midway ? tr("so far") : tr("after");
    case TermGridColumn::Error: return tr("error");
    case TermGridColumn::Float: return tr("float");
    case TermGridColumn::AfterFloat: return tr("scaled");
    }
    return {};
}

TermGridLayout TermGridLayout::fit(const RevealedGroup& group, int exponents, std::vector<TermGridColumn> columns,
                                   const QFont& font, const QSizeF& size, bool scrolls)
{
    TermGridLayout layout = fixedParts(group, exponents, std::move(columns), font);
    const double width = (size.width() - layout.nameWidth - layout.numbersWidth()) / std::max(exponents, 1);
    const double height = (size.height() - layout.headerHeight) / std::max(layout.rows, 1);
    const double widest = std::clamp(height / cellForm, widestCell, largestCell);
    const double highest = std::clamp(width * cellForm, highestCell, largestCell * cellForm);
    layout.cellWidth = std::clamp(width, scrolls ? tightCellWidth(font) : 4.0, widest * typeScale());
    layout.cellHeight = std::clamp(height, scrolls ? leastCellHeight(font) : 2.0, highest * typeScale());
    return layout;
}

QSizeF TermGridLayout::comfortableSize(const RevealedGroup& group, int exponents, std::vector<TermGridColumn> columns,
                                       const QFont& font)
{
    TermGridLayout layout = fixedParts(group, exponents, std::move(columns), font);
    layout.cellWidth = leastCellWidth(font) * 1.6;
    layout.cellHeight = leastCellHeight(font) * 1.5;
    return layout.size();
}

QSizeF TermGridLayout::size() const
{
    return {nameWidth + exponents * cellWidth + numbersWidth(), headerHeight + rows * cellHeight};
}

double TermGridLayout::numbersWidth() const
{
    return std::accumulate(numberWidths.begin(), numberWidths.end(), 0.0);
}

double TermGridLayout::numberLeft(std::size_t column) const
{
    return std::accumulate(numberWidths.begin(), numberWidths.begin() + static_cast<std::ptrdiff_t>(column),
                           nameWidth + exponents * cellWidth);
}

QRectF TermGridLayout::cell(int row, int exponent) const
{
    return {nameWidth + (exponents - 1 - exponent) * cellWidth, headerHeight + row * cellHeight, cellWidth, cellHeight};
}

QRectF TermGridLayout::number(int row, std::size_t column) const
{
    return {numberLeft(column), headerHeight + row * cellHeight, numberWidths[column], cellHeight};
}

QRectF TermGridLayout::exponentHeader(int exponent) const
{
    return {nameWidth + (exponents - 1 - exponent) * cellWidth, 0.0, cellWidth, headerHeight};
}

QRectF TermGridLayout::numberHeader(std::size_t column) const
{
    return {numberLeft(column), 0.0, numberWidths[column], headerHeight};
}

int TermGridLayout::rowAt(double y) const
{
    if (y < headerHeight || cellHeight <= 0.0)
        return -1;
    return std::min(static_cast<int>((y - headerHeight) / cellHeight), rows);
}

int TermGridLayout::exponentAt(double x) const
{
    if (x < nameWidth || cellWidth <= 0.0)
        return exponents;
    return std::max(exponents - 1 - static_cast<int>((x - nameWidth) / cellWidth), -1);
}

int termsBefore(const RevealedGroup& group, int row, int exponent)
{
    int count = 0;
    for (int i = 0; i < static_cast<int>(group.values.size()); ++i)
        for (const Term& term : group.values[static_cast<std::size_t>(i)].terms)
            if (term.exponent > exponent || (term.exponent == exponent && i < row))
                ++count;
    return count;
}

} // namespace termscope
