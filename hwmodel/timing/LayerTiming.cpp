#include "hwmodel/timing/LayerTiming.h"

#include "core/base/Text.h"

#include <array>
#include <cmath>

namespace termscope {
namespace {

template <class... Parts>
tl::unexpected<Error> failIn(const LayerShape& layer, const Parts&... parts)
{
    return fail("layer ", inQuotes(layer.name), ": ", parts...);
}

bool hopsEveryClock(const TimingConfig& config)
{
    return config.mac == MacKind::Term && config.terms.skew == Skew::Clock;
}

/// The closed form, `meanPairs` a step on a tMAC array.
Result<LayerTiming> mapped(const LayerShape& layer, const TimingConfig& config, double meanPairs)
{
    if (config.dram)
        for (const std::int64_t value : {config.dram->ifmapKb, config.dram->filterKb, config.dram->ofmapKb,
                                         config.dram->wordsPerCycle, config.dram->bytesPerWord})
            if (value < 1)
                return failIn(layer, "expected SRAM sizes and words per cycle from 1, found ", value);
    if (layer.repeats < 1)
        return failIn(layer, "expected 1 product or more, found ", layer.repeats);
    Result<ArrayTiming> array = config.mac == MacKind::Parallel ? parallelTiming(config.array, layer.gemm)
                                                                : termTiming(config.array, config.terms, layer.gemm,
                                                                             meanPairs, layer.kernelPositions);
    if (!array)
        return failIn(layer, array.error().message);
    LayerTiming timing;
    timing.name = layer.name;
    timing.gemm = layer.gemm;
    timing.array = std::move(*array);
    return timing;
}

/// What adds up from product to product.
auto countsOf(LayerTiming& timing)
{
    SramTraffic& sram = timing.array.sram;
    return std::array{&timing.computeCycles, &timing.stalls,      &timing.cycles,       &timing.dramReads,
                      &timing.dramWrites,    &timing.array.folds, &timing.array.steps,  &sram.inputReads,
                      &sram.weightReads,     &sram.outputWrites,  &sram.partialSumReads};
}

/// `times` products that take what `one` takes, after those of `sum`.
Result<LayerTiming> joined(const LayerShape& layer, LayerTiming sum, LayerTiming one, std::int64_t times)
{
    const auto before = static_cast<double>(sum.cycles);
    const double after = static_cast<double>(one.cycles) * static_cast<double>(times);
    const auto from = countsOf(one);
    const auto to = countsOf(sum);
    for (std::size_t i = 0; i < to.size(); ++i) {
        const Count count = Count(*to[i]) + Count(*from[i]) * times;
        if (!count.fits())
            return failIn(layer, "its cycles or words do not fit 64 bits");
        *to[i] = count.value();
    }
    sum.repeats += times;
    sum.array.cycles += one.array.cycles * static_cast<double>(times);
    if (before + after > 0.0)
        sum.utilisation = (sum.utilisation * before + one.utilisation * after) / (before + after);
    return sum;
}

/// One product of the layer.
Result<LayerTiming> finished(const LayerShape& layer, LayerTiming timing, const TimingConfig& config, Count cycles,
                             const FoldCycles& fold, bool equalFolds)
{
    DramTraffic traffic;
    const GroupCut cut = config.mac == MacKind::Term ? GroupCut{config.terms.groupSize, layer.kernelPositions}
                                                     : GroupCut{};
    if (config.dram && cycles.fits())
        traffic = dramTraffic(layer.gemm, timing.array.axes, config.array, *config.dram, fold, equalFolds, cut);
    const Count all = cycles + traffic.stalls;
    if (!all.fits() || !traffic.reads.fits() || !traffic.writes.fits())
        return failIn(layer, "its cycles or words do not fit 64 bits");
    timing.computeCycles = cycles.value();
    timing.stalls = traffic.stalls.value();
    timing.cycles = all.value();
    timing.dramReads = traffic.reads.value();
    timing.dramWrites = traffic.writes.value();
    if (timing.cycles > 0)
        timing.utilisation = timing.array.utilisation * timing.array.cycles / static_cast<double>(timing.cycles);
    return timing;
}

Result<LayerTiming> withEqualFolds(const LayerShape& layer, LayerTiming timing, const TimingConfig& config, Count fold)
{
    const Count cycles = fold * timing.array.folds;
    Result<LayerTiming> one = finished(
        layer, std::move(timing), config, cycles, [fold](std::int64_t, std::int64_t) { return fold.value(); }, true);
    if (!one || layer.repeats == 1)
        return one;
    return joined(layer, *one, *one, layer.repeats - 1);
}

/// Whether every number is one that timing takes, be it used or not.
bool isPlain(const LayerShape& layer, const TimingConfig& config)
{
    const TermMacConfig& terms = config.terms;
    const auto& [m, k, n] = layer.gemm;
    return m >= 1 && k >= 1 && n >= 1 && layer.repeats >= 1 && config.array.rows >= 1 && config.array.columns >= 1
           && layer.kernelPositions >= 1 && k % layer.kernelPositions == 0 && terms.groupSize >= 1 && terms.budget >= 1
           && terms.dataTerms >= 1 && terms.weightBits >= 2 && terms.dataBits >= 2;
}

/// timeLayer's cycles, where no DRAM is waited for and all its counts are so small that it cannot fail; else none.
std::optional<std::int64_t> plainCycles(const LayerShape& layer, const TimingConfig& config, std::int64_t step)
{
    if (config.dram || step < 1 || !isPlain(layer, config))
        return std::nullopt;
    constexpr double farBelowLimits = 1152921504606846976.0; // 2^60
    const bool term = config.mac == MacKind::Term;
    const ArrayConfig& array = config.array;
    const std::int64_t units = term ? groupsAlongK(layer, config.terms.groupSize) : layer.gemm.k;
    const double depth = static_cast<double>(units) * (term ? config.terms.groupSize : 1);
    const double products = static_cast<double>(layer.gemm.m) * depth * static_cast<double>(layer.gemm.n);
    const auto repeats = static_cast<double>(layer.repeats);
    if (products * (2.0 * array.rows + array.columns) * repeats > farBelowLimits)
        return std::nullopt;
    const MappedAxes axes = mappedAxes(array.dataflow, {layer.gemm.m, units, layer.gemm.n});
    const std::int64_t folds = axes.rowFolds(array) * axes.columnFolds(array);
    const Count fold = foldCycles(config, stepsPerFold(config, axes) * step);
    if (!fold.fits() || static_cast<double>(fold.value()) * static_cast<double>(folds) * repeats > farBelowLimits)
        return std::nullopt;
    return fold.value() * folds * layer.repeats;
}

} // namespace

Count foldCycles(const TimingConfig& config, Count stepCycles)
{
    const ArrayConfig& array = config.array;
    Count cycles = stepCycles;
    if (array.dataflow == Dataflow::OutputStationary)
        cycles += config.mac == MacKind::Parallel && array.drain ? array.rows : 0;
    else
        cycles += Count(array.rows)
                  * (config.mac == MacKind::Parallel ? 1 : stationarySlots(array.dataflow, config.terms));
    if (hopsEveryClock(config))
        cycles += Count(array.rows) + (array.columns - 2);
    return cycles;
}

Count stepsPerFold(const TimingConfig& config, const MappedAxes& axes)
{
    return hopsEveryClock(config) ? Count(axes.stream)
                                  : Count(axes.stream) + config.array.rows + (config.array.columns - 2);
}

std::int64_t stepCycles(const TimingConfig& config)
{
    return config.mac == MacKind::Parallel ? 1 : config.terms.provisionedStep();
}

Result<LayerTiming> timeLayer(const LayerShape& layer, const TimingConfig& config)
{
    const std::int64_t step = stepCycles(config);
    Result<LayerTiming> timing = mapped(layer, config, static_cast<double>(step));
    if (!timing)
        return timing;
    const Count fold = foldCycles(config, stepsPerFold(config, timing->array.axes) * step);
    return withEqualFolds(layer, std::move(*timing), config, fold);
}

Result<std::int64_t> layerCycles(const LayerShape& layer, const TimingConfig& config, std::int64_t step)
{
    if (const std::optional<std::int64_t> cycles = plainCycles(layer, config, step))
        return *cycles;
    const Result<LayerTiming> timing = timeLayer(layer, config);
    if (!timing)
        return tl::unexpected(timing.error());
    return timing->cycles;
}

Result<LayerTiming> timeIdeal(const LayerShape& layer, const TimingConfig& config, double meanPairs)
{
    Result<LayerTiming> timing = mapped(layer, config, meanPairs);
    if (!timing)
        return timing;
    // termTiming has bounded the product.
    const double steps = std::ceil(static_cast<double>(stepsPerFold(config, timing->array.axes).value()) * meanPairs);
    return withEqualFolds(layer, std::move(*timing), config, foldCycles(config, static_cast<std::int64_t>(steps)));
}

Result<LayerTiming> timeFolds(const LayerShape& layer, const TimingConfig& config, std::span<const std::int64_t> folds,
                              double meanPairs)
{
    Result<LayerTiming> timing = mapped(layer, config, meanPairs);
    if (!timing)
        return timing;
    const Count all = Count(timing->array.folds) * layer.repeats;
    if (!all.fits() || static_cast<std::int64_t>(folds.size()) != all.value())
        return failIn(layer, "expected cycles of ", timing->array.folds, " folds of ", layer.repeats,
                      " products, found ", folds.size());
    const std::int64_t columnFolds = timing->array.columnFolds;
    const auto perProduct = static_cast<std::size_t>(timing->array.folds);
    Result<LayerTiming> sum = tl::unexpected(Error{});
    for (std::size_t first = 0; first < folds.size(); first += perProduct) {
        const std::span<const std::int64_t> own = folds.subspan(first, perProduct);
        Count cycles;
        for (const std::int64_t fold : own)
            cycles += fold;
        const auto at = [own, columnFolds](std::int64_t i, std::int64_t j) {
            return own[static_cast<std::size_t>(i * columnFolds + j)];
        };
        Result<LayerTiming> one = finished(layer, *timing, config, cycles, at, false);
        if (!one)
            return one;
        sum = first == 0 ? std::move(one) : joined(layer, std::move(*sum), std::move(*one), 1);
        if (!sum)
            return sum;
    }
    return sum;
}

} // namespace termscope
