#include "app/worker/CurveJob.h"

#include "core/quant/WeightFormat.h"
#include "core/study/CostLines.h"
#include "widgets/language/Translated.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace termscope {
namespace {

/// The curve that the settings make, of all curves that a task asks for.
constexpr std::size_t ownCurve = 0;

struct CurvePoint {
    Method method;
    Settings settings;
    std::size_t curve = ownCurve;         ///< or 1 and more: one that was kept
    const CostMachine* machine = nullptr; ///< at QT's score
};

void addQuantized(std::vector<CurvePoint>& points, Settings settings, const SweepChoice& sweep, std::size_t curve)
{
    for (const int bits : bitsOf(sweep)) {
        settings.weightBits = settings.dataBits = bits;
        points.push_back({Method::Quantized, heeded(Method::Quantized, settings), curve}); // known rows are found again
    }
}

void addRevealed(std::vector<CurvePoint>& points, Settings settings, const SweepChoice& sweep, std::size_t curve)
{
    for (const int budget : budgetsOf(sweep, settings.groupSize)) {
        settings.budget = budget;
        points.push_back({Method::Revealed, settings, curve});
    }
}

/// The number formats of the families that are shown; data of so many bits keep as many terms as those of TR.
void addFormats(std::vector<CurvePoint>& points, const Settings& settings, const SweepChoice& sweep)
{
    for (const WeightFormat& format : weightFormats())
        if (std::ranges::find(sweep.families, format.family) != sweep.families.end())
            points.push_back({Method::Format, heeded(Method::Format, inFormat(settings, format, sweep.dataFormat))});
}

/// At the bits of QT's points.
void addMachines(std::vector<CurvePoint>& points, Settings settings, const SweepChoice& sweep)
{
    for (const int bits : bitsOf(sweep)) {
        settings.weightBits = settings.dataBits = bits;
        for (const std::string& name : sweep.machines)
            points.push_back({Method::Quantized, heeded(Method::Quantized, settings), ownCurve, findCostMachine(name)});
    }
}

/// The points of the curves: float, the file's own integers where it has some, QT by its bits, TR at several budgets
/// with the data terms chosen, number formats, machines; then those of the curves that were kept before they were
/// computed.
std::vector<CurvePoint> curvePoints(const Network& network, const ViewState& view)
{
    const Settings& settings = view.settings;
    std::vector<CurvePoint> points{{Method::Float, Settings{}}};
    if (hasGivenLayers(network))
        points.push_back({Method::Given, heeded(Method::Given, settings)});
    addQuantized(points, settings, view.sweep, ownCurve);
    addRevealed(points, settings, view.sweep, ownCurve);
    addFormats(points, settings, view.sweep);
    addMachines(points, settings, view.sweep);
    for (std::size_t i = 0; i < view.sweep.kept.size(); ++i) {
        const KeptCurve& kept = view.sweep.kept[i];
        if (!kept.points.empty())
            continue;
        (kept.method == Method::Quantized ? addQuantized : addRevealed)(points, kept.settings, view.sweep, i + 1);
    }
    return points;
}

/// How long a point can wait, from 0: what the others are compared with, then the present budget and its neighbours,
/// and last what nobody runs a network at, QT with two bits.
int patience(const CurvePoint& point, const Settings& now)
{
    constexpr int afterAllBudgets = 10000;
    if (point.curve != ownCurve)
        return 2 * afterAllBudgets + static_cast<int>(point.curve);
    if (point.machine != nullptr)
        return afterAllBudgets + 1;
    switch (point.method) {
    case Method::Float: return 0;
    case Method::Given: return 1;
    case Method::Revealed: return 3 + std::abs(point.settings.budget - now.budget);
    case Method::Format: return afterAllBudgets;
    case Method::Quantized: break;
    }
    const int bits = point.settings.weightBits;
    return bits == 8 ? 2 : afterAllBudgets - bits;
}

/// Indices of the points in the order in which they help.
std::vector<std::size_t> helpfulOrder(const std::vector<CurvePoint>& points, const Settings& now)
{
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t point) { return patience(points[point], now); });
    return order;
}

/// Of the points that are known so far, in the order of the table.
Curve curveOf(std::span<const CurvePoint> points, std::span<const std::optional<SweepRow>> found,
              const WorkerState& state, const ViewState& view)
{
    Curve curve;
    curve.settings = view.settings;
    curve.sweep = view.sweep;
    curve.kept.resize(view.sweep.kept.size());
    curve.points = static_cast<int>(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!found[i])
            continue;
        const std::size_t number = points[i].curve;
        CurveRows& rows = number == ownCurve ? static_cast<CurveRows&>(curve) : curve.kept[number - 1];
        rows.rows.push_back(*found[i]);
        rows.estimated.push_back(state.isEstimate(*found[i]));
    }
    return curve;
}

/// What is being evaluated, for the user.
QString nameOfPoint(const CurvePoint& point)
{
    if (point.machine != nullptr)
        return tr("%1, %2 bit").arg(translated(point.machine->title)).arg(point.settings.weightBits);
    switch (point.method) {
    case Method::Float: return tr("float");
    case Method::Given: return tr("as given");
    case Method::Quantized: return tr("QT, %1 bit").arg(point.settings.weightBits);
    case Method::Format:
        return QString::fromUtf8(point.settings.format.data(), static_cast<qsizetype>(point.settings.format.size()));
    case Method::Revealed: break;
    }
    return tr("TR, k = %1").arg(point.settings.budget);
}

/// QT's row at what the machine reserves.
Result<SweepRow> onMachine(WorkerState& state, const CurvePoint& point, SweepRow row)
{
    const Result<std::array<CostLine, 5>> lines = state.costLinesAt(point.settings);
    if (!lines)
        return tl::unexpected(lines.error());
    const auto line = std::ranges::find(*lines, point.machine->name, &CostLine::name);
    row.costLine = line->name;
    row.work->measured = line->pairs;
    return row;
}

/// A pass over a point: of a long text all points are estimated before any of them is made exact.
struct CurveStep {
    std::size_t point = 0;
    bool exact = false;
    double cost = 0.0; ///< see WorkerState::costOf
};

double costOf(const WorkerState& state, const CurvePoint& point, bool exact)
{
    constexpr double costOfLines = 0.2; // they look at few data, but at all weights
    return state.costOf(point.method, point.settings, exact)
           + (point.machine != nullptr && !state.knowsCostLines(point.settings) ? costOfLines : 0.0);
}

std::vector<CurveStep> stepsOf(const std::vector<CurvePoint>& points, const Settings& now, const WorkerState& state)
{
    std::vector<CurveStep> steps;
    for (const bool exact : {false, true})
        for (const std::size_t point : helpfulOrder(points, now))
            if (!exact || state.text != nullptr)
                steps.push_back({point, exact, costOf(state, points[point], exact)});
    // What is known is shown at once: curves that were kept must not go while another is made.
    std::stable_partition(steps.begin(), steps.end(), [](const CurveStep& step) { return step.cost == 0.0; });
    return steps;
}

} // namespace

void runCurveJob(WorkerState& state, const Task& task, const JobToken& token, Findings& findings)
{
    state.prepare(task);
    if (!state.evaluator)
        return;
    const std::vector<CurvePoint> points = curvePoints(*task.network, task.view);
    const std::vector<CurveStep> steps = stepsOf(points, task.view.settings, state);
    const double all = std::accumulate(steps.begin(), steps.end(), 1e-9,
                                       [](double sum, const CurveStep& step) { return sum + step.cost; });
    std::vector<std::optional<SweepRow>> found(points.size());
    double done = 0.0;
    for (const CurveStep& step : steps) {
        const CurvePoint& point = points[step.point];
        const Progress progress = [&](double part) { token.report((done + part * step.cost) / all); };
        if (step.cost > 0.0)
            findings.deliverStep(token, nameOfPoint(point));
        Result<SweepRow> row = step.exact ? state.rowAt(point.method, point.settings, progress)
                                          : state.estimateAt(point.method, point.settings, progress);
        if (row && point.machine != nullptr)
            row = onMachine(state, point, std::move(*row));
        if (!row)
            return findings.deliverObstacle(token, QString::fromStdString(row.error().message));
        done += step.cost;
        found[step.point] = *row;
        if (step.cost == 0.0 && &step != &steps.back() && (&step)[1].cost == 0.0)
            continue; // all that is known in one delivery
        Curve curve = curveOf(points, found, state, task.view);
        curve.complete = &step == &steps.back();
        token.report(done / all);
        findings.deliver(token, &Findings::curve, std::make_shared<const Curve>(std::move(curve)));
    }
}

} // namespace termscope
