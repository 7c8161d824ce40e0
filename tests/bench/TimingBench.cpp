#include "tests/bench/Bench.h"

#include "hwmodel/study/ShapeStudy.h"

#include <array>
#include <benchmark/benchmark.h>

namespace termscope::bench {
namespace {

/// The 21 weight layers of ResNet-18 on one image of 224×224: convolutions as products, and the classifier.
std::vector<LayerShape> resNet18()
{
    std::vector<LayerShape> layers{{"conv1", {112 * 112, 7 * 7 * 3, 64}, 49}};
    const auto block = [&layers](std::int64_t side, std::int64_t from, std::int64_t to) {
        const std::int64_t pixels = side * side;
        layers.push_back({"3x3", {pixels, 9 * from, to}, 9});
        layers.push_back({"3x3", {pixels, 9 * to, to}, 9});
        if (from != to)
            layers.push_back({"1x1", {pixels, from, to}, 1});
    };
    for (const auto& [side, from, to] :
         {std::array<std::int64_t, 3>{56, 64, 64}, {28, 64, 128}, {14, 128, 256}, {7, 256, 512}}) {
        block(side, from, to);
        block(side, to, to);
    }
    layers.push_back({"fc", {1, 512, 1000}, 1});
    return layers;
}

void shapes(benchmark::State& state, MacKind mac)
{
    const std::vector<LayerShape> layers = resNet18();
    const ShapeGrid grid{{16, 32, 64, 128, 256}, {16, 32, 64, 128}};
    TimingConfig config;
    config.mac = mac;
    for (auto _ : state)
        benchmark::DoNotOptimize(studyShapes(layers, config, grid));
    state.SetLabel("target: <= 0.1 ms");
}

} // namespace

void registerTiming()
{
    for (const MacKind mac : {MacKind::Parallel, MacKind::Term})
        benchmark::RegisterBenchmark(("ResNet-18 x 3 dataflows x 20 shapes, " + std::string(nameOf(mac))).c_str(),
                                     shapes, mac)
            ->Unit(benchmark::kMillisecond);
}

} // namespace termscope::bench
