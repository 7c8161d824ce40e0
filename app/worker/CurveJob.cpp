#include "app/worker/CurveJob.h"

#include <algorithm>

namespace termscope {
namespace {

/// The points of the curve: float, the file's own integers where it has some, QT at 2…8 bits, TR at several budgets
/// with the data terms chosen.
std::vector<std::pair<Method, Settings>> curvePoints(const Network& network, const Settings& settings)
{
    std::vector<std::pair<Method, Settings>> points{{Method::Float, Settings{}}};
    if (hasGivenLayers(network))
        points.emplace_back(Method::Given, heeded(Method::Given, settings));
    for (int bits = 2; bits <= 8; ++bits) {
        Settings at = settings;
        at.weightBits = at.dataBits = bits;
        points.emplace_back(Method::Quantized, heeded(Method::Quantized, at)); // known rows are found again
    }
    for (const int budget : usualBudgets(settings.groupSize)) {
        Settings at = settings;
        at.budget = budget;
        points.emplace_back(Method::Revealed, at);
    }
    return points;
}

} // namespace

void runCurveJob(WorkerState& state, const Task& task, const JobToken& token, Findings& findings)
{
    state.prepare(task);
    if (!state.evaluator)
        return;
    const auto points = curvePoints(*task.network, task.view.settings);
    Curve curve;
    curve.settings = task.view.settings;
    // Of a long text all points are estimated before any of them is made exact.
    for (const bool exact : {false, true}) {
        if (exact && state.text == nullptr)
            break;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto& [method, settings] = points[i];
            const Result<SweepRow> row = exact ? state.rowAt(method, settings) : state.estimateAt(method, settings);
            if (!row) {
                findings.deliverObstacle(token, QString::fromStdString(row.error().message));
                return;
            }
            if (exact)
                curve.rows[i] = *row;
            else
                curve.rows.push_back(*row);
            curve.estimates = static_cast<int>(
                std::ranges::count_if(curve.rows, [&](const SweepRow& each) { return state.isEstimate(each); }));
            curve.complete = i + 1 == points.size() && (exact || state.text == nullptr);
            token.report(static_cast<double>(i + 1) / static_cast<double>(points.size()));
            findings.deliver(token, &Findings::curve, std::make_shared<const Curve>(curve));
        }
    }
}

} // namespace termscope
