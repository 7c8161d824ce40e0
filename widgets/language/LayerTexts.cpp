#include "widgets/language/LayerTexts.h"

#include "widgets/language/Translated.h"

#include <QStringList>

namespace termscope {

QString runsAsText(const LayerPlan& plan)
{
    QStringList words;
    for (const Message& part : descriptionOf(plan))
        words += translated(part);
    return words.join(QStringLiteral(", "));
}

namespace {

/// Of weights that were dequantized core keeps the words only: "FP8 E4M3 in blocks of 128×128".
QString wordsTranslated(const QString& words)
{
    const QString blocks = QStringLiteral(" in blocks of ");
    if (words.contains(blocks))
        return termscope::tr("%1 in blocks of %2").arg(words.section(blocks, 0, 0), words.section(blocks, 1));
    const QString type = words.section(QStringLiteral(" per "), 0, 0);
    if (words == type + QLatin1String(" per channel"))
        return termscope::tr("%1 per channel").arg(type);
    if (words == type + QLatin1String(" per tensor"))
        return termscope::tr("%1 per tensor").arg(type);
    return words;
}

} // namespace

QString storedAsText(const WeightLayer& layer)
{
    if (!layer.given)
        return wordsTranslated(QString::fromStdString(storedAs(layer)));
    const GivenWeights& given = *layer.given;
    const QString type = QString::fromStdString(given.type);
    if (given.block > 0)
        return termscope::tr("%1 in blocks of %2").arg(type).arg(given.block);
    return (given.scales.size() > 1 ? termscope::tr("%1 per channel") : termscope::tr("%1 per tensor")).arg(type);
}

} // namespace termscope
