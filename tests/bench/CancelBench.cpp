// How long work still runs once it was told to stop.
#include "tests/bench/Bench.h"

#include "core/base/Cancel.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "tests/core/Samples.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace termscope::bench {
namespace {

using Clock = std::chrono::steady_clock;

DatasetPtr randomImages(std::int32_t side, std::int64_t count)
{
    auto images = std::make_shared<Dataset>();
    images->name = "random";
    images->height = images->width = side;
    images->channels = 3;
    std::mt19937 random(1);
    images->pixels = samples::normalFloats(random, static_cast<std::size_t>(count * 3 * side * side));
    images->labels.assign(static_cast<std::size_t>(count), 0);
    return images;
}

/// A new setting each time, so that calibration is met as well as the images themselves; stopped after 10 ms to 1 s.
void cancel(benchmark::State& state, const std::filesystem::path& file, std::int32_t side)
{
    constexpr std::int64_t count = 64;
    const DatasetPtr images = randomImages(side, count);
    const Result<NetworkPtr> network = readNetwork(file);
    if (!network)
        return state.SkipWithError(network.error().message.c_str());
    std::mt19937 random(2);
    double longest = 0.0;
    for (auto _ : state) {
        Result<ImageEvaluator> evaluator = ImageEvaluator::create(*network, images);
        if (!evaluator)
            return state.SkipWithError(evaluator.error().message.c_str());
        std::atomic<bool> wanted = true;
        std::thread worker([&] {
            const CancelScope::Stop stop = [&] { return !wanted; };
            const CancelScope scope(&stop);
            try {
                for (int budget = 4;; ++budget) {
                    Settings settings;
                    settings.budget = 4 + budget % 20;
                    evaluator->evaluate(Method::Revealed, settings);
                }
            } catch (const Cancelled&) {
            }
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(10 + random() % 990));
        const auto told = Clock::now();
        wanted = false;
        worker.join();
        const double seconds = std::chrono::duration<double>(Clock::now() - told).count();
        longest = std::max(longest, seconds);
        state.SetIterationTime(seconds);
    }
    state.counters["longest_ms"] = 1000.0 * longest;
    state.SetLabel("target: <= 100 ms");
}

} // namespace

void registerCancelling()
{
    const char* const data = std::getenv("TERMSCOPE_DATA");
    if (data == nullptr)
        return;
    for (const auto& [name, file, side] : {std::tuple("cancel/resnet20", "cifar10/resnet20.onnx", 32),
                                           std::tuple("cancel/mobilenet_v2", "imagenet/mobilenet_v2.onnx", 224)})
        benchmark::RegisterBenchmark(name, cancel, std::filesystem::path(data) / file, side)
            ->UseManualTime()
            ->Unit(benchmark::kMillisecond)
            ->Iterations(20);
}

} // namespace termscope::bench
