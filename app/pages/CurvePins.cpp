#include "app/pages/CurvePins.h"

#include "app/pages/CurveCosts.h"

#include "core/quant/WeightFormat.h"
#include "core/study/CostLines.h"
#include "widgets/language/Translated.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/CurveBar.h"
#include "widgets/plots/Marks.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

QString titleOfChoice(std::string_view key, const Settings& settings)
{
    const SettingInfo& info = *findSetting(key);
    return translated(info.choices[static_cast<std::size_t>(info.get(settings))].title);
}

/// What tells a curve from others: "TR g = 8, s = 3", and what is not as by default.
QString nameOfCurve(Method method, const Settings& settings)
{
    const Settings usual;
    QStringList parts;
    if (method == Method::Revealed) {
        parts << QStringLiteral("TR g = %1").arg(settings.groupSize)
              << (settings.dataTerms == 0 ? tr("s = all") : QStringLiteral("s = %1").arg(settings.dataTerms));
        if (settings.weightBits != usual.weightBits)
            parts << tr("%1 bit").arg(settings.weightBits);
    } else {
        parts << QStringLiteral("QT");
    }
    for (const char* key : {"encoding", "per_channel", "quantizer", "calibration"})
        if (const SettingInfo& info = *findSetting(key); info.get(settings) != info.get(usual))
            parts << titleOfChoice(key, settings);
    if (!settings.layers.empty())
        parts << tr("layers of their own");
    return parts.join(QStringLiteral(", "));
}

int freeColour(const std::vector<KeptCurve>& kept)
{
    for (int colour = 0; colour < pinColours; ++colour)
        if (std::ranges::find(kept, colour, &KeptCurve::colour) == kept.end())
            return colour;
    return static_cast<int>(kept.size()) % pinColours;
}

bool isOfCurve(const KeptCurve& curve, const SweepRow& row)
{
    return row.method == curve.method && row.settings == rowOf(curve, keptPointOf(row)).settings;
}

QString numbersText(const std::vector<int>& numbers)
{
    return QString::fromStdString(textOfNumbers(numbers)).replace(u',', QStringLiteral(", "));
}

} // namespace

CurvePins::CurvePins(Session& session, Workbench& workbench, CurveCosts& costs, CurveBar& bar, AccuracyPlot& plot,
                     QObject* parent)
    : QObject(parent), session_(session), workbench_(workbench), costs_(costs), bar_(bar), plot_(plot)
{
    connectBar();
    showFamilies();
    connect(&session_, &Session::sweepChanged, this, &CurvePins::show);
    connect(&session_, &Session::settingsChanged, this, &CurvePins::show);
    connect(&session_, &Session::workAxisChanged, this, &CurvePins::show);
    connect(&session_, &Session::arrayChanged, this, &CurvePins::show);
    connect(&session_, &Session::filesChanged, this, &CurvePins::show);
    connect(&workbench_, &Workbench::curveChanged, this, [this] {
        show();
        fill();
    });
    show();
}

void CurvePins::connectBar()
{
    connect(&bar_, &CurveBar::keepRequested, this,
            [this](bool revealed) { keep(revealed ? Method::Revealed : Method::Quantized); });
    connect(&bar_, &CurveBar::familyRequested, this,
            [this](CurveFamily family) { keepFamily(family == CurveFamily::DataTerms); });
    connect(&bar_, &CurveBar::renamed, this, [this](int number, const QString& name) {
        if (!name.isEmpty())
            change(number, tr("name of a curve"), [&](KeptCurve& curve) { curve.name = name.left(60).toStdString(); });
    });
    connect(&bar_, &CurveBar::recoloured, this, [this](int number, int colour) {
        change(number, tr("colour of a curve"), [&](KeptCurve& curve) { curve.colour = colour; });
    });
    connect(&bar_, &CurveBar::taken, this, &CurvePins::take);
    connect(&bar_, &CurveBar::removed, this, &CurvePins::remove);
    connect(&bar_, &CurveBar::allRemoved, this, [this] {
        SweepChoice sweep = session_.view().sweep;
        sweep.kept.clear();
        session_.changeSweep(sweep, tr("remove all pinned curves"));
    });
    connect(&bar_, &CurveBar::budgetsChosen, this, [this](const QString& numbers) {
        choose("budgets", numbers, &SweepChoice::budgets, 1, maximumBudget(largestGroupSize));
    });
    connect(&bar_, &CurveBar::bitsChosen, this,
            [this](const QString& numbers) { choose("bits", numbers, &SweepChoice::bits, smallestBits, largestBits); });
    connect(&bar_, &CurveBar::familiesChosen, this, [this](const QStringList& names) {
        SweepChoice sweep = session_.view().sweep;
        sweep.families.clear();
        for (const QString& name : names)
            sweep.families.push_back(name.toStdString());
        session_.changeSweep(sweep, tr("number formats"));
    });
    connect(&bar_, &CurveBar::dataFormatChosen, this, [this](DataFormat format) {
        SweepChoice sweep = session_.view().sweep;
        sweep.dataFormat = format;
        session_.changeSweep(sweep, tr("data of number formats"));
    });
    connect(&bar_, &CurveBar::machinesChosen, this, [this](const QStringList& names) {
        SweepChoice sweep = session_.view().sweep;
        sweep.machines.clear();
        for (const QString& name : names)
            sweep.machines.push_back(name.toStdString());
        session_.changeSweep(sweep, tr("cost lines"));
    });
    connect(&bar_, &CurveBar::axisChosen, &session_, &Session::chooseWorkAxis);
}

/// The families of number formats, and machines, as check boxes.
void CurvePins::showFamilies()
{
    std::vector<CurveBar::Family> families;
    const auto words = [](std::string_view text) {
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    };
    for (const FormatFamily& family : formatFamilies())
        families.push_back({words(family.name), translated(family.title), words(family.source)});
    std::vector<CurveBar::Family> machines;
    for (const CostMachine& machine : costMachines())
        machines.push_back({words(machine.name), translated(machine.title), translated(machine.waits)});
    bar_.setFamilies(families, machines);
}

KeptCurve CurvePins::curveAt(Method method, const Settings& settings) const
{
    KeptCurve curve;
    curve.method = method;
    curve.settings = heeded(method, settings);
    curve.name = nameOfCurve(method, settings).toStdString();
    return curve;
}

/// The present curve, with its points where all of them are exact; else they are computed with the curve.
void CurvePins::keep(Method method)
{
    KeptCurve curve = curveAt(method, session_.settings());
    const CurvePtr& known = workbench_.curve();
    if (known && known->complete && session_.network())
        for (std::size_t i = 0; i < known->rows.size(); ++i)
            if (!known->estimated[i] && isOfCurve(curve, known->rows[i]) && known->rows[i].hasClasses)
                curve.points.push_back(keptPointOf(known->rows[i]));
    if (!curve.points.empty())
        curve.network = session_.network()->name;
    add({std::move(curve)}, tr("pin a curve"));
}

void CurvePins::keepFamily(bool ofDataTerms)
{
    std::vector<KeptCurve> family;
    for (const int value : ofDataTerms ? std::array{1, 2, 3, 0} : std::array{4, 8, 16, 32}) {
        Settings settings = session_.settings();
        setClamped(settings, *findSetting(ofDataTerms ? "data_terms" : "group_size"), value);
        family.push_back(curveAt(Method::Revealed, settings));
    }
    add(std::move(family), tr("pin several curves"));
}

/// Those that are not there yet, each with a colour of its own as long as there is one.
void CurvePins::add(std::vector<KeptCurve> curves, const QString& what)
{
    SweepChoice sweep = session_.view().sweep;
    const auto networkOf = [this](const KeptCurve& curve) {
        return curve.network.empty() && session_.network() ? session_.network()->name : curve.network;
    };
    for (KeptCurve& curve : curves) {
        const int any = curve.method == Method::Quantized ? smallestBits : 1;
        const auto isSame = [&](const KeptCurve& other) {
            return other.method == curve.method && settingsAt(other, any) == settingsAt(curve, any)
                   && networkOf(other) == networkOf(curve);
        };
        if (sweep.kept.size() >= mostKeptCurves || std::ranges::any_of(sweep.kept, isSame))
            continue;
        curve.colour = freeColour(sweep.kept);
        sweep.kept.push_back(std::move(curve));
    }
    session_.changeSweep(sweep, what);
}

template <class Change>
void CurvePins::change(int number, const QString& what, const Change& change)
{
    SweepChoice sweep = session_.view().sweep;
    if (number < 0 || number >= static_cast<int>(sweep.kept.size()))
        return;
    change(sweep.kept[static_cast<std::size_t>(number)]);
    session_.changeSweep(sweep, what);
}

void CurvePins::remove(int number)
{
    SweepChoice sweep = session_.view().sweep;
    if (number < 0 || number >= static_cast<int>(sweep.kept.size()))
        return;
    sweep.kept.erase(sweep.kept.begin() + number);
    session_.changeSweep(sweep, tr("remove a pinned curve"));
}

/// Its settings, at a budget that the group size takes.
void CurvePins::take(int number)
{
    const std::vector<KeptCurve>& kept = session_.view().sweep.kept;
    if (number < 0 || number >= static_cast<int>(kept.size()))
        return;
    const KeptCurve& curve = kept[static_cast<std::size_t>(number)];
    Settings settings = curve.settings;
    settings.budget = std::min(session_.settings().budget, maximumBudget(settings.groupSize));
    session_.changeSettings(settings, tr("settings of a pinned curve"));
}

void CurvePins::choose(std::string_view key, const QString& numbers, std::vector<int> SweepChoice::*member, int least,
                       int most)
{
    SweepChoice sweep = session_.view().sweep;
    if (Result<std::vector<int>> read = numbersOfText(key, numbers.toStdString(), least, most)) {
        sweep.*member = std::move(*read);
        session_.changeSweep(sweep, tr("points of the curves"));
    }
    show(); // what was no list of numbers is not left standing
}

/// Curves that were computed with the present one keep what they came to.
void CurvePins::fill()
{
    const CurvePtr& known = workbench_.curve();
    if (!known || !known->complete || known->sweep != session_.view().sweep)
        return;
    const CurvePtr held = known; // the session's answer may bring another
    for (std::size_t i = 0; i < held->kept.size(); ++i) {
        const CurveRows& rows = held->kept[i];
        if (rows.rows.empty() || rows.exactRows() != static_cast<int>(rows.rows.size()))
            continue;
        if (!rows.rows.front().hasClasses) // a kept point has no place for an SQNR: it is computed again
            continue;
        std::vector<KeptPoint> points;
        for (const SweepRow& row : rows.rows)
            points.push_back(keptPointOf(row));
        session_.fillKeptCurve(i, points);
    }
}

void CurvePins::show()
{
    const SweepChoice& sweep = session_.view().sweep;
    const CurvePtr& known = workbench_.curve();
    const std::string open = session_.network() ? session_.network()->name : std::string();
    std::vector<CurveBar::Kept> chips;
    std::vector<PinnedRows> curves;
    for (std::size_t i = 0; i < sweep.kept.size(); ++i) {
        const KeptCurve& kept = sweep.kept[i];
        PinnedRows rows;
        rows.name = QString::fromStdString(kept.name);
        if (!kept.network.empty() && kept.network != open)
            rows.name += QStringLiteral(" (%1)").arg(QString::fromStdString(kept.network));
        rows.colour = kept.colour;
        for (const KeptPoint& point : kept.points)
            rows.rows.push_back(rowOf(kept, point));
        if (kept.points.empty() && known && known->sweep == sweep && i < known->kept.size()) {
            rows.rows = known->kept[i].rows;
            rows.estimated = known->kept[i].estimated;
        }
        if (kept.network.empty() || kept.network == open)
            for (SweepRow& row : rows.rows)
                row = costs_.filled(std::move(row));
        chips.push_back({QString::fromStdString(kept.name), kept.colour});
        curves.push_back(std::move(rows));
    }
    bar_.setKept(chips);
    bar_.setSwept(numbersText(sweep.budgets), numbersText(sweep.bits),
                  numbersText(usualBudgets(session_.settings().groupSize)), numbersText(bitsOf(SweepChoice{})));
    const auto listOf = [](const std::vector<std::string>& names) {
        QStringList list;
        for (const std::string& name : names)
            list << QString::fromStdString(name);
        return list;
    };
    bar_.setChosenFamilies(listOf(sweep.families), listOf(sweep.machines));
    bar_.setDataFormat(sweep.dataFormat);
    bar_.setAxis(session_.view().workAxis);
    plot_.setPinned(std::move(curves));
}

} // namespace termscope
