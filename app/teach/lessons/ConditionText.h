// What a step of a lesson waits for, in words that stand on the page: "Term budget ≤ 6 and accuracy ≥ 99".
#pragma once

#include <QString>

namespace termscope {

/// Of a step's `until`: comparisons of names with numbers, joined by &&. Empty where it is anything else.
QString conditionText(const QString& until);

} // namespace termscope
