// What an accuracy plot shows as a table for files.
#include "widgets/export/Csv.h"
#include "widgets/plots/AccuracyCurves.h"

#include <algorithm>

namespace termscope {
namespace {

QString wordOfMethod(const SweepRow& row)
{
    const std::string_view name = methodName(row);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString dataFormatWord(const Settings& settings)
{
    const std::string_view name = nameOf(settings.dataFormat);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// Columns that some of the rows have.
struct StoredColumns {
    bool stored = false;
    bool cycles = false;
    bool dataFormat = false;
    /// Empty cells of all, for what has none of them.
    int count() const { return 2 * int(stored) + int(cycles) + int(dataFormat); }
};

QString csvRow(const QString& series, const SweepRow& row, const StoredColumns& columns)
{
    const Settings& settings = row.settings;
    const auto number = [](bool applies, int value) { return applies ? QString::number(value) : QString(); };
    const bool quantized = row.method != Method::Float;
    const bool revealed = row.method == Method::Revealed;
    const bool formatted = row.method == Method::Format;
    const bool ownData = settings.dataFormat == DataFormat::Own;
    QStringList cells{series,
                      wordOfMethod(row),
                      number(quantized && !formatted, settings.weightBits),
                      number(quantized && !ownData, settings.dataBits),
                      number(revealed, settings.groupSize),
                      number(revealed, settings.budget),
                      number(revealed || (formatted && !ownData), settings.dataTerms)};
    if (row.text)
        cells << QString::number(row.text->tokens) << csvNumber(row.text->perplexity)
              << csvNumber(row.text->interval.low) << csvNumber(row.text->interval.high);
    else if (!row.hasClasses)
        cells << QString::number(row.total);
    else
        cells << QString::number(row.correct) << QString::number(row.total) << csvNumber(row.top1());
    if (row.fidelity)
        cells << (row.method == Method::Float ? QString() : csvNumber(row.fidelity->sqnr()));
    cells << (row.work ? csvNumber(row.work->provisioned) : QString())
          << (row.work ? csvNumber(row.work->measured) : QString());
    const auto known = [](const std::optional<double>& value) { return value ? csvNumber(*value) : QString(); };
    if (columns.stored)
        cells << known(row.bitsPerWeight) << known(row.storedBytes);
    if (columns.cycles)
        cells << known(row.cycles);
    if (columns.dataFormat)
        cells << (formatted ? dataFormatWord(settings) : QString());
    return csvLine(cells);
}

QString csvRow(const PublishedCurve& curve, const PublishedPoint& point, const StoredColumns& columns)
{
    const auto number = [](const std::optional<int>& value) { return value ? QString::number(*value) : QString(); };
    QStringList cells{QStringLiteral("published"),
                      QString::fromStdString(curve.method).toLower(),
                      QString::number(point.weightBits),
                      QString::number(point.dataBits),
                      number(point.groupSize),
                      number(point.budget),
                      number(point.dataTerms),
                      QString(),
                      QString(),
                      csvNumber(point.top1),
                      csvNumber(point.pairs),
                      QString()};
    for (int more = columns.count(); more > 0; --more)
        cells << QString();
    return csvLine(cells);
}

QString csvRow(const TrainedFigure& figure, const StoredColumns& columns)
{
    QStringList cells{QStringLiteral("trained, %1, %2")
                          .arg(QString::fromStdString(figure.network), QString::fromStdString(figure.source)),
                      QString::fromStdString(figure.format),
                      QString::number(figure.weightBits),
                      {},
                      {},
                      {},
                      {},
                      {},
                      {},
                      csvNumber(figure.top1),
                      {},
                      {}};
    if (columns.stored)
        cells << QString::number(figure.weightBits) << QString();
    if (columns.cycles)
        cells << QString();
    if (columns.dataFormat)
        cells << QString();
    return csvLine(cells);
}

} // namespace

QString accuracyCsv(std::span<const SweepRow> rows, const std::optional<CurrentScore>& current,
                    std::span<const PublishedCurve> published, std::span<const PinnedRows> pinned,
                    const TrainedFigures* trained)
{
    const bool ofText = (!rows.empty() && rows.front().text) || (current && current->row.text);
    const bool byFloat = (!rows.empty() && rows.front().fidelity) || (current && current->row.fidelity);
    const bool byValues = (!rows.empty() && !rows.front().hasClasses) || (current && !current->row.hasClasses);
    QStringList header{QStringLiteral("series"),    QStringLiteral("method"),     QStringLiteral("weight_bits"),
                       QStringLiteral("data_bits"), QStringLiteral("group_size"), QStringLiteral("budget"),
                       QStringLiteral("data_terms")};
    if (ofText)
        header << QStringLiteral("tokens") << QStringLiteral("perplexity") << QStringLiteral("perplexity_low")
               << QStringLiteral("perplexity_high");
    else if (byValues)
        header << QStringLiteral("total") << QStringLiteral("sqnr_db");
    else if (byFloat)
        header << QStringLiteral("agreeing") << QStringLiteral("total") << QStringLiteral("agreement_percent")
               << QStringLiteral("sqnr_db");
    else
        header << QStringLiteral("correct") << QStringLiteral("total") << QStringLiteral("top1_percent");
    header << QStringLiteral("pairs_per_mac_provisioned") << QStringLiteral("pairs_per_mac_measured");
    const StoredColumns columns{
        std::ranges::any_of(rows, [](const SweepRow& row) { return row.storedBytes.has_value(); }),
        std::ranges::any_of(rows, [](const SweepRow& row) { return row.cycles.has_value(); }), hasOwnDataFormats(rows)};
    if (columns.stored)
        header << QStringLiteral("bits_per_weight") << QStringLiteral("model_bytes");
    if (columns.cycles)
        header << QStringLiteral("cycles");
    if (columns.dataFormat)
        header << QStringLiteral("data_format");
    QString text = csvLine(header);
    for (const SweepRow& row : rows)
        text += csvRow(QStringLiteral("sweep"), row, columns);
    for (const PinnedRows& curve : pinned)
        for (const SweepRow& row : curve.rows)
            text += csvRow(curve.name, row, columns);
    if (current)
        text += csvRow(QStringLiteral("current"), current->row, columns);
    for (const PublishedCurve& curve : ofText || byFloat ? std::span<const PublishedCurve>() : published) {
        for (const PublishedPoint& point : curve.points)
            text += csvRow(curve, point, columns);
    }
    if (trained != nullptr && !ofText && !byFloat)
        for (const TrainedFigure& figure : trained->figures)
            text += csvRow(figure, columns);
    return text;
}

} // namespace termscope
