#include "tests/bench/Bench.h"

#include "core/study/Evaluator.h"
#include "core/study/GroupView.h"
#include "core/study/LayerDistribution.h"
#include "tests/core/Samples.h"

#include <benchmark/benchmark.h>

namespace termscope::bench {
namespace {

/// Read once for all: every benchmark asks for the same files.
struct Subject {
    NetworkPtr network = samples::embeddedNetwork();
    DatasetPtr digits = samples::embeddedDigits();

    static const Subject& instance()
    {
        static const Subject subject;
        return subject;
    }
    Evaluator evaluator() const { return samples::unwrap(Evaluator::create(network, digits)); }
};

/// Budgets that follow one another and do not repeat soon: nothing can be kept from the last round.
class MovingBudget {
public:
    explicit MovingBudget(int first) : budget_(first) {}
    int next() { return budget_ = budget_ % 31 + 1; }

private:
    int budget_;
};

void wholeSet(benchmark::State& state, Method method)
{
    Evaluator evaluator = Subject::instance().evaluator();
    Settings settings;
    evaluator.evaluate(method, settings); // calibration, and the quantized inputs that settings share
    MovingBudget budget(8);
    std::int64_t correct = 0;
    for (auto _ : state) {
        settings.budget = budget.next();
        correct = evaluator.evaluate(method, settings).correct;
    }
    benchmark::DoNotOptimize(correct);
    if (method == Method::Revealed)
        state.SetLabel("target: <= 60 ms on two cores");
}

/// The first evaluation of a network just opened: reading the activations, calibration, everything.
void wholeSetCold(benchmark::State& state)
{
    for (auto _ : state) {
        Evaluator evaluator = Subject::instance().evaluator();
        benchmark::DoNotOptimize(evaluator.evaluate(Method::Revealed, Settings{}).correct);
    }
}

/// A move of the budget slider: the layer's histograms, one group with its data, and the first estimate.
void slider(benchmark::State& state)
{
    const Subject& subject = Subject::instance();
    Evaluator evaluator = subject.evaluator();
    LayerStudy study;
    Settings settings;
    const auto answer = [&] {
        const LayerDistribution distribution = study.distribution(subject.network, 0, settings);
        GroupView view = groupView(*subject.network, {0, 100, 30}, settings);
        addData(view, evaluator.layerInput(0, 3), evaluator.dataScale(0, Method::Revealed, settings), 3);
        const Evaluation first =
            evaluator.evaluate(Method::Revealed, settings, [](const Evaluation&) { return false; });
        benchmark::DoNotOptimize(distribution.termsKept + view.dotProduct + first.correct);
    };
    answer();
    MovingBudget budget(8);
    for (auto _ : state) {
        settings.budget = budget.next();
        answer();
    }
    state.SetLabel("target: <= 16 ms");
}

} // namespace

void registerNetwork()
{
    const auto add = [](const char* name, auto run) {
        benchmark::RegisterBenchmark(name, run)->Unit(benchmark::kMillisecond)->UseRealTime();
    };
    add("accuracy/10000_digits/tr", [](benchmark::State& state) { wholeSet(state, Method::Revealed); });
    add("accuracy/10000_digits/qt", [](benchmark::State& state) { wholeSet(state, Method::Quantized); });
    add("accuracy/10000_digits/float", [](benchmark::State& state) { wholeSet(state, Method::Float); });
    add("accuracy/10000_digits/tr_just_opened", wholeSetCold);
    add("slider/histogram_group_estimate", slider);
}

} // namespace termscope::bench
