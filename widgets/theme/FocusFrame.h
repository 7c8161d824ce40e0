// The frame that shows where keys go, alike in all widgets that paint themselves.
#pragma once

#include "widgets/theme/Theme.h"

class QPainter;
class QRectF;

namespace termscope {

/// Just inside `rect`. Call it last.
void paintFocusFrame(QPainter& painter, const QRectF& rect, const Theme& theme);

} // namespace termscope
