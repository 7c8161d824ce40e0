#include "widgets/plots/AccuracyCurves.h"

#include "core/quant/WeightFormat.h"
#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include "widgets/language/Translated.h"
#include <algorithm>
#include <cmath>
#include <functional>

namespace termscope {
namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString methodTitle(const SweepRow& row)
{
    switch (row.method) {
    case Method::Float: return QStringLiteral("float");
    case Method::Quantized: return QStringLiteral("QT");
    case Method::Given: return tr("given");
    case Method::Revealed: return QStringLiteral("TR");
    case Method::Format: break;
    }
    return fromView(row.settings.format);
}

/// Of a number format.
const FormatFamily& familyOf(const SweepRow& row)
{
    const WeightFormat* const format = findWeightFormat(row.settings.format);
    const std::span<const FormatFamily> all = formatFamilies();
    const auto found = std::ranges::find_if(
        all, [&](const FormatFamily& family) { return format != nullptr && family.name == format->family; });
    return found == all.end() ? all.front() : *found;
}

/// Among all families: a colour stays whatever is shown beside it.
int numberOfFamily(const SweepRow& row)
{
    return static_cast<int>(&familyOf(row) - formatFamilies().data());
}

QString familyTitle(const SweepRow& row)
{
    return translated(familyOf(row).title);
}

QString dataTermsText(int dataTerms)
{
    return dataTerms == 0 ? tr("s = all") : QStringLiteral("s = %1").arg(dataTerms);
}

QString curveName(const SweepRow& row, bool estimated)
{
    if (estimated)
        switch (row.method) {
        case Method::Float: return tr("float (about %1)").arg(scoreText(row));
        case Method::Quantized: return tr("QT by bits, estimates");
        case Method::Given: return tr("given (about %1)").arg(scoreText(row));
        case Method::Revealed:
            return tr("TR by k, g = %1, %2, estimates")
                .arg(row.settings.groupSize)
                .arg(dataTermsText(row.settings.dataTerms));
        case Method::Format: return tr("%1, estimates").arg(familyTitle(row));
        }
    switch (row.method) {
    case Method::Float: return tr("float (%1)").arg(scoreText(row));
    case Method::Quantized: return tr("QT by bits");
    case Method::Given: return tr("given (%1)").arg(scoreText(row));
    case Method::Format: return familyTitle(row);
    case Method::Revealed: break;
    }
    return tr("TR by k, g = %1, %2").arg(row.settings.groupSize).arg(dataTermsText(row.settings.dataTerms));
}

QString rowText(const SweepRow& row, bool estimated)
{
    const Settings& settings = row.settings;
    QString text = methodTitle(row);
    if (row.method == Method::Revealed)
        text += QStringLiteral(" k = %1, g = %2, %3")
                    .arg(settings.budget)
                    .arg(settings.groupSize)
                    .arg(dataTermsText(settings.dataTerms));
    if (row.method == Method::Format)
        text = tr("%1: %2, %3-bit data").arg(familyTitle(row), text).arg(settings.dataBits);
    else
        text += tr(", %1-bit weights, %2-bit data").arg(settings.weightBits).arg(settings.dataBits);
    if (row.text)
        text += tr("\nperplexity %1 (%2 … %3 at 95 %) on %4 tokens")
                    .arg(scoreText(row))
                    .arg(numberText(row.text->interval.low, 'f', 1))
                    .arg(numberText(row.text->interval.high, 'f', 1))
                    .arg(countText(row.text->tokens));
    else if (!row.hasClasses)
        text += tr("\nSQNR %1 on %2 samples").arg(scoreText(row), countText(row.total));
    else
        text += tr("\n%1 (%2 of %3)").arg(scoreText(row)).arg(countText(row.correct), countText(row.total));
    if (row.fidelity && row.hasClasses && row.method != Method::Float)
        text += tr(" as the float network, SQNR %1 dB").arg(numberText(row.fidelity->sqnr(), 'f', 1));
    if (row.work)
        text += tr("\npairs per MAC: %1 provisioned, %2 measured")
                    .arg(numberText(row.work->provisioned, 'g', 4))
                    .arg(numberText(row.work->measured, 'g', 4));
    return estimated ? text + tr("\nan estimate, not all samples were run yet") : text;
}

QString publishedText(const PublishedCurve& curve, const PublishedPoint& point)
{
    QString text = tr("%1, published").arg(QString::fromStdString(curve.method));
    if (point.budget && point.groupSize && point.dataTerms)
        text +=
            QStringLiteral(": k = %1, g = %2, s = %3").arg(*point.budget).arg(*point.groupSize).arg(*point.dataTerms);
    return text
           + tr("\n%1-bit weights, %2-bit data\n%3 %, %4 provisioned pairs per MAC\n%5")
                 .arg(point.weightBits)
                 .arg(point.dataBits)
                 .arg(numberText(point.top1))
                 .arg(numberText(point.pairs))
                 .arg(QString::fromStdString(curve.network));
}

void sortByPairs(AccuracyCurve& curve)
{
    std::stable_sort(curve.stops.begin(), curve.stops.end(),
                     [](const AccuracyStop& a, const AccuracyStop& b) { return a.place.x() < b.place.x(); });
}

QString csvRow(const QString& series, const SweepRow& row)
{
    const Settings& settings = row.settings;
    const auto number = [](bool applies, int value) { return applies ? QString::number(value) : QString(); };
    const bool quantized = row.method != Method::Float;
    const bool revealed = row.method == Method::Revealed;
    const bool formatted = row.method == Method::Format;
    QStringList cells{series,
                      fromView(methodName(row)),
                      number(quantized && !formatted, settings.weightBits),
                      number(quantized, settings.dataBits),
                      number(revealed, settings.groupSize),
                      number(revealed, settings.budget),
                      number(revealed || formatted, settings.dataTerms)};
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
    return csvLine(cells);
}

QString csvRow(const PublishedCurve& curve, const PublishedPoint& point)
{
    const auto number = [](const std::optional<int>& value) { return value ? QString::number(*value) : QString(); };
    return csvLine({QStringLiteral("published"), QString::fromStdString(curve.method).toLower(),
                    QString::number(point.weightBits), QString::number(point.dataBits), number(point.groupSize),
                    number(point.budget), number(point.dataTerms), QString(), QString(), csvNumber(point.top1),
                    csvNumber(point.pairs), QString()});
}

} // namespace

CurrentScore currentOf(const Evaluation& evaluation)
{
    const bool ofText = evaluation.workload == Workload::Text;
    if (evaluation.scoreKind() == ScoreKind::Sqnr) {
        const double sqnr = evaluation.fidelity->sqnr();
        return {rowOf(evaluation), {sqnr, sqnr}, evaluation.exact()};
    }
    return {rowOf(evaluation), ofText ? evaluation.perplexityInterval() : evaluation.top1Interval(),
            evaluation.exact()};
}

double scoreOf(const SweepRow& row)
{
    return row.text ? row.text->perplexity : row.hasClasses ? row.top1() : row.fidelity->sqnr();
}

QString scoreText(const SweepRow& row)
{
    const double score = scoreOf(row);
    if (!row.hasClasses)
        return tr("%1 dB").arg(std::isinf(score) ? QStringLiteral("∞") : numberText(score, 'f', 1));
    return row.text ? numberText(score, 'f', score < 100.0 ? 2 : 1) : tr("%1 %").arg(numberText(score, 'f', 2));
}

std::optional<double> pairsOf(const std::optional<Work>& work, PairCount count)
{
    if (!work)
        return std::nullopt;
    const double pairs = count == PairCount::Measured ? work->measured : work->provisioned;
    return pairs > 0.0 ? std::optional(pairs) : std::nullopt;
}

std::vector<AccuracyCurve> curvesOf(std::span<const SweepRow> rows, PairCount count, const std::vector<bool>& estimated)
{
    std::vector<AccuracyCurve> curves;
    const auto isEstimate = [&](const SweepRow& row) {
        const auto index = static_cast<std::size_t>(&row - rows.data());
        return index < estimated.size() && estimated[index];
    };
    const auto curveFor = [&](const SweepRow& row) -> AccuracyCurve& {
        const bool estimate = isEstimate(row);
        const QString name = curveName(row, estimate);
        const auto sameName = [&name](const AccuracyCurve& curve) { return curve.name == name; };
        const auto found = std::find_if(curves.begin(), curves.end(), sameName);
        if (found != curves.end())
            return *found;
        const auto sameKind = [&](const AccuracyCurve& curve) {
            return curve.method == row.method && curve.estimated == estimate;
        };
        const auto number = std::count_if(curves.begin(), curves.end(), sameKind);
        AccuracyCurve curve;
        curve.name = name;
        curve.method = row.method;
        curve.estimated = estimate;
        curve.number = row.method == Method::Format ? numberOfFamily(row) : static_cast<int>(number);
        curve.joined = !estimate && (row.method != Method::Format || !familyOf(row).differs);
        curves.push_back(std::move(curve));
        return curves.back();
    };
    for (const SweepRow& row : rows) {
        if (!row.hasClasses && std::isinf(scoreOf(row))) // without any error there is no end to the SQNR
            continue;
        if (row.method == Method::Float || row.method == Method::Given) {
            curveFor(row).level = scoreOf(row);
            continue;
        }
        const std::optional<double> pairs = pairsOf(row.work, count);
        if (!pairs)
            continue;
        const bool revealed = row.method == Method::Revealed;
        const QString label = revealed                       ? QStringLiteral("k%1").arg(row.settings.budget)
                              : row.method == Method::Format ? fromView(row.settings.format)
                                                             : tr("%1 bit").arg(row.settings.weightBits);
        curveFor(row).stops.push_back({QPointF(*pairs, scoreOf(row)), rowText(row, isEstimate(row)), label,
                                       revealed ? std::optional(row.settings) : std::nullopt});
    }
    std::for_each(curves.begin(), curves.end(), sortByPairs);
    return curves;
}

std::vector<AccuracyCurve> curvesOf(const PinnedRows& pinned, PairCount count)
{
    std::vector<AccuracyCurve> curves = curvesOf(pinned.rows, count, pinned.estimated);
    for (AccuracyCurve& curve : curves) {
        curve.name = curve.estimated ? tr("%1, estimates").arg(pinned.name) : pinned.name;
        curve.colour = pinned.colour;
        for (AccuracyStop& stop : curve.stops)
            stop.text = pinned.name + QStringLiteral("\n") + stop.text;
    }
    return curves;
}

std::optional<double> leastInSight(std::span<const AccuracyCurve> curves, bool lessIsBetter)
{
    std::optional<double> least;
    for (const AccuracyCurve& curve : curves) {
        std::vector<double> scores;
        for (const AccuracyStop& stop : curve.stops)
            scores.push_back(lessIsBetter ? -stop.place.y() : stop.place.y());
        if (scores.empty() || curve.published)
            continue;
        const auto half = scores.begin() + static_cast<std::ptrdiff_t>((scores.size() - 1) / 2);
        std::nth_element(scores.begin(), half, scores.end(), std::greater<>());
        least = std::min(least.value_or(*half), *half);
    }
    return least && lessIsBetter ? std::optional(-*least) : least;
}

std::vector<AccuracyCurve> curvesOf(const PublishedFigures& figures)
{
    std::vector<AccuracyCurve> curves;
    for (const PublishedCurve& source : figures.curves) {
        AccuracyCurve curve;
        curve.name = tr("%1, published").arg(QString::fromStdString(source.method));
        curve.method = source.method == "TR" ? Method::Revealed : Method::Quantized;
        curve.published = true;
        for (const PublishedPoint& point : source.points)
            curve.stops.push_back(
                {QPointF(point.pairs, point.top1), publishedText(source, point), QString(), std::nullopt});
        sortByPairs(curve);
        curves.push_back(std::move(curve));
    }
    return curves;
}

QString accuracyCsv(std::span<const SweepRow> rows, const std::optional<CurrentScore>& current,
                    std::span<const PublishedCurve> published, std::span<const PinnedRows> pinned)
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
    QString text = csvLine(header);
    for (const SweepRow& row : rows)
        text += csvRow(QStringLiteral("sweep"), row);
    for (const PinnedRows& curve : pinned)
        for (const SweepRow& row : curve.rows)
            text += csvRow(curve.name, row);
    if (current)
        text += csvRow(QStringLiteral("current"), current->row);
    for (const PublishedCurve& curve : ofText || byFloat ? std::span<const PublishedCurve>() : published) {
        for (const PublishedPoint& point : curve.points)
            text += csvRow(curve, point);
    }
    return text;
}

} // namespace termscope
