#include "core/evaluate/StreamedText.h"

#include "core/base/Index.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <omp.h>

namespace termscope {
namespace {

/// −log of the share that softmax gives to `target`.
double lossOf(const float* logits, std::int64_t count, std::int64_t target)
{
    const Eigen::Map<const Eigen::ArrayXf> row(logits, count);
    const float largest = row.maxCoeff();
    // Sums of a few hundred terms in float32, those in float64.
    double sum = 0.0;
    constexpr std::int64_t run = 512;
    for (std::int64_t first = 0; first < count; first += run)
        sum += static_cast<double>((row.segment(first, std::min(run, count - first)) - largest).exp().sum());
    return std::log(sum) + largest - logits[target];
}

/// Of a batch. Errors: the network does not run so many; other streams than those the file says run together.
Result<std::int64_t> stepsOf(const LanguageModel& model, const TokenText& text, const TextConfig& config)
{
    if (const auto declared = model.declaredStreams(); declared && config.streams % *declared != 0)
        return fail(text.name, ": expected a multiple of ", *declared,
                    " streams, as the network reads so many side by side, found ", config.streams);
    if (!model.stateless())
        return config.steps > 0 ? config.steps : TokenStreams::usualSteps;
    constexpr std::int64_t usualWindow = 128;
    const std::int64_t wanted = config.steps > 0 ? config.steps : usualWindow;
    const Result<std::int64_t> longest = model.longestWindow(text, wanted);
    if (longest && config.steps > *longest)
        return fail(text.name, ": expected a window of at most ", *longest,
                    " tokens, as the network runs no more at a time, found ", config.steps);
    return longest && config.steps > 0 ? config.steps : longest;
}

} // namespace

Result<StreamedText> StreamedText::create(NetworkPtr network, std::shared_ptr<const TokenText> text,
                                          const TextConfig& config)
{
    if (const auto enough = TokenStreams::create(*text, config.streams); !enough)
        return tl::unexpected(enough.error());
    Result<LanguageModel> model = LanguageModel::create(std::move(network), *text, config.order);
    if (!model)
        return tl::unexpected(model.error());
    TextConfig filled = config;
    if (const Result<std::int64_t> steps = stepsOf(*model, *text, config); steps)
        filled.steps = *steps;
    else
        return tl::unexpected(steps.error());
    const Result<TokenStreams> streams = TokenStreams::create(*text, filled.streams, filled.steps);
    if (!streams)
        return tl::unexpected(streams.error());
    StreamedText streamed(std::move(text), filled, *streams, std::move(*model));
    if (const Result<void> right = streamed.checkModel(); !right)
        return tl::unexpected(right.error());
    return streamed;
}

/// Tokens of every stream that are predicted.
std::int64_t StreamedText::length() const
{
    const std::int64_t all = streams_.length() - 1;
    return config_.limit > 0 ? std::min(all, (config_.limit - 1) / config_.streams + 1) : all;
}

TokenBatch StreamedText::batch(std::int64_t index) const
{
    TokenBatch batch = streams_.batch(index);
    batch.steps = std::min(batch.steps, length() - index * config_.steps);
    return batch;
}

std::int64_t StreamedText::batches(std::int64_t tokens) const
{
    const std::int64_t all = (length() - 1) / config_.steps + 1;
    return tokens > 0 ? std::min(all, (tokens - 1) / (config_.streams * config_.steps) + 1) : all;
}

std::int64_t StreamedText::predicted(std::int64_t batches) const
{
    return std::min(batches * config_.steps, length()) * config_.streams;
}

std::int64_t StreamedText::wholeBatches(std::int64_t tokens) const
{
    const std::int64_t perBatch = config_.streams * config_.steps;
    return std::clamp<std::int64_t>((tokens + perBatch - 1) / perBatch, 1, streams_.batches());
}

StreamRun StreamedText::freshRun(std::int64_t first, std::int64_t count) const
{
    return {first, count, model_.zeroStates(count)};
}

/// The streams in so many runs, about as long.
std::vector<StreamRun> StreamedText::freshRuns(std::int64_t count) const
{
    std::vector<StreamRun> runs;
    for (std::int64_t t = 0; t < count; ++t) {
        const std::int64_t first = config_.streams * t / count;
        runs.push_back(freshRun(first, config_.streams * (t + 1) / count - first));
    }
    return runs;
}

std::vector<StreamRun> StreamedText::runsOfAll() const
{
    return freshRuns(config_.streams / model_.declaredStreams().value_or(config_.streams));
}

std::vector<StreamRun> StreamedText::freshRuns() const
{
    return model_.declaredStreams() ? runsOfAll()
                                    : freshRuns(std::min<std::int64_t>(omp_get_max_threads(), config_.streams));
}

/// [steps, streams of the run].
std::vector<std::int64_t> StreamedText::tokensOf(const StreamRun& run, const TokenBatch& batch) const
{
    std::vector<std::int64_t> tokens;
    for (std::int64_t t = 0; t < batch.steps; ++t)
        tokens.insert(tokens.end(), batch.inputs.begin() + t * config_.streams + run.first,
                      batch.inputs.begin() + t * config_.streams + run.first + run.count);
    return tokens;
}

Result<ValuePtr> StreamedText::step(const GraphRunner& runner, StreamRun& run, const TokenBatch& batch,
                                    LayerLog* log) const
{
    return model_.run(runner, tokensOf(run, batch), batch.steps, run.states, log);
}

/// Two steps show that the model runs, and for how many words it has logits: each that comes next must be among them.
Result<void> StreamedText::checkModel() const
{
    TokenBatch first = batch(0);
    first.steps = std::min<std::int64_t>(first.steps, 2);
    return model_.check(*text_, tokensOf(freshRuns().front(), first), first.steps);
}

std::vector<StreamedText::Target> StreamedText::targetsOf(const StreamRun& run, const TokenBatch& batch,
                                                          std::int64_t index) const
{
    std::vector<Target> targets;
    for (std::int64_t row = 0; row < batch.steps * run.count; ++row) {
        const auto [step, stream] = placeOf(row, run, batch);
        targets.push_back({static_cast<std::int32_t>(batch.targets[at(step * config_.streams + run.first + stream)]),
                           (run.first + stream) * streams_.length() + index * config_.steps + step + 1});
    }
    return targets;
}

/// Of a row of logits.
StreamedText::RowPlace StreamedText::placeOf(std::int64_t row, const StreamRun& run, const TokenBatch& batch) const
{
    return model_.timeAxis() == 0 ? RowPlace{row / run.count, row % run.count}
                                  : RowPlace{row % batch.steps, row / batch.steps};
}

Result<Losses> StreamedText::judge(const Value& logits, const StreamRun& run, const TokenBatch& batch) const
{
    const std::int64_t words = logits.size() / (batch.steps * run.count);
    Losses losses;
    for (std::int64_t row = 0; row < batch.steps * run.count; ++row) {
        const auto [step, stream] = placeOf(row, run, batch);
        const std::int64_t target = batch.targets[at(step * config_.streams + run.first + stream)];
        if (target >= words)
            return fail(text_->name, ": expected tokens below ", words, ", as the network has so many logits, found ",
                        target);
        const double one = lossOf(logits.floats.data() + row * words, words, target);
        losses.sum += one;
        losses.squares += one * one;
        ++losses.count;
    }
    return losses;
}

} // namespace termscope
