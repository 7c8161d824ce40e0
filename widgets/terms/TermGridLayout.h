// Where things are in a picture of a group: rows are values, columns are exponents with the highest at the left, then
// a few columns of numbers. Pixels, from the top left corner of the picture.
#pragma once

#include "core/terms/Reveal.h"

#include <QFont>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace termscope {

/// A column of numbers at the right of the cells.
enum class TermGridColumn { Stored, Before, After, Error, Float, AfterFloat };

/// `midway`: while the terms are shown one exponent after another.
QString titleOf(TermGridColumn column, bool midway);

struct TermGridLayout {
    int rows = 0;
    int exponents = 0;
    double nameWidth = 0.0; ///< column of value names at the left
    double headerHeight = 0.0;
    double cellWidth = 0.0;
    double cellHeight = 0.0;
    std::vector<TermGridColumn> columns;
    std::vector<double> numberWidths; ///< of the number columns

    /// Cells as large as fit into `size`. With `scrolls` they stay at least one line of text high and as wide as a
    /// sign needs, and the picture may then be larger than `size`.
    static TermGridLayout fit(const RevealedGroup& group, int exponents, std::vector<TermGridColumn> columns,
                              const QFont& font, const QSizeF& size, bool scrolls);

    /// Cells at a comfortable size.
    static QSizeF comfortableSize(const RevealedGroup& group, int exponents, std::vector<TermGridColumn> columns,
                                  const QFont& font);

    QSizeF size() const;
    double numbersWidth() const; ///< all number columns together
    QRectF cells() const { return {nameWidth, headerHeight, exponents * cellWidth, rows * cellHeight}; }
    QRectF cell(int row, int exponent) const;
    QRectF name(int row) const { return {0.0, headerHeight + row * cellHeight, nameWidth, cellHeight}; }
    QRectF number(int row, std::size_t column) const;
    QRectF exponentHeader(int exponent) const;
    QRectF numberHeader(std::size_t column) const;
    double numberLeft(std::size_t column) const;

    int rowAt(double y) const;      ///< −1 above the first row, `rows` below the last one
    int exponentAt(double x) const; ///< `exponents` left of the cells, −1 right of them
};

/// Terms the water has left before it reaches a cell: those at higher exponents, and those at the same exponent in
/// rows above. Exponents and rows beyond the group count as beyond its edge.
int termsBefore(const RevealedGroup& group, int row, int exponent);

/// Kept and dropped together.
inline int termCount(const RevealedGroup& group)
{
    return group.keptTerms + group.droppedTerms;
}

} // namespace termscope
