// The coefficient vector of a dot product: for every exponent i the signed count c_i of term pairs ±2^i, as bars.
#pragma once

#include "core/study/GroupView.h"

#include "widgets/terms/TermColours.h"

#include <QFont>
#include <QPainter>
#include <QString>

namespace termscope {

/// c_i for i = 0…highest exponent of any pair: pairs +2^i less pairs −2^i. Empty for no pairs.
std::vector<int> coefficientVector(const std::vector<TermPair>& pairs);

/// "3·2^7 − 1·2^6 + 2·2^3", and "0" when all are zero.
QString coefficientSum(const std::vector<int>& coefficients);

/// Bars up for positive and down for negative counts, the highest exponent at the left; those of the `lit` exponents
/// framed.
void paintCoefficients(QPainter& painter, const std::vector<int>& coefficients, const QRectF& target,
                       const TermColours& colours, const QFont& font, const std::vector<int>& lit = {});

/// The place of a bar with its label, as high as `target`.
QRectF coefficientPlace(int count, int exponent, const QRectF& target);
/// The exponent whose place this is; −1 for none.
int coefficientAt(int count, const QPointF& position, const QRectF& target);

} // namespace termscope
