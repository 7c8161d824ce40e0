#include "core/study/Sweep.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace termscope {
namespace {

struct SweepPoint {
    Method method;
    Settings settings;
};

std::vector<SweepPoint> pointsOf(const SweepConfig& config)
{
    std::vector<SweepPoint> points{{Method::Float, config.base}};
    for (const int bits : config.qtBits) {
        Settings settings = config.base;
        settings.weightBits = bits;
        if (config.qtDataBitsFollow)
            settings.dataBits = bits;
        points.push_back({Method::Quantized, settings});
    }
    for (const int dataTerms : config.dataTerms)
        for (const int budget : config.budgets) {
            Settings settings = config.base;
            settings.dataTerms = dataTerms;
            settings.budget = budget;
            points.push_back({Method::Revealed, settings});
        }
    return points;
}

/// The shortest text that reads back as the same number.
std::string number(double value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.begin(), buffer.end(), value).ptr;
    return {buffer.begin(), end};
}

std::string csvLine(const SweepRow& row)
{
    const Settings& s = row.settings;
    const bool quantized = row.method != Method::Float;
    const bool revealed = row.method == Method::Revealed;
    const auto when = [](bool applies, const auto& value) { return applies ? text(value) : std::string(); };
    return text(nameOf(row.method), ',', when(quantized, s.weightBits), ',', when(quantized, s.dataBits), ',',
                when(revealed, s.groupSize), ',', when(revealed, s.budget), ',', when(revealed, s.dataTerms), ',',
                when(quantized, nameOf(s.encoding)), ',', row.correct, ',', row.total, ',', number(row.top1()), ',',
                number(row.top5()), ',', row.work ? number(row.work->provisioned) : "", ',',
                row.work ? number(row.work->measured) : "", '\n');
}

} // namespace

std::vector<int> usualBudgets(int groupSize)
{
    std::vector<int> budgets;
    for (const double alpha : {0.375, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0}) {
        const int budget = std::max(1, static_cast<int>(std::lround(alpha * groupSize)));
        if (budgets.empty() || budgets.back() != budget)
            budgets.push_back(budget);
    }
    return budgets;
}

Result<std::vector<SweepRow>> runSweep(Evaluator& evaluator, const SweepConfig& config, const Progress& progress,
                                       const std::function<void(const SweepRow&)>& onRow)
{
    const std::vector<SweepPoint> points = pointsOf(config);
    for (const SweepPoint& point : points)
        if (const Result<void> legal = checkSettings(point.settings); !legal)
            return tl::unexpected(legal.error());
    std::vector<SweepRow> rows;
    for (const SweepPoint& point : points) {
        const auto fraction = [&](double part) {
            return (static_cast<double>(rows.size()) + part) / static_cast<double>(points.size());
        };
        const Evaluation evaluation = evaluator.evaluate(point.method, point.settings, [&](const Evaluation& sofar) {
            return proceed(progress, fraction(static_cast<double>(sofar.evaluated) / static_cast<double>(sofar.total)));
        });
        if (!evaluation.exact() || !proceed(progress, fraction(1.0)))
            return fail("cancelled after ", rows.size(), " of ", points.size(), " settings");
        rows.push_back({point.method, point.settings, evaluation.correct, evaluation.correctTop5, evaluation.total, evaluation.work});
        if (onRow)
            onRow(rows.back());
    }
    return rows;
}

std::string sweepCsv(std::span<const SweepRow> rows)
{
    std::string csv = "method,weight_bits,data_bits,group_size,budget,data_terms,encoding,correct,total,top1,top5,"
                      "pairs_per_mac_provisioned,pairs_per_mac_measured\n";
    for (const SweepRow& row : rows)
        csv += csvLine(row);
    return csv;
}

} // namespace termscope
