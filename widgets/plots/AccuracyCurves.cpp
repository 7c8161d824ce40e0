#include "widgets/plots/AccuracyCurves.h"

#include "core/quant/WeightFormat.h"
#include "core/study/CostLines.h"
#include "widgets/language/Numbers.h"

#include "widgets/language/Translated.h"
#include <algorithm>
#include <cmath>
#include <functional>

namespace termscope {
namespace {

constexpr double bytesOfKilobyte = 1000.0;

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString machineTitle(const SweepRow& row)
{
    return translated(findCostMachine(row.costLine)->title);
}

QString methodTitle(const SweepRow& row)
{
    if (!row.costLine.empty())
        return tr("%1 under QT").arg(machineTitle(row));
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
    if (!row.costLine.empty())
        return estimated ? tr("%1, estimates").arg(machineTitle(row)) : machineTitle(row);
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

/// What the weights take and how long an array does, where the row says.
QString storedText(const SweepRow& row)
{
    QStringList parts;
    if (row.bitsPerWeight)
        parts << tr("%1 bits per weight").arg(numberText(*row.bitsPerWeight, 'f', 2));
    if (row.storedBytes)
        parts << tr("%1 kB").arg(numberText(*row.storedBytes / bytesOfKilobyte, 'f', 1));
    if (row.cycles)
        parts << tr("%1 cycles").arg(countText(static_cast<std::int64_t>(*row.cycles)));
    return parts.isEmpty() ? QString() : u'\n' + parts.join(QStringLiteral(", "));
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
    if (settings.dataFormat == DataFormat::Own)
        text = tr("%1: %2, data in the format too").arg(familyTitle(row), text);
    else if (row.method == Method::Format)
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
    if (!row.costLine.empty())
        text += tr("\nreserves what is measured: %1").arg(translated(findCostMachine(row.costLine)->waits));
    text += storedText(row);
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

void sortByWork(AccuracyCurve& curve)
{
    std::stable_sort(curve.stops.begin(), curve.stops.end(),
                     [](const AccuracyStop& a, const AccuracyStop& b) { return a.place.x() < b.place.x(); });
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

std::vector<AccuracyCurve> curvesOf(std::span<const SweepRow> rows, WorkAxis axis, const std::vector<bool>& estimated)
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
            return curve.method == row.method && curve.estimated == estimate && curve.machine != row.costLine.empty();
        };
        const auto number = std::count_if(curves.begin(), curves.end(), sameKind);
        AccuracyCurve curve;
        curve.name = name;
        curve.method = row.method;
        curve.estimated = estimate;
        curve.machine = !row.costLine.empty();
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
        const std::optional<double> work = workOf(row, axis);
        if (!work)
            continue;
        const bool revealed = row.method == Method::Revealed;
        const QString label = revealed                       ? QStringLiteral("k%1").arg(row.settings.budget)
                              : row.method == Method::Format ? fromView(row.settings.format)
                                                             : tr("%1 bit").arg(row.settings.weightBits);
        curveFor(row).stops.push_back({QPointF(*work, scoreOf(row)), rowText(row, isEstimate(row)), label,
                                       revealed ? std::optional(row.settings) : std::nullopt});
    }
    std::for_each(curves.begin(), curves.end(), sortByWork);
    return curves;
}

std::vector<AccuracyCurve> curvesOf(const PinnedRows& pinned, WorkAxis axis)
{
    std::vector<AccuracyCurve> curves = curvesOf(pinned.rows, axis, pinned.estimated);
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
        sortByWork(curve);
        curves.push_back(std::move(curve));
    }
    return curves;
}

std::vector<AccuracyCurve> curvesOf(const TrainedFigures& figures)
{
    std::vector<AccuracyCurve> curves;
    for (const TrainedFigure& figure : figures.figures) {
        const QString name = tr("%1, trained").arg(QString::fromStdString(figure.format));
        auto at = std::ranges::find(curves, name, &AccuracyCurve::name);
        if (at == curves.end()) {
            AccuracyCurve curve;
            curve.name = name;
            curve.method = Method::Format;
            curve.published = true;
            curve.joined = false;
            curve.number = static_cast<int>(curves.size());
            curves.push_back(std::move(curve));
            at = curves.end() - 1;
        }
        QString text = tr("%1, published\n%2, %3-bit weights: %4 %")
                           .arg(name, QString::fromStdString(figure.network))
                           .arg(figure.weightBits)
                           .arg(numberText(figure.top1, 'f', 2));
        if (figure.floatTop1)
            text += tr(" (float: %1 %)").arg(numberText(*figure.floatTop1, 'f', 2));
        text += u'\n' + QString::fromStdString(figure.training) + u'\n' + QString::fromStdString(figure.source);
        at->stops.push_back({QPointF(figure.weightBits, figure.top1), text, QString(), std::nullopt});
    }
    std::for_each(curves.begin(), curves.end(), sortByWork);
    return curves;
}

} // namespace termscope
