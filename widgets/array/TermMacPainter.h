// A cell opened: the queues of weight and data terms, the exponent adder with the pair under way, and the coefficients
// that grow.
#pragma once

#include "hwmodel/schedule/ArrayFrame.h"
#include "widgets/theme/Theme.h"

#include <QPainter>

#include <span>

namespace termscope {

/// Everything that fits `target`, from the adder on; a pMAC shows its operands' place and its sum. Terms of the `lit`
/// values of the group are framed.
void paintTermMac(QPainter& painter, const QRectF& target, const CellDetail& cell, const Theme& theme,
                  const QFont& font, std::span<const int> lit = {});

/// "input 3 · weight 17, group 5: pair 4 of 12; +2^5·−2^1 = −2^6"
QString describeCell(const CellDetail& cell);

} // namespace termscope
