// Numbers and terms as text for the screen: with a real minus sign, so that digits and signs line up.
#pragma once

#include "core/terms/Term.h"

#include <QString>

#include <cstdint>
#include <span>

namespace termscope {

/// "27", "−27".
QString integerText(std::int64_t value);

/// "+1", "−1", "0".
QString differenceText(std::int64_t value);

/// "stored 155 − zero point 128 = 27", of a value that a file stores with a zero point.
QString storedText(std::int64_t value, std::int32_t zeroPoint);

/// Fixed decimals: "−0.0712".
QString decimalText(double value, int decimals);

/// "+2⁵ −2² −2⁰", and "0" for no terms.
QString termsText(std::span<const Term> terms);

/// "+2⁵"
QString termText(const Term& term);

} // namespace termscope
