// Point marks of curves by number, so that curves differ in shape as well as in colour.
#pragma once

class QColor;
class QCPScatterStyle;

namespace termscope {

/// Mark number `index`: disc, square, triangle, diamond, cross, star; then from the beginning. `open` ones are
/// outlines.
QCPScatterStyle markFor(int index, const QColor& color, const QColor& surface, double size, bool open = false);

} // namespace termscope
