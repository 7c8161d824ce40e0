#include "core/sweep/WorkAxis.h"

#include "core/evaluate/StoredBits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace termscope {
namespace {

constexpr std::array axisNames{std::pair{WorkAxis::Provisioned, std::string_view("provisioned")},
                               std::pair{WorkAxis::Measured, std::string_view("measured")},
                               std::pair{WorkAxis::BitsPerWeight, std::string_view("bits")},
                               std::pair{WorkAxis::Size, std::string_view("size")},
                               std::pair{WorkAxis::Cycles, std::string_view("cycles")}};
constexpr std::array allAxes{WorkAxis::Provisioned, WorkAxis::Measured, WorkAxis::BitsPerWeight, WorkAxis::Size,
                             WorkAxis::Cycles};
constexpr double bitsOfByte = 8.0;

std::optional<double> pairsOf(const SweepRow& row, bool measured)
{
    if (!row.work)
        return std::nullopt;
    return measured || !row.costLine.empty() ? row.work->measured : row.work->provisioned;
}

std::optional<double> anyWorkOf(const SweepRow& row, WorkAxis axis)
{
    const bool machine = !row.costLine.empty();
    switch (axis) {
    case WorkAxis::Provisioned: return pairsOf(row, false);
    case WorkAxis::Measured: return pairsOf(row, true);
    case WorkAxis::BitsPerWeight: return machine ? std::nullopt : row.bitsPerWeight;
    case WorkAxis::Size: return machine ? std::nullopt : row.storedBytes;
    case WorkAxis::Cycles: break;
    }
    return machine ? std::nullopt : row.cycles;
}

} // namespace

std::span<const WorkAxis> workAxes()
{
    return allAxes;
}

std::string_view nameOf(WorkAxis axis)
{
    return std::ranges::find(axisNames, axis, &std::pair<WorkAxis, std::string_view>::first)->second;
}

std::optional<WorkAxis> workAxisFrom(std::string_view name)
{
    const auto found = std::ranges::find(axisNames, name, &std::pair<WorkAxis, std::string_view>::second);
    return found == axisNames.end() ? std::nullopt : std::optional(found->first);
}

std::optional<double> workOf(const SweepRow& row, WorkAxis axis)
{
    const std::optional<double> work = row.method == Method::Float ? std::nullopt : anyWorkOf(row, axis);
    return work.value_or(0.0) > 0.0 ? work : std::nullopt;
}

SweepRow withStored(SweepRow row, const Network& network)
{
    const NetworkPlan plan = planOf(network, row.method, row.settings);
    row.bitsPerWeight = bitsPerWeight(network, plan);
    row.storedBytes = storedBits(network, plan) / bitsOfByte;
    return row;
}

} // namespace termscope
