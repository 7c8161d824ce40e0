// Draws a group as a grid of signed digits with its waterline. Used by the widget and for exported pictures.
#pragma once

#include "widgets/terms/TermColours.h"
#include "widgets/terms/TermGridPicture.h"

#include <QFont>
#include <QPainter>

namespace termscope {

/// Paints the whole picture. The header stays at the top of the painter's coordinates while rows move up by
/// `scrolledBy`.
void paintTermGrid(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                   const TermColours& colours, const QFont& font, double scrolledBy = 0.0);

/// x of the waterline above and below its step, and y of the step, in layout coordinates.
struct Waterline {
    double upperX = 0.0;
    double lowerX = 0.0;
    double stepY = 0.0;
};
Waterline waterlineOf(const RevealedGroup& group, const TermGridLayout& layout);

/// "2" with the exponent raised, centred in `box`.
void paintPower(QPainter& painter, const QRectF& box, int exponent, const QFont& font,
                Qt::Alignment alignment = Qt::AlignCenter);

} // namespace termscope
