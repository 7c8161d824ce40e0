#include "app/teach/lessons/LessonText.h"

#include "widgets/language/SymbolText.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <random>

namespace termscope {
namespace {

const QRegularExpression& formulaPattern()
{
    static const QRegularExpression pattern(QStringLiteral("\\{([^{}\\n]+)\\}"));
    return pattern;
}

QString numberText(double value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QString text = locale.toString(value, 'f', 4);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(locale.decimalPoint()))
        text.chop(locale.decimalPoint().size());
    return text;
}

/// Of 2^{…}: whole exponents are raised, and the mark before them goes.
bool isRaised(const QString& before, double value)
{
    return before.endsWith(QLatin1Char('^')) && value == std::trunc(value) && std::abs(value) < 1000.0;
}

} // namespace

QString filledIn(const QString& markdown, const ExpressionNames& names)
{
    QString filled;
    qsizetype end = 0;
    for (auto match = formulaPattern().globalMatch(markdown); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const std::string formula = found.captured(1).toStdString();
        filled += markdown.mid(end, found.capturedStart() - end);
        if (!checkExpression(formula, names))
            filled += found.captured(0);
        else if (const Result<double> value = evaluateExpression(formula, names); value && isRaised(filled, *value))
            filled = filled.chopped(1) + raisedText(static_cast<int>(*value));
        else if (value)
            filled += numberText(*value);
        else
            filled += QStringLiteral("…");
        end = found.capturedEnd();
    }
    return filled + markdown.mid(end);
}

std::vector<std::string> formulasIn(const QString& markdown)
{
    std::vector<std::string> formulas;
    for (auto match = formulaPattern().globalMatch(markdown); match.hasNext();)
        formulas.push_back(match.next().captured(1).toStdString());
    return formulas;
}

std::map<std::string, double> drawn(const std::vector<LessonDraw>& draws, quint32 seed, int step)
{
    // The generator's sequence is fixed by the standard; its distributions are not, so the remainder is taken.
    std::mt19937 random(seed * 7919U + static_cast<quint32>(step));
    random.discard(16);
    std::map<std::string, double> values;
    for (const LessonDraw& draw : draws) {
        const auto span = static_cast<quint32>(draw.largest - draw.smallest) + 1U;
        const quint32 number = random();
        values[draw.name] = draw.smallest + static_cast<double>(span == 0 ? number : number % span);
    }
    return values;
}

} // namespace termscope
