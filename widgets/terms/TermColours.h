// The colours of term pictures, made from the theme's: positive and negative terms, water, lines.
//
// Colour never stands alone: signs are drawn, kept terms are filled and dropped ones are hollow and dashed.
#pragma once

#include "widgets/theme/Theme.h"

namespace termscope {

struct TermColours {
    QColor positive;   ///< fill of a kept +2^e
    QColor negative;   ///< fill of a kept −2^e
    QColor onFill;     ///< sign on a filled cell
    QColor dropped;    ///< outline and sign of a dropped term
    QColor water;      ///< what the waterline hides, opaque
    QColor waterHatch; ///< lines on the water
    QColor waterline;  ///< the line itself
    QColor highlight;  ///< band behind the value under the mouse
    QColor grid;       ///< thin lines between cells: decoration
    QColor base;
    QColor text;
    QColor faint; ///< text of lesser weight, still readable

    static TermColours from(const Theme& theme);
    static TermColours from(const QPalette& palette) { return from(themeFor(palette)); }
};

} // namespace termscope
