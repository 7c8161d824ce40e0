#include "hwmodel/timing/ScaleSim.h"

namespace termscope {

Result<ScaleSimReport> scaleSimReport(ArrayConfig array, const GemmShape& shape)
{
    array.drain = false;
    const Result<ArrayTiming> timing = parallelTiming(array, shape);
    if (!timing)
        return tl::unexpected(timing.error());
    const bool outputsStay = array.dataflow == Dataflow::OutputStationary;
    const std::int64_t sides = std::int64_t{array.rows} + array.columns;
    const std::int64_t busy = outputsStay ? timing->axes.stream + sides - 2 : 2 * sides + timing->axes.stream - 3;
    const double products = static_cast<double>(shape.m) * static_cast<double>(shape.k) * static_cast<double>(shape.n)
                            / array.cells();
    ScaleSimReport report;
    report.totalCycles = static_cast<std::int64_t>(timing->cycles) - 1;
    report.mappingEfficiency = timing->mappingEfficiency;
    report.computeUtilisation = products / (static_cast<double>(timing->folds) * static_cast<double>(busy));
    report.overallUtilisation = report.totalCycles == 0 ? 0.0 : products / static_cast<double>(report.totalCycles);
    report.inputReads = timing->sram.inputReads;
    report.weightReads = timing->sram.weightReads;
    report.outputWrites = outputsStay ? shape.m * shape.n + timing->folds * sides : timing->sram.outputWrites;
    return report;
}

} // namespace termscope
