#include "widgets/terms/TermText.h"

#include "core/terms/Encoder.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/SymbolText.h"
#include "widgets/language/Translated.h"

namespace termscope {
namespace {

QString withMinusSign(QString text)
{
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

} // namespace

QString integerText(std::int64_t value)
{
    return withMinusSign(countText(value));
}

QString differenceText(std::int64_t value)
{
    return value > 0 ? QLatin1Char('+') + countText(value) : integerText(value);
}

QString storedText(std::int64_t value, std::int32_t zeroPoint)
{
    return termscope::tr("stored %1 − zero point %2 = %3")
        .arg(integerText(value + zeroPoint), integerText(zeroPoint), integerText(value));
}

QString decimalText(double value, int decimals)
{
    return withMinusSign(numberText(value, 'f', decimals));
}

QString termsText(std::span<const Term> terms)
{
    QStringList parts;
    for (const Term& term : terms)
        parts << (term.sign > 0 ? QLatin1Char('+') : QChar(0x2212)) + powerText(term.exponent);
    return parts.isEmpty() ? QStringLiteral("0") : parts.join(QLatin1Char(' '));
}

QString termText(const Term& term)
{
    return termsText({&term, 1});
}

} // namespace termscope
