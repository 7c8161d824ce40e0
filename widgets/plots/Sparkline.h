// A distribution small enough for a cell of a list.
#pragma once

#include "core/study/LayerDistribution.h"

#include <QPalette>
#include <QRect>

class QPainter;

namespace termscope {

/// Paints the histogram as a filled outline over the whole rectangle, with a mark at zero where zero is in range.
/// Nothing is painted for a histogram without counts. `selected`: the rectangle lies on the palette's highlight.
void paintSparkline(QPainter& painter, const QRect& rect, const Histogram& histogram, const QPalette& palette,
                    bool selected = false);

} // namespace termscope
