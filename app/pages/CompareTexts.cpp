#include "app/pages/CompareTexts.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

QString methodWord(Method method)
{
    switch (method) {
    case Method::Float: return tr("float");
    case Method::Quantized: return QStringLiteral("QT");
    case Method::Given: return tr("as given");
    default: break;
    }
    return QStringLiteral("TR");
}

/// "right → wrong".
QString flipKind(const Flip& flip)
{
    if (flip.label < 0)
        return tr("other class");
    return flip.a == flip.label   ? tr("right → wrong")
           : flip.b == flip.label ? tr("wrong → right")
                                  : tr("wrong → wrong");
}

QString namesOfLayers(const QString& pattern, const std::vector<std::string>& names)
{
    constexpr std::size_t named = 6;
    QStringList list;
    for (std::size_t i = 0; i < std::min(named, names.size()); ++i)
        list << QString::fromStdString(names[i]);
    if (names.size() > named)
        list << QStringLiteral("…");
    return pattern.arg(list.join(QStringLiteral(", ")));
}

} // namespace

CompareRequest comparisonOf(const Session& session)
{
    const CompareChoice& choice = session.view().study.compare;
    const Settings& strip = session.settings();
    const auto side = [](Method method, const Settings& settings) {
        Settings own = heeded(method, settings);
        own.foldNormalization = settings.foldNormalization; // float weights are compared too
        return Variant{method, own};
    };
    CompareRequest request{side(choice.a, choice.stripIsA ? strip : choice.other),
                           side(choice.b, choice.stripIsA ? choice.other : strip),
                           session.files().compared,
                           {}};
    if (choice.curves)
        request.budgets = usualBudgets(std::min(request.a.settings.groupSize, request.b.settings.groupSize));
    return request;
}

bool isSame(const CompareRequest& a, const CompareRequest& b)
{
    const auto sameSide = [](const Variant& one, const Variant& other) {
        return one.method == other.method && one.settings == other.settings;
    };
    return sameSide(a.a, b.a) && sameSide(a.b, b.b) && a.second == b.second && a.budgets == b.budgets;
}

QString sideText(const Variant& variant, const QString& network)
{
    const QString words = network.toHtmlEscaped() + QStringLiteral(", ") + methodWord(variant.method);
    const Settings& settings = variant.settings;
    if (variant.method == Method::Float || variant.method == Method::Given)
        return words;
    QString text = words;
    if (variant.method == Method::Revealed)
        text += QStringLiteral(", g = %1, k = %2, s = %3")
                    .arg(settings.groupSize)
                    .arg(settings.budget)
                    .arg(settings.dataTerms == 0 ? tr("all") : QString::number(settings.dataTerms));
    text += tr(", %1-bit weights, %2-bit data").arg(settings.weightBits).arg(settings.dataBits);
    return settings.layers.empty() ? text : text + tr(", layers with settings of their own");
}

QString sqnrText(double sqnr)
{
    return std::isinf(sqnr) ? (sqnr > 0.0 ? tr("no difference") : QStringLiteral("−∞ dB"))
                            : tr("%1 dB").arg(numberText(sqnr, 'f', 1));
}

QString tensorName(const TensorDifference& tensor)
{
    const QString name = QString::fromStdString(tensor.name);
    return tensor.bias ? tr("%1 (bias)").arg(name) : name;
}

QString outputsText(const OutputComparison& outputs, const std::optional<std::pair<double, double>>& perplexities)
{
    const auto figure = [](double value) { return numberText(value, 'f', 2); };
    QString text;
    if (perplexities)
        text +=
            tr("Perplexity: A <b>%1</b>, B <b>%2</b>. ").arg(figure(perplexities->first), figure(perplexities->second));
    else if (outputs.judged > 0)
        text += tr("Top-1: A <b>%1 %</b>, B <b>%2 %</b>. ")
                    .arg(figure(outputs.top1(outputs.correctInA)), figure(outputs.top1(outputs.correctInB)));
    text += (perplexities ? tr("Same likeliest word: %1 % of %2 tokens") : tr("Same class: %1 % of %2"))
                .arg(figure(outputs.agreement()), countText(outputs.places));
    text += tr("; KL of B from A %1, SQNR of B's outputs %2.")
                .arg(numberText(outputs.divergence, 'g', 3), sqnrText(outputs.sqnr));
    return text;
}

std::vector<FigureColumn> tensorColumns()
{
    return {{tr("tensor"), tr("Sorted by depth"), true},
            {tr("shape"), {}, true},
            {tr("SQNR dB"), tr("10·log10(Σa² / Σ(a − b)²)"), false},
            {tr("max |A−B|"), tr("The largest difference"), false},
            {tr("max |A|"), tr("The largest magnitude in A"), false}};
}

std::vector<FigureRow> tensorRows(const WeightComparison& weights)
{
    std::vector<FigureRow> rows;
    for (const TensorDifference& tensor : weights.tensors)
        rows.push_back({{tensorName(tensor), static_cast<double>(rows.size())},
                        {QString::fromStdString(toText(tensor.shape)), std::nullopt},
                        {std::isinf(tensor.sqnr) ? (tensor.sqnr > 0.0 ? QStringLiteral("∞") : QStringLiteral("−∞"))
                                                 : numberText(tensor.sqnr, 'f', 1),
                         tensor.sqnr},
                        {numberText(tensor.largest, 'g', 3), tensor.largest},
                        {numberText(tensor.range, 'g', 3), tensor.range}});
    return rows;
}

QString leftOutText(const WeightComparison& weights)
{
    QStringList sentences;
    if (!weights.onlyInA.empty())
        sentences << namesOfLayers(tr("Only in A: %1."), weights.onlyInA);
    if (!weights.onlyInB.empty())
        sentences << namesOfLayers(tr("Only in B: %1."), weights.onlyInB);
    if (!weights.otherShapes.empty())
        sentences << namesOfLayers(tr("Of other shapes: %1."), weights.otherShapes);
    return sentences.join(u' ');
}

QString FlipNames::of(std::int32_t number) const
{
    if (number < 0)
        return QStringLiteral("–");
    if (vocabulary && number < vocabulary->size())
        return QString::fromStdString(vocabulary->word(number));
    if (static_cast<std::size_t>(number) < classes.size())
        return QString::fromStdString(classes[static_cast<std::size_t>(number)]);
    return QString::number(number);
}

std::vector<FigureColumn> flipColumns(bool ofText)
{
    return {{ofText ? tr("token") : tr("image"), tr("A click shows it"), false},
            {tr("what flips"), {}, true},
            {ofText ? tr("next word") : tr("label"), {}, true},
            {tr("A", "side of a comparison"), {}, true},
            {tr("B", "side of a comparison"), {}, true}};
}

std::vector<FigureRow> flipRows(const OutputComparison& outputs, const FlipNames& names)
{
    std::vector<FigureRow> rows;
    for (const Flip& flip : outputs.flips)
        rows.push_back({{countText(flip.sample), static_cast<double>(flip.sample)},
                        {flipKind(flip), std::nullopt},
                        {names.of(flip.label), std::nullopt},
                        {names.of(flip.a), std::nullopt},
                        {names.of(flip.b), std::nullopt}});
    return rows;
}

QString flipCsv(const OutputComparison& outputs, bool ofText)
{
    QString text = csvLine({ofText ? QStringLiteral("token") : QStringLiteral("image"), QStringLiteral("label"),
                            QStringLiteral("a"), QStringLiteral("b")});
    for (const Flip& flip : outputs.flips)
        text += csvLine({QString::number(flip.sample), flip.label < 0 ? QString() : QString::number(flip.label),
                         QString::number(flip.a), QString::number(flip.b)});
    return text;
}

QString flipCaption(const OutputComparison& outputs)
{
    if (outputs.judged == 0)
        return tr("%1 of %2 have another class in B.")
            .arg(countText(outputs.places - outputs.same), countText(outputs.places));
    return tr("Right to wrong %1, wrong to right %2, wrong to another wrong %3.")
        .arg(countText(outputs.rightToWrong), countText(outputs.wrongToRight), countText(outputs.otherWrong));
}

std::vector<FigureColumn> curveColumns(bool ofText)
{
    const QString help = ofText ? tr("Perplexity") : tr("Top-1 in percent");
    return {{tr("k", "term budget"), {}, false},
            {tr("A", "side of a comparison"), help, false},
            {tr("B", "side of a comparison"), help, false},
            {tr("B − A"), help, false},
            {tr("pairs A"), tr("Provisioned"), false},
            {tr("pairs B"), tr("Provisioned"), false}};
}

std::vector<FigureRow> curveRows(const std::vector<CurveDifference>& points)
{
    std::vector<FigureRow> rows;
    const auto cell = [](double value, int decimals) { return FigureCell{numberText(value, 'f', decimals), value}; };
    for (const CurveDifference& point : points)
        rows.push_back({{QString::number(point.budget), static_cast<double>(point.budget)},
                        cell(point.a, 2),
                        cell(point.b, 2),
                        cell(point.b - point.a, 2),
                        cell(point.pairsOfA, 3),
                        cell(point.pairsOfB, 3)});
    return rows;
}

QString curveCsv(const std::vector<CurveDifference>& points)
{
    QString text = csvLine({QStringLiteral("budget"), QStringLiteral("a"), QStringLiteral("b"),
                            QStringLiteral("difference"), QStringLiteral("pairs_a"), QStringLiteral("pairs_b")});
    for (const CurveDifference& point : points)
        text += csvLine({QString::number(point.budget), csvNumber(point.a), csvNumber(point.b),
                         csvNumber(point.b - point.a), csvNumber(point.pairsOfA), csvNumber(point.pairsOfB)});
    return text;
}

} // namespace termscope
