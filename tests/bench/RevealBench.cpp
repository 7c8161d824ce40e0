#include "tests/bench/Bench.h"

#include "core/quant/Quantizer.h"
#include "core/terms/Encoder.h"
#include "core/terms/Kernels.h"
#include "core/terms/TermRevealer.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstring>
#include <ctime>
#include <random>
#include <string>

namespace termscope::bench {
namespace {

constexpr const char* memcpyTarget = "target: of_memcpy >= 0.5, 0.6, 0.8 at 64 Ki, 1 Mi, 16 Mi values";

std::vector<float> normalFloats(std::size_t count)
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.0F, 0.05F);
    std::vector<float> values(count);
    for (float& value : values)
        value = normal(random);
    return values;
}

/// Processor time of this thread: what else the machine does is not counted.
double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Work>
double seconds(Work work)
{
    const double start = processorSeconds();
    work();
    benchmark::ClobberMemory();
    return processorSeconds() - start;
}

/// Times `work` and memcpy of `bytes` by turns, so that both meet the same machine.
template <class Work>
void besideMemcpy(benchmark::State& state, std::size_t values, std::size_t bytes, Work work)
{
    const std::vector<char> from(bytes, 1);
    std::vector<char> to(bytes);
    double working = 0.0;
    double copying = 0.0;
    for (auto _ : state) {
        copying += seconds([&] { std::memcpy(to.data(), from.data(), bytes); });
        benchmark::DoNotOptimize(to.data());
        const double taken = seconds(work);
        working += taken;
        state.SetIterationTime(taken);
    }
    const double millions = static_cast<double>(values) * static_cast<double>(state.iterations()) / 1e6;
    state.counters["Mvalues/s"] = millions / working;
    state.counters["memcpy_Mvalues/s"] = millions / copying;
    state.counters["of_memcpy"] = copying / working;
}

void revealFloats(benchmark::State& state, int bits, int groupSize, Encoding encoding)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const std::vector<float> values = normalFloats(count);
    std::vector<float> revealed(count);
    const float scale = scaleFor(largestAbsolute(values), bits, Quantizer::Symmetric);
    const RevealConfig config{encoding, largestMagnitude(bits, Quantizer::Symmetric), groupSize, groupSize * 3 / 2};
    besideMemcpy(state, count, count * sizeof(float), [&] { revealFloatRow(config, values, scale, revealed); });
    if (groupSize == 8 && bits == 8)
        state.SetLabel(memcpyTarget);
}

/// revealFloatRow at g = 8 and 8 bits, with the kernels of one level.
void revealAtLevel(benchmark::State& state, const kernels::KernelSet& kernel)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const std::vector<float> values = normalFloats(count);
    std::vector<float> revealed(count);
    const float scale = scaleFor(largestAbsolute(values), 8, Quantizer::Symmetric);
    besideMemcpy(state, count, count * sizeof(float), [&] {
        kernel.revealFloats(values.data(), count, scale, 127, Encoding::Hese, 8, 12, revealed.data());
    });
}

std::vector<std::int32_t> someIntegers(std::size_t count)
{
    std::mt19937 random(2);
    std::uniform_int_distribution<std::int32_t> any(-127, 127);
    std::vector<std::int32_t> values(count);
    for (std::int32_t& value : values)
        value = any(random);
    return values;
}

/// All digits of every value at once, counted.
void encodeInBulk(benchmark::State& state, Encoding encoding)
{
    const std::vector<std::int32_t> values = someIntegers(static_cast<std::size_t>(state.range(0)));
    std::vector<std::uint8_t> terms(values.size());
    besideMemcpy(state, values.size(), values.size() * sizeof(std::int32_t),
                 [&] { countTerms(encoding, values, terms); });
}

/// The plain encoder, for comparison.
void encodeOneByOne(benchmark::State& state, Encoding encoding)
{
    const std::vector<std::int32_t> values = someIntegers(static_cast<std::size_t>(state.range(0)));
    besideMemcpy(state, values.size(), values.size() * sizeof(std::int32_t), [&] {
        for (const std::int32_t value : values)
            benchmark::DoNotOptimize(encodeTerms(value, encoding));
    });
}

void sizes(benchmark::internal::Benchmark* bench)
{
    bench->UseManualTime()->Unit(benchmark::kMicrosecond)->Arg(1 << 16)->Arg(1 << 20)->Arg(1 << 24);
}

} // namespace

void registerRevealing()
{
    const auto add = [](const std::string& name, auto run) { return benchmark::RegisterBenchmark(name.c_str(), run); };
    sizes(add("reveal/g8/8bits/hese", [](benchmark::State& state) { revealFloats(state, 8, 8, Encoding::Hese); }));
    for (std::size_t i = 0; i < kernels::availableCount(); ++i) {
        const kernels::KernelSet& kernel = kernels::available(i);
        sizes(add(std::string("reveal/g8/8bits/hese/") + kernel.level,
                  [&kernel](benchmark::State& state) { revealAtLevel(state, kernel); }));
    }
    for (const int groupSize : {1, 2, 4, 5, 12, 16, 32, 64})
        add("reveal/g" + std::to_string(groupSize) + "/8bits/hese",
            [groupSize](benchmark::State& state) { revealFloats(state, 8, groupSize, Encoding::Hese); })
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond)
            ->Arg(1 << 20);
    for (const int bits : {4, 9, 16})
        add("reveal/g8/" + std::to_string(bits) + "bits/hese",
            [bits](benchmark::State& state) { revealFloats(state, bits, 8, Encoding::Hese); })
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond)
            ->Arg(1 << 16);
    for (const Encoding encoding : allEncodings) {
        const std::string name(nameOf(encoding));
        add("reveal/g8/8bits/all/" + name, [encoding](benchmark::State& state) { revealFloats(state, 8, 8, encoding); })
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond)
            ->Arg(1 << 16);
        add("encode/bulk/" + name, [encoding](benchmark::State& state) { encodeInBulk(state, encoding); })
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond)
            ->Arg(1 << 16);
        add("encode/one_by_one/" + name, [encoding](benchmark::State& state) { encodeOneByOne(state, encoding); })
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond)
            ->Arg(1 << 16);
    }
}

} // namespace termscope::bench
