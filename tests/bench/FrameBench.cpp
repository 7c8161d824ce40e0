#include "tests/bench/Application.h"
#include "tests/bench/Bench.h"

#include "widgets/array/ArrayPainter.h"

#include <QImage>

#include <benchmark/benchmark.h>

namespace termscope::bench {
namespace {

/// One frame of 128×64 cells into 1280×640 pixels, from the cycle's number to the last pixel.
void paintFrame(benchmark::State& state, Dataflow dataflow)
{
    TimingConfig config;
    config.mac = MacKind::Term;
    config.array = {128, 64, dataflow, false};
    auto product = std::make_shared<const ProductTerms>(*randomOperands("frame", {256, 1024, 256}, 1, config.terms, 1));
    const MappedAxes axes = mappedAxes(dataflow, {256, product->inputs.groups, 256});
    const ArrayRun run{*Schedule::provisioned(config, axes), product};
    QImage image(1280, 640, QImage::Format_RGB32);
    ArrayFrame frame;
    std::int64_t position = run.schedule.startOf(0, 190); // the array has filled
    for (auto _ : state) {
        fillFrame(run, position++ % run.schedule.cycles(), frame);
        QPainter painter(&image);
        const QRectF target = image.rect();
        painter.fillRect(target, lightTheme().surface);
        paintArray(painter, target, fitArray(target, 128, 64), {&run, &frame, lightTheme().revealed, -1, -1, false},
                   lightTheme(), QFont());
        benchmark::DoNotOptimize(image.bits());
    }
    state.SetLabel("target: <= 2 ms");
}

} // namespace

void registerFrames()
{
    makeApplication();
    for (const Dataflow dataflow : {Dataflow::OutputStationary, Dataflow::WeightStationary})
        benchmark::RegisterBenchmark(("array frame 128x64 at 1280x640, " + std::string(nameOf(dataflow))).c_str(),
                                     [dataflow](benchmark::State& state) { paintFrame(state, dataflow); })
            ->Unit(benchmark::kMillisecond);
}

} // namespace termscope::bench
