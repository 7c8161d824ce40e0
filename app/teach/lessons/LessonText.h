// The text of a lesson as the learner sees it: formulas computed, draws drawn.
#pragma once

#include "app/teach/lessons/Lesson.h"

namespace termscope {

/// Every {formula} as a number (2^{formula} as 2⁵) in the locale's form, at most four digits after the point; "…" for
/// one that is not known yet. Braces that hold no formula stay as they are.
QString filledIn(const QString& markdown, const ExpressionNames& names);

/// The formulas of a text, for checks.
std::vector<std::string> formulasIn(const QString& markdown);

/// One number for each draw. The same seed and step give the same numbers, on every machine.
std::map<std::string, double> drawn(const std::vector<LessonDraw>& draws, quint32 seed, int step);

} // namespace termscope
