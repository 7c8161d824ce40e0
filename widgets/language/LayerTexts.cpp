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

QString storedAsText(const WeightLayer& layer)
{
    if (!layer.given)
        return QString::fromStdString(storedAs(layer));
    const GivenWeights& given = *layer.given;
    const QString type = QString::fromStdString(given.type);
    if (given.block > 0)
        return termscope::tr("%1 in blocks of %2").arg(type).arg(given.block);
    return (given.scales.size() > 1 ? termscope::tr("%1 per channel") : termscope::tr("%1 per tensor")).arg(type);
}

} // namespace termscope
