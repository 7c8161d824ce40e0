#include "widgets/language/LayerTexts.h"

#include "widgets/language/Translated.h"

#include "core/graph/FloatTables.h"

#include <QStringList>

#include <algorithm>

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

QString floatTablesText(const Network& network)
{
    QStringList words;
    QList<std::pair<QString, int>> many; // normalizations of a kind
    for (const FloatTable& table : floatTables(network)) {
        const QString kind = translated(table.kind);
        const QString name = QString::fromStdString(table.name);
        const QString shape = QString::fromStdString(toText(table.shape));
        if (table.kind == "batch norm")
            continue;
        if (table.layer) {
            words << termscope::tr("%1 %2 (%3, the weights of layer %4)")
                         .arg(kind, name, shape,
                              QString::fromStdString(network.layers[static_cast<std::size_t>(*table.layer)].name));
        } else if (table.kind == "embedding") {
            words << termscope::tr("%1 %2 (%3)").arg(kind, name, shape);
        } else {
            const auto found = std::ranges::find(many, kind, &std::pair<QString, int>::first);
            if (found == many.end())
                many.append({kind, 1});
            else
                ++found->second;
        }
    }
    for (const auto& [kind, count] : many)
        words << termscope::tr("%1 (%2 of them)").arg(kind).arg(count);
    return words.isEmpty() ? QString()
                           : termscope::tr("In float32 beside the layers: %1").arg(words.join(QStringLiteral(", ")));
}

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
