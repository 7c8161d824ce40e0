// Draws HESE at work: the bits of a magnitude, the two-bit window, the mode bit and the digits made so far.
#pragma once

#include "core/terms/Encoder.h"

#include "widgets/terms/TermColours.h"

#include <QFont>
#include <QPainter>

namespace termscope {

/// The rule a step applied, in words: "run mode, bit 0 under a 1: −1, the run goes on".
QString heseRule(const HeseStep& step);

struct HesePicture {
    std::vector<HeseStep> steps;
    int done = 0;          ///< steps taken; the window stands at the last of them
    bool negative = false; ///< the digits of the result are those of the magnitude with signs flipped
};

/// Height of the picture at a font.
double heseHeight(const QFont& font);

void paintHese(QPainter& painter, const HesePicture& picture, const QRectF& target, const TermColours& colours,
               const QFont& font);

} // namespace termscope
