#include "app/teach/lessons/Expression.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"

#include <muParser.h>

#include <cmath>

namespace termscope {
namespace {

std::string describe(const mu::Parser::exception_type& error)
{
    const std::string place = text(" at column ", error.GetPos() + 1);
    const std::string token = error.GetToken();
    switch (error.GetCode()) {
    case mu::ecUNASSIGNABLE_TOKEN: return text("expected a known name or a number, found ", inQuotes(token), place);
    case mu::ecUNEXPECTED_EOF: return "expected more, found its end";
    case mu::ecMISSING_PARENS: return "expected a closing bracket, found its end";
    default: break;
    }
    return text("found a mistake", token.empty() ? "" : text(" at ", inQuotes(token)), place);
}

Result<double> evaluate(const std::string& formula, ExpressionNames names)
{
    if (formula.size() > limits::formula)
        return fail("expected a formula of at most ", limits::formula, " characters, found ", formula.size());
    if (formula.find_first_not_of(" \t") == std::string::npos)
        return fail("expected a formula, found nothing");
    try {
        mu::Parser parser;
        for (const auto& [name, function] : names.functions)
            parser.DefineFun(name, function);
        for (auto& [name, value] : names.values)
            parser.DefineVar(name, &value);
        parser.SetExpr(formula);
        return parser.Eval();
    } catch (const mu::Parser::exception_type& error) {
        return fail(describe(error));
    }
}

} // namespace

Result<double> evaluateExpression(const std::string& formula, const ExpressionNames& names)
{
    const Result<double> value = evaluate(formula, names);
    if (value && !std::isfinite(*value))
        return fail("expected a number as the result of ", inQuotes(formula), ", found none");
    return value;
}

Result<void> checkExpression(const std::string& formula, const ExpressionNames& names)
{
    ExpressionNames ones = names;
    for (auto& [name, value] : ones.values)
        value = 1.0;
    if (const Result<double> value = evaluate(formula, std::move(ones)); !value)
        return tl::unexpected(value.error());
    return {};
}

} // namespace termscope
