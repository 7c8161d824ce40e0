// What a picture of a group shows, and the same in words and as a table.
#pragma once

#include "widgets/terms/TermGridLayout.h"

#include <QString>

#include <optional>

namespace termscope {

/// Everything a picture of a group is drawn from.
struct TermGridPicture {
    RevealedGroup group;
    int exponents = 0;
    QString symbol = QStringLiteral("w");
    std::int64_t firstIndex = 0;      ///< number of the first value
    std::vector<float> floats;        ///< the float values, or empty
    double scale = 0.0;               ///< of the integers; 0 when there are no floats
    bool waterlineShown = true;       ///< false where every value has a budget of its own
    std::optional<int> shownExponent; ///< exponents below it are under water; none shows all
    std::vector<int> litRows;
    int litExponent = -1;               ///< a cell of every lit row; −1 for none
    std::optional<RevealedGroup> ghost; ///< the same values at another setting, whose waterline is shown dashed
    bool handleActive = false;          ///< the waterline is focused or held
    std::vector<TermGridColumn> columns;

    /// Sum of the kept terms that show.
    std::int64_t shownValue(const RevealedValue& value) const;
    QString numberText(int row, TermGridColumn column) const;
    QString columnTitle(TermGridColumn column) const;
    /// "w[3] = 27 = +2^5 −2^2 −2^0; kept +2^5 −2^2; error +1", and the floats where there are any.
    QString describe(int row) const;
    /// One line per term: index, value, revealed, exponent, sign, kept; a value without terms has a line of its own.
    QString csv() const;
};

} // namespace termscope
