#include "hwmodel/timing/Timing.h"

#include "core/base/Text.h"

#include <cmath>

namespace termscope {
namespace {

Result<void> checkConfig(const TimingConfig& config)
{
    const auto outside = [](std::string_view name, std::int64_t value) {
        return fail(name, ": expected 1 or more, found ", value);
    };
    if (config.array.rows < 1)
        return outside("rows", config.array.rows);
    if (config.array.columns < 1)
        return outside("columns", config.array.columns);
    if (config.mac == MacKind::Term) {
        const TermMacConfig& terms = config.terms;
        if (terms.groupSize < 1)
            return outside("group size", terms.groupSize);
        if (terms.mode == TermMode::Revealed && (terms.budget < 1 || terms.dataTerms < 1))
            return fail("term budget and data terms: expected 1 or more, found ", terms.budget, " and ", terms.dataTerms);
        if (terms.mode == TermMode::Quantized && (terms.weightBits < 2 || terms.dataBits < 2))
            return fail("bits: expected 2 or more, found ", terms.weightBits, " and ", terms.dataBits);
    }
    if (config.dram) {
        const DramConfig& dram = *config.dram;
        for (const std::int64_t value : {dram.ifmapKb, dram.filterKb, dram.ofmapKb, dram.wordsPerCycle, dram.bytesPerWord})
            if (value < 1)
                return outside("SRAM sizes and words per cycle", value);
    }
    return {};
}

tl::unexpected<Error> overflow(const std::string& name)
{
    return fail("layer ", inQuotes(name), ": its counts do not fit 64 bits");
}

/// SRAM words of one repeat.
void countSram(LayerTiming& timing, Dataflow dataflow)
{
    const auto& [m, k, n] = timing.gemm;
    timing.ifmapReads = m * k;
    timing.filterReads = k * n;
    timing.ofmapWrites = m * n;
    switch (dataflow) {
    case Dataflow::OutputStationary:
        timing.ifmapReads *= timing.columnFolds;
        timing.filterReads *= timing.rowFolds;
        return;
    case Dataflow::WeightStationary: timing.ifmapReads *= timing.columnFolds; break;
    case Dataflow::InputStationary: timing.filterReads *= timing.columnFolds; break;
    }
    timing.partialSumReads = (timing.rowFolds - 1) * timing.ofmapWrites;
    timing.ofmapWrites *= timing.rowFolds;
}

double share(double part, double whole)
{
    return whole > 0.0 ? part / whole : 0.0;
}

/// Everything about one repeat but how long its folds take.
Result<LayerTiming> mapped(const LayerShape& layer, const TimingConfig& config)
{
    if (const Result<void> checked = checkConfig(config); !checked)
        return tl::unexpected(checked.error());
    if (const Result<void> checked = checkShape(layer); !checked)
        return tl::unexpected(checked.error());
    const MappedAxes axes = axesOf(layer, config);
    LayerTiming timing;
    timing.name = layer.name;
    timing.gemm = layer.gemm;
    timing.repeats = layer.repeats;
    timing.rowFolds = ceilDivide(axes.rows, config.array.rows);
    timing.columnFolds = ceilDivide(axes.columns, config.array.columns);
    const Count folds = Count(timing.rowFolds) * timing.columnFolds;
    const Count most = Count(layer.gemm.m) * layer.gemm.k + Count(layer.gemm.k) * layer.gemm.n
        + Count(layer.gemm.m) * layer.gemm.n;
    // No SRAM count exceeds all operands read at every row or column fold.
    if (!(folds * layer.repeats).fits() || !(most * (Count(timing.rowFolds) + timing.columnFolds) * layer.repeats).fits())
        return overflow(layer.name);
    timing.folds = folds.value();
    timing.mappingEfficiency = share(static_cast<double>(axes.rows) * static_cast<double>(axes.columns),
                                     static_cast<double>(timing.folds) * config.array.rows * config.array.columns);
    countSram(timing, config.array.dataflow);
    return timing;
}

/// Adds DRAM, all repeats, and what follows from the cycles of all folds of one repeat.
Result<LayerTiming> finished(LayerTiming timing, const TimingConfig& config, Count cycles, const MappedAxes& axes,
                             const FoldCycles& foldCycles, bool equalFolds)
{
    DramTraffic traffic;
    if (config.dram)
        traffic = dramTraffic(timing.gemm, axes, config.array, *config.dram, foldCycles, equalFolds);
    const Count repeats = timing.repeats;
    const Count steps = (Count(axes.stream) + config.array.rows + config.array.columns - 2) * timing.folds * repeats;
    const Count all = (cycles + traffic.stalls) * repeats;
    const Count reads = traffic.reads * repeats;
    const Count writes = traffic.writes * repeats;
    if (!steps.fits() || !all.fits() || !reads.fits() || !writes.fits())
        return overflow(timing.name);
    const bool clock = config.mac == MacKind::Term && config.terms.skew == Skew::Clock;
    timing.steps = clock ? timing.folds * axes.stream * timing.repeats : steps.value();
    timing.computeCycles = (cycles * repeats).value();
    timing.stalls = (traffic.stalls * repeats).value();
    timing.cycles = all.value();
    timing.dramReads = reads.value();
    timing.dramWrites = writes.value();
    timing.folds *= timing.repeats;
    for (std::int64_t* words : {&timing.ifmapReads, &timing.filterReads, &timing.partialSumReads, &timing.ofmapWrites})
        *words *= timing.repeats;
    const double products = static_cast<double>(timing.gemm.m) * static_cast<double>(timing.gemm.k)
        * static_cast<double>(timing.gemm.n) * static_cast<double>(timing.repeats);
    timing.utilisation = share(products, static_cast<double>(timing.cycles) * config.array.rows * config.array.columns);
    return timing;
}

/// All folds alike.
Result<LayerTiming> timeEqualFolds(const LayerShape& layer, const TimingConfig& config, Count stepCycles)
{
    Result<LayerTiming> timing = mapped(layer, config);
    if (!timing)
        return timing;
    const Count fold = foldCycles(config, stepCycles);
    if (!(fold * timing->folds).fits())
        return overflow(layer.name);
    const std::int64_t folds = timing->folds;
    return finished(std::move(*timing), config, fold * folds, axesOf(layer, config),
                    [fold](std::int64_t, std::int64_t) { return fold.value(); }, true);
}

} // namespace

MappedAxes axesOf(const LayerShape& layer, const TimingConfig& config)
{
    GemmShape shape = layer.gemm;
    if (config.mac == MacKind::Term)
        shape.k = groupsAlongK(layer, config.terms.groupSize);
    return mappedAxes(config.array.dataflow, shape);
}

std::int64_t loadSlots(const TimingConfig& config)
{
    const TermMacConfig& terms = config.terms;
    const std::int64_t group = terms.groupSize;
    if (config.array.dataflow == Dataflow::OutputStationary)
        return 0;
    if (config.mac == MacKind::Parallel)
        return 1;
    if (config.array.dataflow == Dataflow::WeightStationary)
        return terms.mode == TermMode::Revealed ? terms.budget : group * (terms.weightBits - 1);
    return group * (terms.mode == TermMode::Revealed ? terms.dataTerms : terms.dataBits - 1);
}

Count foldCycles(const TimingConfig& config, Count stepCycles)
{
    const ArrayConfig& array = config.array;
    Count cycles = stepCycles + Count(array.rows) * loadSlots(config);
    if (array.drain && array.dataflow == Dataflow::OutputStationary)
        cycles += array.rows;
    if (config.mac == MacKind::Term && config.terms.skew == Skew::Clock)
        cycles += Count(array.rows) + array.columns - 2;
    return cycles;
}

Count stepsPerFold(const TimingConfig& config, const MappedAxes& axes)
{
    if (config.mac == MacKind::Term && config.terms.skew == Skew::Clock)
        return axes.stream;
    return Count(axes.stream) + config.array.rows + config.array.columns - 2;
}

Result<LayerTiming> timeLayer(const LayerShape& layer, const TimingConfig& config)
{
    if (const Result<LayerTiming> checked = mapped(layer, config); !checked)
        return checked;
    const Count step = config.mac == MacKind::Term ? config.terms.provisionedStep() : 1;
    return timeEqualFolds(layer, config, stepsPerFold(config, axesOf(layer, config)) * step);
}

Result<LayerTiming> timeIdeal(const LayerShape& layer, const TimingConfig& config, double meanPairs)
{
    if (const Result<LayerTiming> checked = mapped(layer, config); !checked)
        return checked;
    const Count steps = stepsPerFold(config, axesOf(layer, config));
    const double cycles = std::ceil(static_cast<double>(steps.value()) * meanPairs);
    if (!steps.fits() || !(cycles >= 0.0 && cycles < 9.0e18))
        return overflow(layer.name);
    return timeEqualFolds(layer, config, static_cast<std::int64_t>(cycles));
}

Result<LayerTiming> timeFolds(const LayerShape& layer, const TimingConfig& config, std::span<const std::int64_t> folds)
{
    Result<LayerTiming> timing = mapped(layer, config);
    if (!timing)
        return timing;
    if (static_cast<std::int64_t>(folds.size()) != timing->folds)
        return fail("layer ", inQuotes(layer.name), ": expected cycles of ", timing->folds, " folds, found ", folds.size());
    Count cycles;
    for (const std::int64_t fold : folds)
        cycles += fold;
    const std::int64_t columnFolds = timing->columnFolds;
    const auto at = [folds, columnFolds](std::int64_t i, std::int64_t j) {
        return folds[static_cast<std::size_t>(i * columnFolds + j)];
    };
    return finished(std::move(*timing), config, cycles, axesOf(layer, config), at, false);
}

Result<LayerTiming> totalOf(std::span<const LayerTiming> layers)
{
    static constexpr std::int64_t LayerTiming::*sums[] = {
        &LayerTiming::folds, &LayerTiming::steps, &LayerTiming::computeCycles, &LayerTiming::stalls, &LayerTiming::cycles,
        &LayerTiming::ifmapReads, &LayerTiming::filterReads, &LayerTiming::partialSumReads, &LayerTiming::ofmapWrites,
        &LayerTiming::dramReads, &LayerTiming::dramWrites};
    LayerTiming total;
    total.name = "total";
    total.gemm = {0, 0, 0};
    double mappedFolds = 0.0;
    double products = 0.0;
    for (const LayerTiming& layer : layers) {
        for (std::int64_t LayerTiming::*const sum : sums) {
            const Count added = Count(total.*sum) + layer.*sum;
            if (!added.fits())
                return fail("total: its counts do not fit 64 bits");
            total.*sum = added.value();
        }
        mappedFolds += layer.mappingEfficiency * static_cast<double>(layer.folds);
        products += layer.utilisation * static_cast<double>(layer.cycles);
    }
    total.mappingEfficiency = share(mappedFolds, static_cast<double>(total.folds));
    total.utilisation = share(products, static_cast<double>(total.cycles));
    return total;
}

} // namespace termscope
