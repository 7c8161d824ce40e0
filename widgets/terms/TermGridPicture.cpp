#include "widgets/terms/TermGridPicture.h"

#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"
#include "widgets/terms/TermText.h"

namespace termscope {
std::int64_t TermGridPicture::shownValue(const RevealedValue& value) const
{
    if (!shownExponent)
        return value.revealed;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < value.terms.size(); ++i)
        if (value.kept[i] && value.terms[i].exponent >= *shownExponent)
            sum += value.terms[i].sign * (std::int64_t{1} << value.terms[i].exponent);
    return sum;
}

QString TermGridPicture::numberText(int row, TermGridColumn column) const
{
    const RevealedValue& value = group.values[static_cast<std::size_t>(row)];
    const auto index = static_cast<std::size_t>(row);
    switch (column) {
    case TermGridColumn::Stored: return integerText(value.value + zeroPoint.value_or(0));
    case TermGridColumn::Before: return integerText(value.value);
    case TermGridColumn::After: return integerText(shownValue(value));
    case TermGridColumn::Error: return differenceText(shownValue(value) - value.value);
    case TermGridColumn::Float:
        return index < floats.size() ? decimalText(static_cast<double>(floats[index]), 4) : QString();
    case TermGridColumn::AfterFloat: return decimalText(static_cast<double>(shownValue(value)) * scale, 4);
    }
    return {};
}

QString TermGridPicture::columnTitle(TermGridColumn column) const
{
    return titleOf(column, shownExponent.has_value());
}

QString TermGridPicture::valueText(std::int64_t value) const
{
    return zeroPoint ? storedText(value, *zeroPoint) : integerText(value);
}

QString TermGridPicture::describe(int row) const
{
    const RevealedValue& value = group.values[static_cast<std::size_t>(row)];
    std::vector<Term> kept;
    for (std::size_t i = 0; i < value.terms.size(); ++i)
        if (value.kept[i])
            kept.push_back(value.terms[i]);
    const QString head = QStringLiteral("%1[%2] = %3 = %4")
                             .arg(symbol)
                             .arg(firstIndex + row)
                             .arg(valueText(value.value), termsText(value.terms));
    QString text = head + termscope::tr("; all kept");
    if (kept.size() != value.terms.size())
        text =
            head
            + termscope::tr("; kept %1; error %2").arg(termsText(kept), differenceText(value.revealed - value.value));
    if (static_cast<std::size_t>(row) < floats.size())
        text += termscope::tr("; float %1, shown as %2")
                    .arg(decimalText(static_cast<double>(floats[static_cast<std::size_t>(row)]), 5),
                         decimalText(static_cast<double>(value.revealed) * scale, 5));
    return text;
}

QString TermGridPicture::csv() const
{
    QString text = QStringLiteral("index,value,revealed,exponent,sign,kept");
    text += zeroPoint ? QStringLiteral(",stored,zero_point\n") : QStringLiteral("\n");
    for (std::size_t row = 0; row < group.values.size(); ++row) {
        const RevealedValue& value = group.values[row];
        const QString head = QStringLiteral("%1,%2,%3,")
                                 .arg(firstIndex + static_cast<std::int64_t>(row))
                                 .arg(value.value)
                                 .arg(value.revealed);
        const QString tail = zeroPoint ? QStringLiteral(",%1,%2\n").arg(value.value + *zeroPoint).arg(*zeroPoint)
                                       : QStringLiteral("\n");
        if (value.terms.empty())
            text += head + QStringLiteral(",,") + tail;
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            text += head
                    + QStringLiteral("%1,%2,%3")
                          .arg(value.terms[i].exponent)
                          .arg(value.terms[i].sign)
                          .arg(value.kept[i] ? 1 : 0)
                    + tail;
    }
    return text;
}

} // namespace termscope
