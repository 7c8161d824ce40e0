#include "app/teach/handout/Handout.h"

#include "app/language/Language.h"

namespace termscope {

HandoutLine plainLine(const QString& text)
{
    HandoutSpan span;
    span.text = text;
    return {span};
}

QString handoutLanguage()
{
    const QString name = nameOf(resolved(chosenLanguage()));
    return QString(name).replace(QLatin1Char('_'), QLatin1Char('-'));
}

bool isNumberText(const QString& cell)
{
    bool is = false;
    QString(cell).replace(QLatin1Char(','), QLatin1Char('.')).replace(QChar(0x2212), QLatin1Char('-')).toDouble(&is);
    return is;
}

} // namespace termscope
