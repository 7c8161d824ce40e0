#include "hwmodel/timing/ScaleSim.h"

#include "core/base/Text.h"
#include "hwmodel/timing/Timing.h"

namespace termscope {

Result<ScaleSimReport> scaleSimReport(const LayerShape& layer, const ArrayConfig& array)
{
    TimingConfig config;
    config.array = array;
    config.array.drain = false;
    const Result<LayerTiming> timing = timeLayer(layer, config);
    if (!timing)
        return tl::unexpected(timing.error());
    const bool outputs = array.dataflow == Dataflow::OutputStationary;
    const Count ofmapWrites = Count(timing->ofmapWrites)
        + (outputs ? Count(timing->folds) * (Count(array.rows) + array.columns) : Count());
    if (!ofmapWrites.fits())
        return fail("layer ", inQuotes(layer.name), ": its counts do not fit 64 bits");
    const double macs = static_cast<double>(layer.gemm.m) * static_cast<double>(layer.gemm.k)
        * static_cast<double>(layer.gemm.n) * static_cast<double>(layer.repeats);
    const double cells = static_cast<double>(array.rows) * array.columns;
    const double computing = static_cast<double>(timing->cycles)
        + (outputs ? 0.0 : static_cast<double>(timing->folds) * (array.columns - 1));
    ScaleSimReport report;
    report.totalCycles = timing->cycles - 1;
    report.mappingEfficiency = 100.0 * timing->mappingEfficiency;
    report.computeUtilisation = 100.0 * macs / (computing * cells);
    report.overallUtilisation = report.totalCycles > 0 ? 100.0 * macs / (static_cast<double>(report.totalCycles) * cells) : 0.0;
    report.ifmapReads = timing->ifmapReads;
    report.filterReads = timing->filterReads;
    report.ofmapWrites = ofmapWrites.value();
    return report;
}

} // namespace termscope
