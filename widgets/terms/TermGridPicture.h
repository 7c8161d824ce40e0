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
    std::int64_t firstIndex = 0; ///< number of the first value
    std::vector<float> floats;   ///< the float values, or empty
    double scale = 0.0;          ///< of the integers; 0 when there are no floats
    std::optional<std::int32_t>
        zeroPoint;                    ///< of values that a file stores: it has value + zero point. None: no file does
    bool blockAbove = false;          ///< a block of values that share a scale begins with the group
    bool blockBelow = false;          ///< and one ends with it
    bool waterlineShown = true;       ///< false where every value has a budget of its own
    std::optional<int> shownExponent; ///< exponents below it are under water; none shows all
    std::vector<int> litRows;
    int litExponent = -1;               ///< a cell of every lit row; −1 for none
    std::optional<RevealedGroup> ghost; ///< the same values at another setting, whose waterline is shown dashed
    bool handleActive = false;          ///< the waterline is focused or held
    std::vector<TermGridColumn> columns;

    /// Sum of the kept terms that show.
    std::int64_t shownValue(const RevealedValue& value) const;
    /// "27", or how the file has it.
    QString valueText(std::int64_t value) const;
    QString numberText(int row, TermGridColumn column) const;
    QString columnTitle(TermGridColumn column) const;
    /// "w[3] = 27 = +2^5 −2^2 −2^0; kept +2^5 −2^2; error +1", and the floats where there are any. Of a stored value
    /// "w[3] = stored 155 − zero point 128 = 27 = …".
    QString describe(int row) const;
    /// One line per term: index, value, revealed, exponent, sign, kept; a value without terms has a line of its own. Of
    /// stored values the stored integer and its zero point too.
    QString csv() const;
};

} // namespace termscope
