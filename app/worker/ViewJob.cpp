#include "app/worker/ViewJob.h"

#include "core/evaluate/ImageEvaluator.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

using namespace std::chrono_literals;

/// Between two estimates that are shown.
constexpr auto estimateTime = 50ms;

/// Going over all weights takes no longer than a slider's drag may.
bool isSmall(const Network& network)
{
    constexpr std::int64_t manyWeights = std::int64_t{1} << 22;
    std::int64_t weights = 0;
    for (const WeightLayer& layer : network.layers)
        weights += layer.weight.size();
    return weights <= manyWeights;
}

double doneOf(const Evaluation& sofar)
{
    return static_cast<double>(sofar.evaluated) / static_cast<double>(std::max<std::int64_t>(sofar.total, 1));
}

/// Where a network ends in a softmax, the logarithms of its probabilities.
void asLogits(std::vector<float>& outputs)
{
    const bool isShare = std::ranges::all_of(outputs, [](float value) { return value >= 0.0F && value <= 1.0F; });
    const double sum = std::accumulate(outputs.begin(), outputs.end(), 0.0);
    if (!isShare || std::abs(sum - 1.0) > 1e-3)
        return;
    for (float& value : outputs)
        value = std::log(std::max(value, 1e-30F));
}

} // namespace

ViewJob::ViewJob(WorkerState& state, const Task& task, const JobToken& token, Findings& findings)
    : state_(state), task_(task), token_(token), findings_(findings)
{
}

/// An evaluation's, in place of its figures.
void ViewJob::showFailure(const std::string& failure)
{
    findings_.deliverObstacle(token_, QString::fromStdString(failure));
    findings_.dropEstimate(token_);
}

void ViewJob::run()
{
    state_.prepare(task_);
    findings_.deliver(token_, &Findings::weights, state_.weightsOf(task_));
    if (needsOf(task_.view.page).arrays)
        runArray();
    findings_.deliver(token_, &Findings::distribution, state_.distributionOf(task_));
    if (!state_.unusable.empty())
        return showUnusable(state_.unusable);
    findings_.deliver(token_, &Findings::group, state_.groupOf(task_));
    const Result<void> same = unchanged(*task_.network);
    findings_.deliverObstacle(token_, same ? state_.obstacle : QString::fromStdString(same.error().message));
    if (needsOf(task_.view.page).pairs)
        runPairs();
    // A large network's wait for its score.
    const bool early = isSmall(*task_.network);
    if (early)
        describeLayers();
    // Of a language model the next word comes first, which is what a drag through the text is answered with.
    if (state_.text != nullptr) {
        summarise();
        findNextWords();
    }
    findSample();
    if (state_.evaluator && !evaluate())
        return;
    describeLayers();
    if (!state_.evaluator || state_.text != nullptr)
        return;
    if (!state_.reference) {
        const Evaluation reference = state_.evaluator->evaluate(
            Method::Float, task_.view.settings, [&](const Evaluation& sofar) { token_.report(doneOf(sofar)); });
        if (!reference.failure.empty()) {
            findings_.deliverObstacle(token_, QString::fromStdString(reference.failure));
            return;
        }
        state_.reference = std::make_shared<const Evaluation>(reference);
    }
    findings_.deliver(token_, &Findings::reference, state_.reference);
}

/// A layer with values that are not finite: it is looked at, and nothing else.
void ViewJob::showUnusable(const std::string& sentence)
{
    findings_.deliver(token_, &Findings::group, nullptr, QString::fromStdString(sentence));
    findings_.deliverObstacle(token_, QString::fromStdString(sentence));
    describeLayers();
}

/// The rows of the list of layers.
void ViewJob::describeLayers()
{
    summarise();
    if (!needsOf(task_.view.page).layerFigures)
        return;
    const auto show = [&](const FiguresOfLayersPtr& figures) {
        token_.report(static_cast<double>(figures->layers.size()) / static_cast<double>(task_.network->layers.size()));
        findings_.deliver(token_, &Findings::figures, figures);
    };
    show(state_.figuresOf(task_, show));
}

/// Layer by layer, since those of a large file take their time.
void ViewJob::summarise()
{
    const auto show = [&](const LayerSummariesPtr& summaries) {
        token_.report(static_cast<double>(summaries->size()) / static_cast<double>(task_.network->layers.size()));
        findings_.deliver(token_, &Findings::summaries, summaries);
    };
    show(state_.summariesOf(*state_.weightsOf(task_), show));
}

void ViewJob::findNextWords()
{
    if (!needsOf(task_.view.page).nextWords || task_.view.token <= 0)
        return;
    Result<NextWords> words = state_.nextWords.nextWords(*state_.text, task_.view.settings, task_.view.token);
    if (words)
        findings_.deliver(token_, &Findings::nextWords, std::make_shared<const NextWords>(*std::move(words)));
    else
        findings_.deliverObstacle(token_, QString::fromStdString(words.error().message));
}

/// What the network gives for the chosen sample, in float and at the settings, and what an image is likely to be: a
/// click is answered before all are evaluated.
void ViewJob::findSample()
{
    auto* const images = dynamic_cast<ImageEvaluator*>(state_.evaluator.get());
    if (!needsOf(task_.view.page).nextWords || images == nullptr)
        return;
    const std::int64_t sample = task_.view.image;
    Result<SampleView> found = sampleView(*images, {Method::Revealed, task_.view.settings}, sample);
    if (!found)
        return findings_.deliver(token_, &Findings::sample, nullptr, QString::fromStdString(found.error().message));
    findClasses(*found);
    findings_.deliver(token_, &Findings::sample, std::make_shared<const SampleView>(*std::move(found)));
}

void ViewJob::findClasses(const SampleView& sample)
{
    if (sample.classes < 2 || sample.places != 1 || !task_.dataset->parts.empty())
        return;
    std::vector<float> reference = sample.scores;
    std::vector<float> current = sample.scoresNow;
    asLogits(reference);
    asLogits(current);
    const bool isLabelled = !sample.labels.empty() && sample.labels[0] >= 0 && sample.labels[0] < sample.classes;
    NextWords classes = compareNextWords(reference, current, isLabelled ? sample.labels[0] : sample.classAt(0, false),
                                         5);
    classes.place = sample.sample;
    findings_.deliver(token_, &Findings::classes, std::make_shared<const NextWords>(std::move(classes)));
}

void ViewJob::runPairs()
{
    QString obstacle = state_.obstacle;
    PairComparisonPtr pairs;
    if (state_.evaluator) {
        const ViewState& view = task_.view;
        Result<PairComparison> found = state_.pairs.compare(*state_.evaluator, view.layer, view.settings);
        if (found)
            pairs = std::make_shared<const PairComparison>(*std::move(found));
        else
            obstacle = QString::fromStdString(found.error().message);
    }
    findings_.deliver(token_, &Findings::pairs, pairs, obstacle);
}

/// The race first, since it is what a slider's drag is answered with.
void ViewJob::runArray()
{
    const ArrayKey key{task_.view.settings, task_.view.array, task_.view.layer, task_.costs};
    if (state_.race && state_.networkTimes && state_.arrayKey == key) {
        findings_.deliver(token_, &Findings::race, state_.race);
        findings_.deliver(token_, &Findings::networkTimes, state_.networkTimes);
        return;
    }
    state_.race.reset();
    state_.networkTimes.reset();
    if (const Result<void> finite = state_.checkLayerOf(task_); !finite) {
        const QString sentence = QString::fromStdString(finite.error().message);
        findings_.deliver(token_, &Findings::race, nullptr, sentence);
        findings_.deliver(token_, &Findings::networkTimes, nullptr, sentence);
        return;
    }
    // Actual steps are of images; of a text operands are random.
    Evaluator* const evaluator = state_.text == nullptr ? state_.evaluator.get() : nullptr;
    Result<ArrayRace> race = state_.arrays.race(*task_.network, evaluator, task_.view, task_.costs);
    const QString obstacle = race ? QString() : QString::fromStdString(race.error().message);
    if (race)
        state_.race = std::make_shared<const ArrayRace>(*std::move(race));
    findings_.deliver(token_, &Findings::race, state_.race, obstacle);
    Result<NetworkTimes> times = state_.arrays.networkTimes(*task_.network, evaluator, task_.view, task_.costs);
    state_.arrayKey = key;
    if (!times) {
        const QString sentence = QString::fromStdString(times.error().message);
        findings_.deliver(token_, &Findings::networkTimes, nullptr, sentence);
        return;
    }
    state_.networkTimes = std::make_shared<const NetworkTimes>(*std::move(times));
    findings_.deliver(token_, &Findings::networkTimes, state_.networkTimes);
}

/// Estimates, then the exact figure. False if it failed.
bool ViewJob::evaluate()
{
    const Settings& settings = task_.view.settings;
    if (!state_.evaluation || state_.evaluation->settings != settings) {
        auto shown = std::chrono::steady_clock::time_point();
        Evaluation exact = state_.evaluator->evaluate(Method::Revealed, settings, [&](const Evaluation& sofar) {
            token_.report(doneOf(sofar));
            if (const auto now = std::chrono::steady_clock::now(); now - shown > estimateTime && !sofar.exact()) {
                findings_.deliver(token_, &Findings::evaluation, std::make_shared<const Evaluation>(sofar));
                shown = now;
            }
        });
        if (!exact.failure.empty()) {
            showFailure(exact.failure);
            return false;
        }
        state_.evaluation = std::make_shared<const Evaluation>(std::move(exact));
    }
    findings_.deliver(token_, &Findings::evaluation, state_.evaluation);
    return true;
}

} // namespace termscope
