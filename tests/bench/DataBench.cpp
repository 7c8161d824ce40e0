#include "tests/bench/Bench.h"

#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/data/images/Resample.h"
#include "tests/core/Samples.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace termscope::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* preset = "torchvision";

/// TERMSCOPE_DATA/imagenet, where there is one.
std::optional<fs::path> imageNet()
{
    const char* data = std::getenv("TERMSCOPE_DATA");
    const fs::path folder = fs::path(data == nullptr ? "" : data) / "imagenet";
    std::error_code error;
    return data != nullptr && fs::is_directory(folder / "val", error) ? std::optional(folder) : std::nullopt;
}

/// JPEG files to what a network takes in, as `sweep --preprocess torchvision` reads them.
void decode(benchmark::State& state, int threads)
{
    const fs::path folder = *imageNet();
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing(preset));
    const DatasetPtr dataset = samples::unwrap(readDataset(folder / "val", folder / "val_labels.txt", config));
    std::int64_t images = 0;
    for (auto _ : state) {
        BatchReader reader(dataset, {.batch = 16, .threads = threads});
        for (SampleBatch batch = samples::unwrap(reader.next()); batch.count() > 0;
             batch = samples::unwrap(reader.next()))
            images += batch.count();
    }
    state.SetItemsProcessed(images);
}

/// The same by Pillow and NumPy in a Python of its own, which tells the seconds it took for how many images.
void decodeWithPillow(benchmark::State& state)
{
    const std::string script = R"(
import sys, time
import numpy as np
from PIL import Image
folder = sys.argv[1]
names = [line.split()[0] for line in open(folder + "/val_labels.txt")]
mean, std = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
start = time.perf_counter()
for name in names:
    image = Image.open(folder + "/val/" + name).convert("RGB")
    w, h = image.size
    image = image.resize((256, int(256 * h / w)) if w <= h else (int(256 * w / h), 256), Image.BILINEAR)
    w, h = image.size
    left, top = int(round((w - 224) / 2)), int(round((h - 224) / 2))
    pixels = np.asarray(image.crop((left, top, left + 224, top + 224)), np.float32)
    np.ascontiguousarray(((pixels / np.float32(255) - mean) / std).transpose(2, 0, 1))
print(time.perf_counter() - start, len(names))
)";
    const std::string command = "/usr/bin/python3 -c '" + script + "' '" + imageNet()->string() + "'";
    std::int64_t images = 0;
    for (auto _ : state) {
        double seconds = 0.0;
        long count = 0;
        FILE* output = ::popen(command.c_str(), "r");
        const bool told = output != nullptr && std::fscanf(output, "%lf %ld", &seconds, &count) == 2;
        if (output != nullptr)
            ::pclose(output);
        if (!told) {
            state.SkipWithError("Pillow did not run");
            break;
        }
        state.SetIterationTime(seconds);
        images += count;
    }
    state.SetItemsProcessed(images);
}

/// A photograph of the usual size, without reading it: 500 × 375 to a shorter side of 256, and the middle 224 × 224 of
/// it.
void resize(benchmark::State& state)
{
    Image image{375, 500, 3, {}};
    std::mt19937 random(1);
    for (int i = 0; i < 375 * 500 * 3; ++i)
        image.pixels.push_back(static_cast<std::uint8_t>(random()));
    const Preprocessing preprocessing = samples::unwrap(parsePreprocessing(preset));
    for (auto _ : state)
        benchmark::DoNotOptimize(shaped(image, preprocessing).pixels.data());
    state.SetItemsProcessed(state.iterations());
}

} // namespace

void registerData()
{
    benchmark::RegisterBenchmark("images/resize_500x375", resize)->Unit(benchmark::kMillisecond);
    if (!imageNet())
        return;
    benchmark::RegisterBenchmark("images/imagenet_jpeg", [](benchmark::State& state) { decode(state, 0); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark("images/imagenet_jpeg/one_thread", [](benchmark::State& state) { decode(state, 1); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    if (std::system("/usr/bin/python3 -c 'import PIL, numpy' 2>/dev/null") == 0)
        benchmark::RegisterBenchmark("images/imagenet_jpeg/pillow_one_thread", decodeWithPillow)
            ->Unit(benchmark::kMillisecond)
            ->UseManualTime();
}

} // namespace termscope::bench
