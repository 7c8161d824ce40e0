#include "hwmodel/energy/Energy.h"

#include "core/terms/Encoding.h"

#include <algorithm>

namespace termscope {
namespace {

double termsOfWeight(const TermMacConfig& config)
{
    if (config.mode == TermMode::Quantized)
        return config.weightBits - 1;
    return std::min(maxTerms(Encoding::Hese, (1U << (config.weightBits - 1)) - 1), config.budget);
}

double termsOfData(const TermMacConfig& config)
{
    if (config.mode == TermMode::Quantized)
        return config.dataBits - 1;
    return std::min(maxTerms(Encoding::Hese, (1U << (config.dataBits - 1)) - 1), config.dataTerms);
}

} // namespace

Operations operationsOf(const LayerShape& layer, const TimingConfig& config, std::optional<double> meanPairs)
{
    const double outputs = static_cast<double>(layer.gemm.m) * static_cast<double>(layer.gemm.n)
                           * static_cast<double>(layer.repeats);
    const auto depth = static_cast<double>(layer.gemm.k);
    if (config.mac == MacKind::Parallel)
        return {outputs * depth, false};
    const auto groups = static_cast<double>(groupsAlongK(layer, config.terms.groupSize));
    if (meanPairs)
        return {outputs * groups * *meanPairs, false};
    const double slots = groups * static_cast<double>(config.terms.provisionedStep());
    return {outputs * std::min(slots, depth * termsOfWeight(config.terms) * termsOfData(config.terms)), true};
}

EnergyBreakdown& EnergyBreakdown::operator+=(const EnergyBreakdown& other)
{
    compute += other.compute;
    sram += other.sram;
    dram += other.dram;
    zeroPoints += other.zeroPoints;
    atMost = atMost || other.atMost;
    return *this;
}

EnergyBreakdown energyOf(const LayerTiming& timing, const Operations& operations, const TimingConfig& config,
                         const UnitCosts& costs, const std::optional<ZeroPointCorrection>& correction)
{
    const bool parallel = config.mac == MacKind::Parallel;
    const auto bytes = static_cast<double>(config.terms.bytesPerWord());
    const SramTraffic& sram = timing.array.sram;
    const double sramWords = static_cast<double>(sram.inputReads) + static_cast<double>(sram.weightReads)
                             + static_cast<double>(sram.outputWrites) + static_cast<double>(sram.partialSumReads);
    const double dramWords = static_cast<double>(timing.dramReads) + static_cast<double>(timing.dramWrites);
    EnergyBreakdown energy;
    // The multiplier dominates a MAC, and grows with the product of the widths; the table's is of 8 by 8 bits.
    const double width = parallel ? config.terms.weightBits * config.terms.dataBits / 64.0 : 1.0;
    energy.compute = operations.count * width * (parallel ? costs.mac : costs.termPair).value;
    energy.sram = sramWords * bytes * costs.sramWord.value;
    energy.dram = dramWords * bytes * costs.dramWord.value;
    energy.zeroPoints = correction ? static_cast<double>(correction->additions) * costs.mac.value : 0.0;
    energy.atMost = operations.atMost;
    return energy;
}

AreaBreakdown areaOf(const TimingConfig& config, const UnitCosts& costs)
{
    AreaBreakdown area;
    const UnitCost& cell = config.mac == MacKind::Parallel ? costs.parallelCell : costs.termCell;
    area.cells = static_cast<double>(config.array.rows) * config.array.columns * cell.value;
    if (config.dram)
        area.sram = (static_cast<double>(config.dram->ifmapKb) + static_cast<double>(config.dram->filterKb)
                     + static_cast<double>(config.dram->ofmapKb))
                    * costs.sramKb.value;
    return area;
}

} // namespace termscope
