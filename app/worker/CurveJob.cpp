#include "app/worker/CurveJob.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace termscope {
namespace {

struct CurvePoint {
    Method method;
    Settings settings;
};

/// The points of the curve: float, the file's own integers where it has some, QT at 2…8 bits, TR at several budgets
/// with the data terms chosen.
std::vector<CurvePoint> curvePoints(const Network& network, const Settings& settings)
{
    std::vector<CurvePoint> points{{Method::Float, Settings{}}};
    if (hasGivenLayers(network))
        points.push_back({Method::Given, heeded(Method::Given, settings)});
    for (int bits = 2; bits <= 8; ++bits) {
        Settings at = settings;
        at.weightBits = at.dataBits = bits;
        points.push_back({Method::Quantized, heeded(Method::Quantized, at)}); // known rows are found again
    }
    for (const int budget : usualBudgets(settings.groupSize)) {
        Settings at = settings;
        at.budget = budget;
        points.push_back({Method::Revealed, at});
    }
    return points;
}

/// How long a point can wait, from 0: what the others are compared with, then the present budget and its neighbours,
/// and last what nobody runs a network at, QT with two bits.
int patience(const CurvePoint& point, const Settings& now)
{
    constexpr int afterAllBudgets = 10000;
    switch (point.method) {
    case Method::Float: return 0;
    case Method::Given: return 1;
    case Method::Revealed: return 3 + std::abs(point.settings.budget - now.budget);
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
Curve curveOf(std::span<const std::optional<SweepRow>> found, const WorkerState& state)
{
    Curve curve;
    for (const std::optional<SweepRow>& row : found)
        if (row)
            curve.rows.push_back(*row);
    curve.points = static_cast<int>(found.size());
    curve.estimates = static_cast<int>(
        std::ranges::count_if(curve.rows, [&](const SweepRow& each) { return state.isEstimate(each); }));
    return curve;
}

} // namespace

void runCurveJob(WorkerState& state, const Task& task, const JobToken& token, Findings& findings)
{
    state.prepare(task);
    if (!state.evaluator)
        return;
    const std::vector<CurvePoint> points = curvePoints(*task.network, task.view.settings);
    const std::vector<std::size_t> order = helpfulOrder(points, task.view.settings);
    std::vector<std::optional<SweepRow>> found(points.size());
    // Of a long text all points are estimated before any of them is made exact.
    const std::size_t steps = order.size() * (state.text == nullptr ? 1 : 2);
    for (std::size_t step = 0; step < steps; ++step) {
        const bool exact = step >= order.size();
        const std::size_t which = order[step % order.size()];
        const auto& [method, settings] = points[which];
        const Result<SweepRow> row = exact ? state.rowAt(method, settings) : state.estimateAt(method, settings);
        if (!row)
            return findings.deliverObstacle(token, QString::fromStdString(row.error().message));
        found[which] = *row;
        Curve curve = curveOf(found, state);
        curve.settings = task.view.settings;
        curve.complete = step + 1 == steps;
        token.report(static_cast<double>(step + 1) / static_cast<double>(steps));
        findings.deliver(token, &Findings::curve, std::make_shared<const Curve>(std::move(curve)));
    }
}

} // namespace termscope
