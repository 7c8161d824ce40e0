#include "hwmodel/timing/ArrayTiming.h"

#include <string_view>
#include <utility>

namespace termscope {
namespace {

constexpr double largestCount = 4611686018427387904.0; // 2^62

Result<void> checkShape(const ArrayConfig& array, const GemmShape& shape)
{
    for (const auto& [name, value] : {std::pair{std::string_view("M"), shape.m}, {"K", shape.k}, {"N", shape.n}})
        if (value < 1)
            return fail(shape.m, "×", shape.k, "×", shape.n, ": expected M, K and N from 1, found ", name, " = ",
                        value);
    if (array.rows < 1 || array.columns < 1)
        return fail("array: expected rows and columns from 1, found ", array.rows, "×", array.columns);
    // Every count below is at most the products times folds; this bounds all of them.
    const double products = static_cast<double>(shape.m) * static_cast<double>(shape.k) * static_cast<double>(shape.n);
    if (products * (2.0 * array.rows + array.columns) > largestCount)
        return fail(shape.m, "×", shape.k, "×", shape.n, ": expected counts below 2^62, found ", products, " products");
    return {};
}

Result<void> checkConfig(const TermMacConfig& config)
{
    const bool revealed = config.mode == TermMode::Revealed;
    if (config.groupSize < 1)
        return fail("group size: expected 1 or more, found ", config.groupSize);
    if (revealed && (config.budget < 1 || config.dataTerms < 1))
        return fail("term budget and data terms: expected 1 or more, found ", config.budget, " and ", config.dataTerms);
    if (!revealed && (config.weightBits < 2 || config.dataBits < 2))
        return fail("bits: expected 2 or more, found ", config.weightBits, " and ", config.dataBits);
    return {};
}

/// Everything that does not depend on how long a step lasts.
ArrayTiming mapped(const ArrayConfig& array, const GemmShape& shape)
{
    ArrayTiming timing;
    timing.axes = mappedAxes(array.dataflow, shape);
    timing.rowFolds = timing.axes.rowFolds(array);
    timing.columnFolds = timing.axes.columnFolds(array);
    timing.folds = timing.rowFolds * timing.columnFolds;
    timing.mappingEfficiency = static_cast<double>(timing.axes.rows) * static_cast<double>(timing.axes.columns)
                               / (static_cast<double>(timing.folds) * array.cells());
    return timing;
}

/// Words of a product on an array whose rows and columns fold so often. (Per operand: its size times the folds that
/// need it again.)
SramTraffic trafficOf(Dataflow dataflow, const GemmShape& shape, std::int64_t rowFolds, std::int64_t columnFolds)
{
    const std::int64_t inputs = shape.m * shape.k;
    const std::int64_t weights = shape.k * shape.n;
    const std::int64_t outputs = shape.m * shape.n;
    switch (dataflow) {
    case Dataflow::OutputStationary: return {inputs * columnFolds, weights * rowFolds, outputs, 0};
    case Dataflow::WeightStationary:
        return {inputs * columnFolds, weights, outputs * rowFolds, outputs * (rowFolds - 1)};
    case Dataflow::InputStationary:
        return {inputs, weights * columnFolds, outputs * rowFolds, outputs * (rowFolds - 1)};
    }
    return {};
}

} // namespace

Result<ArrayTiming> parallelTiming(const ArrayConfig& array, const GemmShape& shape)
{
    if (const Result<void> legal = checkShape(array, shape); !legal)
        return tl::unexpected(legal.error());
    ArrayTiming timing = mapped(array, shape);
    const bool outputsStay = array.dataflow == Dataflow::OutputStationary;
    const std::int64_t loading = outputsStay ? (array.drain ? array.rows : 0) : array.rows;
    const std::int64_t perFold = timing.axes.stream + array.rows + array.columns - 2 + loading;
    timing.steps = timing.folds * perFold;
    timing.cycles = static_cast<double>(timing.steps);
    timing.utilisation = static_cast<double>(shape.m) * static_cast<double>(shape.k) * static_cast<double>(shape.n)
                         / (timing.cycles * array.cells());
    timing.sram = trafficOf(array.dataflow, shape, timing.rowFolds, timing.columnFolds);
    return timing;
}

std::int64_t stationarySlots(Dataflow dataflow, const TermMacConfig& config)
{
    const bool revealed = config.mode == TermMode::Revealed;
    const std::int64_t group = config.groupSize;
    switch (dataflow) {
    case Dataflow::OutputStationary: return 0;
    case Dataflow::WeightStationary: return revealed ? config.budget : group * (config.weightBits - 1);
    case Dataflow::InputStationary: return revealed ? group * config.dataTerms : group * (config.dataBits - 1);
    }
    return 0;
}

Result<ArrayTiming> termTiming(const ArrayConfig& array, const TermMacConfig& config, const GemmShape& shape,
                               double stepCycles, std::int64_t positions)
{
    if (const Result<void> legal = checkShape(array, shape); !legal)
        return tl::unexpected(legal.error());
    if (const Result<void> legal = checkConfig(config); !legal)
        return tl::unexpected(legal.error());
    if (positions < 1 || shape.k % positions != 0)
        return fail("kernel positions: expected a divisor of K = ", shape.k, ", found ", positions);
    const std::int64_t perPosition = shape.k / positions;
    const std::int64_t groups = positions * ((perPosition + config.groupSize - 1) / config.groupSize);
    ArrayTiming timing = mapped(array, {shape.m, groups, shape.n});
    const std::int64_t hops = std::int64_t{array.rows} + array.columns - 2;
    const auto stream = static_cast<double>(timing.axes.stream);
    const auto skew = static_cast<double>(hops);
    const double loading = static_cast<double>(array.rows)
                           * static_cast<double>(stationarySlots(array.dataflow, config));
    const double working = config.skew == Skew::Step ? (stream + skew) * stepCycles : stream * stepCycles + skew;
    timing.steps = timing.folds * (timing.axes.stream + hops);
    timing.cycles = static_cast<double>(timing.folds) * (loading + working);
    if (timing.cycles > largestCount)
        return fail("cycles: expected fewer than 2^62, found ", timing.cycles);
    timing.utilisation = static_cast<double>(timing.axes.rows) * static_cast<double>(timing.axes.columns) * stream
                         * stepCycles / (timing.cycles * array.cells());
    timing.sram = trafficOf(array.dataflow, {shape.m, groups * config.groupSize, shape.n}, timing.rowFolds,
                            timing.columnFolds);
    return timing;
}

} // namespace termscope
