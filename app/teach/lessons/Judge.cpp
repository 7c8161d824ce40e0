#include "app/teach/lessons/Judge.h"

#include "core/terms/Encoder.h"

#include <cmath>

namespace termscope {

Verdict judge(const LessonQuestion& question, const LessonAnswer& answer, const ExpressionNames& names)
{
    const Result<double> expected = evaluateExpression(question.answer, names);
    const Result<double> tolerance = evaluateExpression(question.tolerance, names);
    const Result<double> most = question.most.empty() ? Result<double>(INFINITY)
                                                      : evaluateExpression(question.most, names);
    if (!expected || !tolerance || !most)
        return Verdict::Unknown;
    if (question.kind == QuestionKind::Terms) {
        if (static_cast<double>(valueOf(answer.terms)) != *expected)
            return Verdict::Wrong;
        return static_cast<double>(answer.terms.size()) > *most ? Verdict::TooManyTerms : Verdict::Right;
    }
    // Half a unit of the last digit that screens show.
    constexpr double rounding = 5e-5;
    return std::abs(answer.number - *expected) <= *tolerance + rounding ? Verdict::Right : Verdict::Wrong;
}

} // namespace termscope
