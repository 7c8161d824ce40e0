// Point marks of curves by number, so that curves differ in shape as well as in colour.
#pragma once

class QColor;
class QCPScatterStyle;

namespace termscope {

struct Theme;

/// Mark number `index`: disc, square, triangle, diamond, cross, star; then from the beginning. `open` ones are
/// outlines.
QCPScatterStyle markFor(int index, const QColor& color, const QColor& surface, double size, bool open = false);

/// Colours that a user tells pinned curves apart by; numbers go round.
inline constexpr int pinColours = 6;
/// With the contrast to the surface that the theme promises.
QColor pinColour(const Theme& theme, int number);

} // namespace termscope
