#include "app/cli/SweepMachines.h"

#include "core/study/CostLines.h"

#include <algorithm>

namespace termscope::cli {
namespace {

Result<void> addMachinesAt(const Settings& settings, Evaluator& evaluator, const SweepConfig& config,
                           std::vector<SweepRow>& rows)
{
    const auto isQt = [&](const SweepRow& row) {
        return row.method == Method::Quantized && row.costLine.empty() && row.settings.weightBits == settings.weightBits
               && row.settings.dataBits == settings.dataBits;
    };
    const auto found = std::ranges::find_if(rows, isQt);
    Result<SweepRow> base = found == rows.end() ? rowIfExact(evaluator.evaluate(Method::Quantized, settings))
                                                : Result<SweepRow>(*found);
    if (!base)
        return tl::unexpected(base.error());
    SweepRow row = withBits(std::move(*base), evaluator.network(), config);
    const auto lines = costLines(evaluator, row.settings);
    if (!lines)
        return tl::unexpected(lines.error());
    for (const CostLine& line : *lines) {
        row.costLine = line.name;
        row.work->measured = line.pairs;
        rows.push_back(row);
    }
    return {};
}

} // namespace

Result<void> addCostLines(Evaluator& evaluator, const SweepConfig& config, const std::vector<int>& bits,
                          std::vector<SweepRow>& rows)
{
    if (bits.empty())
        return addMachinesAt(config.base, evaluator, config, rows);
    for (const int each : bits) {
        Settings settings = config.base;
        settings.weightBits = settings.dataBits = each;
        if (const Result<void> added = addMachinesAt(settings, evaluator, config, rows); !added)
            return added;
    }
    return {};
}

} // namespace termscope::cli
