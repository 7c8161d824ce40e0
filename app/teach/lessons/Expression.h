// Formulas in lessons: "accuracy < 95", "terms(27)", "budget / group_size".
//
// Numbers, + − * / ^, comparisons, && || !, condition ? a : b, min max abs round; names and functions are given by
// whoever evaluates: settings, results, and the terms of numbers (LessonNames.h). Parsed by muParser.
#pragma once

#include "core/base/Error.h"

#include <functional>
#include <map>
#include <string>

namespace termscope {

/// What a formula may name.
struct ExpressionNames {
    std::map<std::string, double> values;
    std::map<std::string, double (*)(double)> functions;
};

/// Errors: what muParser did not understand, and where: "expected a known name, found "kk" at column 3".
/// A result that is no number (0/0) is an error too.
Result<double> evaluateExpression(const std::string& formula, const ExpressionNames& names);

/// Sees whether a formula can be read: every name stands for 1.
Result<void> checkExpression(const std::string& formula, const ExpressionNames& names);

} // namespace termscope
