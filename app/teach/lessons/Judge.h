// Is an answer right? Found out by computing it, never by comparing with a stored one.
#pragma once

#include "app/teach/lessons/Lesson.h"
#include "core/terms/Term.h"

#include <span>

namespace termscope {

/// What the learner gave: a number (Number; Choice: which, from 1), or terms.
struct LessonAnswer {
    double number = 0.0;
    std::vector<Term> terms;
};

enum class Verdict {
    Right,
    Wrong,
    TooManyTerms, ///< the terms make the number, but it takes fewer
    Unknown       ///< a result that the answer depends on is not there yet
};

Verdict judge(const LessonQuestion& question, const LessonAnswer& answer, const ExpressionNames& names);

} // namespace termscope
