// Studies: the sensitivity of all layers in one run beside a sweep for each of its figures, and a rival's curve beside
// QT's; a curve of budgets on a whole data set.
#include "tests/bench/Bench.h"

#include "core/data/DatasetReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/study/OneLayer.h"
#include "core/study/Sensitivity.h"
#include "core/sweep/Sweep.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

namespace termscope::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t studiedImages = 256;

struct Studied {
    NetworkPtr network;
    DatasetPtr images;

    ImageEvaluator evaluator() const { return samples::unwrap(ImageEvaluator::create(network, images, studiedImages)); }
};

/// ResNet-20 on CIFAR-10 where TERMSCOPE_DATA has it; else the embedded clothes.
Studied studied()
{
    const char* const data = std::getenv("TERMSCOPE_DATA");
    const fs::path folder = fs::path(data == nullptr ? "" : data) / "cifar10";
    if (data != nullptr && fs::exists(folder / "resnet20.onnx")) {
        const NetworkPtr network = samples::unwrap(readNetwork(folder / "resnet20.onnx"));
        DatasetConfig config;
        config.preprocessing = samples::unwrap(parsePreprocessing("cifar"));
        return {network, samples::unwrap(readDataset(folder / "test_batch_1000.bin", {}, config))};
    }
    const embedded::Example& fashion = *embedded::findExample("fashion");
    return {samples::unwrap(parseNetwork(fashion.network, fashion.networkName)),
            samples::unwrap(parseDataset(fashion.images, fashion.labels, fashion.dataName))};
}

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// One run for all layers; the same figures as two evaluations for each layer, as separate sweeps would make them.
void sensitivityOfLayers(benchmark::State& state)
{
    const Studied subject = studied();
    ImageEvaluator evaluator = subject.evaluator();
    const Settings settings;
    evaluator.evaluate(Method::Revealed, settings); // calibration serves both
    double together = 0.0;
    for (auto _ : state)
        together = secondsOf([&] {
            benchmark::DoNotOptimize(
                samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, settings})).all.correct);
        });
    const double apart = secondsOf([&] {
        const auto layers = static_cast<int>(subject.network->layers.size());
        for (int layer = 0; layer < layers; ++layer) {
            const auto index = static_cast<std::size_t>(layer);
            for (const Settings& apartly :
                 {layerAlone(*subject.network, settings, index), layerInFloat(*subject.network, settings, index)})
                benchmark::DoNotOptimize(evaluator.evaluate(Method::Revealed, apartly).correct);
        }
    });
    state.counters["separate_s"] = apart;
    state.counters["times_less"] = apart / together;
    state.SetLabel("target: 5 times less than separate sweeps");
}

/// As many points of rivals' curves as of QT's.
void rivalsCurve(benchmark::State& state, const std::vector<std::string_view>& names)
{
    const Studied subject = studied();
    ImageEvaluator evaluator = subject.evaluator();
    evaluator.evaluate(Method::Quantized, Settings{});
    const auto curve = [&](SweepConfig config) {
        return secondsOf([&] { benchmark::DoNotOptimize(samples::unwrap(runSweep(evaluator, config)).size()); });
    };
    double rival = 0.0;
    SweepConfig formats;
    formats.qtBits = {};
    formats.formats = names;
    for (auto _ : state)
        rival = curve(formats);
    SweepConfig quantized;
    quantized.qtBits = {3, 4, 5, 6, 7};
    quantized.qtDataBitsFollow = false;
    const double qt = curve(quantized);
    state.counters["qt_s"] = qt;
    state.counters["of_qt"] = rival / qt;
    state.SetLabel("target: no more than QT's curve");
}

/// Six widths and eight budgets on all images.
void curveOfBudgets(benchmark::State& state)
{
    const Studied subject = studied();
    SweepConfig config;
    config.qtBits = {3, 4, 5, 6, 7, 8};
    config.budgets = {3, 4, 6, 8, 12, 16, 24, 32};
    for (auto _ : state) {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(subject.network, subject.images));
        benchmark::DoNotOptimize(samples::unwrap(runSweep(evaluator, config)).size());
    }
    state.SetLabel("target: <= 4 s for ResNet-20 and 1,000 images");
}

} // namespace

void registerStudies()
{
    benchmark::RegisterBenchmark("study/sensitivity of all layers, 256 images", sensitivityOfLayers)
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
    const std::vector<std::string_view> widths{"apot-3", "apot-4", "apot-5", "apot-6", "apot-7"};
    benchmark::RegisterBenchmark("study/curve of APoT at five widths, 256 images", rivalsCurve, widths)
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
    const std::vector<std::string_view> blocks{"mxfp4", "mxfp6-e2m3", "mxint8", "bbs-average-4", "bitwave-4"};
    benchmark::RegisterBenchmark("study/curve of five formats of blocks, 256 images", rivalsCurve, blocks)
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
    benchmark::RegisterBenchmark("study/curve of 14 settings, all images", curveOfBudgets)
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
}

} // namespace termscope::bench
