#include "tests/bench/Bench.h"

#include "hwmodel/simulate/ArraySimulator.h"
#include "hwmodel/timing/LayerTiming.h"

#include <benchmark/benchmark.h>

#include <random>
#include <string>

namespace termscope::bench {
namespace {

/// Weights and activations as networks have them: bell-shaped weights, activations half of which are zero.
std::shared_ptr<const ProductOperands> someOperands(const GemmShape& shape, TermMode mode, std::int64_t positions = 1)
{
    std::mt19937 random(1);
    std::normal_distribution<double> normal(0.0, 32.0);
    const auto values = [&](std::int64_t count, bool positive) {
        std::vector<std::int64_t> drawn(static_cast<std::size_t>(count));
        for (std::int64_t& value : drawn)
            value = static_cast<std::int64_t>(std::clamp(normal(random), positive ? 0.0 : -127.0, 127.0));
        return drawn;
    };
    TermMacConfig config;
    config.mode = mode;
    const std::vector<std::int64_t> x = values(shape.m * shape.k, true);
    const std::vector<std::int64_t> w = values(shape.k * shape.n, false);
    return *makeOperands(shape, config, x, w, positions);
}

std::int64_t pairsOf(const ProductOperands& operands)
{
    return static_cast<std::int64_t>(
        meanPairs(termCounts(operands.inputs), termCounts(operands.weights))
            * static_cast<double>(operands.shape.m * operands.shape.n * operands.inputs.groups)
        + 0.5);
}

/// 128×64 cells, whole runs with values.
void simulateArray(benchmark::State& state, const SimulationConfig& config, TermMode mode)
{
    const auto operands = someOperands({256, 1024, 256}, mode);
    std::int64_t cycles = 0;
    for (auto _ : state) {
        auto simulator = *ArraySimulator::create(config, operands);
        simulator.runToEnd();
        cycles += simulator.cycle();
        benchmark::DoNotOptimize(simulator.outputs().data());
    }
    using benchmark::Counter;
    if (config.mac == MacKind::Parallel) {
        state.counters["Gcell-steps/s"] = Counter(static_cast<double>(cycles) * config.array.cells() / 1e9,
                                                  Counter::kIsRate);
        state.SetLabel("target: Gcell-steps/s >= 1 on one core");
    } else {
        state.counters["Mpairs/s"] = Counter(static_cast<double>(pairsOf(*operands) * state.iterations()) / 1e6,
                                             Counter::kIsRate);
        state.SetLabel("target: Mpairs/s >= 500 on one core");
    }
}

/// Putting the array at a third of the same run, as scrubbing does.
void jumpInto(benchmark::State& state, Dataflow dataflow)
{
    auto simulator = *ArraySimulator::create({{128, 64, dataflow, false}, MacKind::Term, StepLength::Provisioned},
                                             someOperands({256, 1024, 256}, TermMode::Revealed));
    auto whole = simulator;
    whole.runToEnd();
    for (auto _ : state) {
        simulator.jump(whole.cycle() / 3);
        benchmark::DoNotOptimize(simulator.outputs().data());
    }
}

/// Adaptive timing of layers, without stepping.
void adaptiveLayers(benchmark::State& state, const std::vector<LayerShape>& layers, const char* target)
{
    std::vector<std::pair<TermCounts, TermCounts>> counts;
    for (const LayerShape& layer : layers) {
        const auto operands = someOperands(layer.gemm, TermMode::Revealed, layer.kernelPositions);
        counts.emplace_back(termCounts(operands->inputs), termCounts(operands->weights));
    }
    const TimingConfig config{{128, 64, Dataflow::WeightStationary, false}, MacKind::Term, {}, std::nullopt};
    for (auto _ : state)
        for (const auto& [inputs, weights] : counts)
            benchmark::DoNotOptimize(adaptiveFolds(config, inputs, weights)->front());
    state.SetLabel(target);
}

} // namespace

void registerSimulation()
{
    const auto add = [](const std::string& name, auto run) {
        return benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
    };
    for (const Dataflow dataflow :
         {Dataflow::OutputStationary, Dataflow::WeightStationary, Dataflow::InputStationary}) {
        const std::string name(nameOf(dataflow));
        const auto simulate = [&](const std::string& what, MacKind mac, TermMode mode, StepLength sync) {
            add("simulate/" + what + "/" + name, [=](benchmark::State& state) {
                simulateArray(state, {{128, 64, dataflow, false}, mac, sync}, mode);
            });
        };
        simulate("pmac", MacKind::Parallel, TermMode::Quantized, StepLength::Provisioned);
        simulate("tmac/tr", MacKind::Term, TermMode::Revealed, StepLength::Provisioned);
        simulate("tmac/tr/adaptive", MacKind::Term, TermMode::Revealed, StepLength::Adaptive);
        simulate("tmac/qt", MacKind::Term, TermMode::Quantized, StepLength::Provisioned);
        add("simulate/jump/" + name, [=](benchmark::State& state) { jumpInto(state, dataflow); });
    }
    const auto mlp = [](std::int64_t batch) {
        return std::vector<LayerShape>{
            {"fc1", {batch, 784, 512}, 1}, {"fc2", {batch, 512, 512}, 1}, {"fc3", {batch, 512, 10}, 1}};
    };
    add("timing/adaptive/mlp/100",
        [=](benchmark::State& state) { adaptiveLayers(state, mlp(100), "target: <= 50 ms"); });
    add("timing/adaptive/mlp/1000", [=](benchmark::State& state) { adaptiveLayers(state, mlp(1000), ""); });
    add("timing/adaptive/conv3x3_64_56", [](benchmark::State& state) {
        adaptiveLayers(state, {{"conv", {56 * 56, 9 * 64, 64}, 9}}, "target: <= 1 s");
    });
}

} // namespace termscope::bench
