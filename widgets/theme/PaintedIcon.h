// Icons that are drawn when they are shown: sharp at every size and scale, in the colours of a palette.
#pragma once

#include <QIcon>
#include <QPalette>

class QPainter;

namespace termscope {

/// Draws a shape inside the square from (0, 0) to (side, side); pen and brush are the colour of button texts.
using IconShape = void (*)(QPainter& painter);

/// Icons keep the palette's colours: who shows one makes it anew when the palette changes.
QIcon paintedIcon(IconShape shape, double side, const QPalette& palette);

} // namespace termscope
