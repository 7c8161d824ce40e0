#include "tests/bench/Bench.h"

#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/run/QuantizedLayer.h"
#include "core/study/GroupView.h"
#include "core/study/LayerDistribution.h"
#include "core/study/PairHistogram.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/core/formats/OnnxBytes.h"

#include <benchmark/benchmark.h>
#include <unistd.h>

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
    ImageEvaluator evaluator() const { return samples::unwrap(ImageEvaluator::create(network, digits)); }
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
    ImageEvaluator evaluator = Subject::instance().evaluator();
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
        state.SetLabel("target: <= 25 ms on two cores");
}

/// The first evaluation of a network just opened: reading the activations, calibration, everything.
void wholeSetCold(benchmark::State& state)
{
    for (auto _ : state) {
        ImageEvaluator evaluator = Subject::instance().evaluator();
        benchmark::DoNotOptimize(evaluator.evaluate(Method::Revealed, Settings{}).correct);
    }
}

/// What a move of the budget slider asks for: the layer's histograms, one group with its data, and the first estimate.
class SliderMove {
public:
    void histogram(const Settings& settings)
    {
        benchmark::DoNotOptimize(study_.distribution(subject_.network, 0, planOf(settings)).termsKept);
    }
    void group(const Settings& settings)
    {
        GroupView view = groupView(*subject_.network, {0, 100, 30}, settings);
        addData(view, samples::unwrap(evaluator_.layerInput(0, {3})),
                samples::unwrap(evaluator_.dataScale(0, planOf(settings))), 3);
        benchmark::DoNotOptimize(view.dotProduct);
    }
    void estimate(const Settings& settings)
    {
        benchmark::DoNotOptimize(
            evaluator_.evaluate(Method::Revealed, settings, {0, 4 * *evaluator_.blockRows()}).correct);
    }
    void all(const Settings& settings)
    {
        histogram(settings);
        group(settings);
        estimate(settings);
    }

private:
    LayerPlan planOf(const Settings& settings) const
    {
        return termscope::planOf(*subject_.network, Method::Revealed, settings)[0];
    }

    const Subject& subject_ = Subject::instance();
    ImageEvaluator evaluator_ = subject_.evaluator();
    LayerStudy study_;
};

void slider(benchmark::State& state, void (SliderMove::*answer)(const Settings&), const char* target)
{
    SliderMove move;
    Settings settings;
    (move.*answer)(settings);
    MovingBudget budget(8);
    for (auto _ : state) {
        settings.budget = budget.next();
        (move.*answer)(settings);
    }
    state.SetLabel(target);
}

/// A move of the budget slider for the histogram of pairs of a convolution of 64 channels at 28 × 28 places.
void pairs(benchmark::State& state)
{
    std::mt19937 random(3);
    WeightLayer layer = samples::randomLayer(random, "conv", LayerKind::Convolution, {64, 64, 3, 3}, false);
    layer.window = SlidingWindow{{3, 3}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {28, 28}, {28, 28}};
    const std::vector<float> data = samples::normalFloats(random, 8 * 64 * 28 * 28);
    const QuantizedMatrix quantized = quantizeLayer(layer, 8, Quantizer::Symmetric, false);
    PreparedLayer prepared;
    prepared.outputs = prepared.inputs = 64;
    prepared.dataScale = 0.02F;
    prepared.table = activationTable(8, Quantizer::Symmetric, Encoding::Hese, 3);
    MovingBudget budget(8);
    for (auto _ : state) {
        RevealedMatrix revealed = revealMatrix(quantized, Encoding::Hese, 8, budget.next());
        prepared.weights = std::move(revealed.values);
        prepared.weightTerms = std::move(revealed.keptTerms);
        benchmark::DoNotOptimize(pairHistogram(layer, prepared, data, 8, 4.5)->counted);
    }
    state.SetLabel("target: <= 30 ms");
}

/// A move of the budget slider for the next word after 64 tokens of the embedded language model.
void nextWord(benchmark::State& state)
{
    const embedded::Example& example = *embedded::findExample("verses");
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    auto text = std::make_shared<TokenText>();
    for (std::int32_t i = 0; i < 200; ++i)
        text->tokens.push_back(i % 50);
    TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(network, text, {.streams = 1}));
    const auto context = std::span<const std::int32_t>(text->tokens).first(64);
    Settings settings;
    samples::unwrap(evaluator.nextLogits(Method::Revealed, settings, context)); // calibration
    MovingBudget budget(8);
    for (auto _ : state) {
        settings.budget = budget.next();
        benchmark::DoNotOptimize(samples::unwrap(evaluator.nextLogits(Method::Revealed, settings, context)).front());
    }
    state.SetLabel("target: <= 30 ms");
}

/// A model of 400 MB, one layer of zeros; its weights at a multiple of four bytes, where they are read in place, or
/// not.
void open400(benchmark::State& state, bool aligned)
{
    const std::filesystem::path path = std::filesystem::temp_directory_path()
                                       / text("termscope_bench_", ::getpid(), ".onnx");
    if (!samples::writeLinearOfZeros(path, 10000, 10000, aligned) || !readNetwork(path))
        state.SkipWithError("no room for a sparse file of 400 MB in the temporary folder");
    for (auto _ : state)
        benchmark::DoNotOptimize(readNetwork(path).has_value());
    std::filesystem::remove(path);
    state.SetLabel("target: <= 300 ms");
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
    const auto addMove = [&](const char* name, void (SliderMove::*answer)(const Settings&), const char* target) {
        add(name, [=](benchmark::State& state) { slider(state, answer, target); });
    };
    addMove("slider/histogram_group_estimate", &SliderMove::all, "target: <= 8 ms");
    addMove("slider/histogram", &SliderMove::histogram, "");
    addMove("slider/group", &SliderMove::group, "");
    addMove("slider/estimate", &SliderMove::estimate, "");
    add("slider/pairs_of_a_convolution", pairs);
    add("slider/next_word", nextWord);
    add("open/400MB/in_place", [](benchmark::State& state) { open400(state, true); });
    add("open/400MB/copied", [](benchmark::State& state) { open400(state, false); });
}

} // namespace termscope::bench
