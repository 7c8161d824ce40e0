#include "core/evaluate/VariantRuns.h"

#include "core/evaluate/PausedBlocks.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

namespace termscope {
namespace {

/// Blocks of the first wave, so that an estimate is there soon.
constexpr std::int64_t firstBlocks = 4;
/// What the paused blocks of a wave may take.
constexpr std::size_t mostPausedBytes = std::size_t{1} << 28;

/// Σ of what runs count, in one evaluation.
struct Counted {
    double pairs = 0.0;
    double products = 0.0;
    double divergence = 0.0;
};

/// Classes whose confusion is counted: of many variants, the tables of a thousand classes take gigabytes.
constexpr std::int32_t mostConfusedOfVariants = 64;

/// By block, of every sample what is judged.
using OutputsOfBlocks = std::vector<std::vector<float>>;

class VariantRuns {
public:
    VariantRuns(ImagePreparation& shared, const Variant& trunk, std::span<const Variant> variants,
                const SampleRange& range, const OnVariant& tell)
        : shared_(shared), path_(shared.path), variants_(variants), range_(range), tell_(tell),
          counted_(variants.size())
    {
        scores_.trunk = shared.begin(trunk.method, trunk.settings, range);
        for (const Variant& variant : variants) {
            scores_.variants.push_back({shared.begin(variant.method, variant.settings, range), std::nullopt});
            if (scores_.trunk.classes > mostConfusedOfVariants)
                scores_.variants.back().evaluation.confusion = {};
        }
    }

    VariantScores run()
    {
        Result<GraphRunner> trunk = runnerOf(shared_, {scores_.trunk.method, scores_.trunk.settings});
        if (!trunk) {
            scores_.failure = trunk.error().message;
            return std::move(scores_);
        }
        SampleStream stream(shared_.dataset, range_.first, range_.count);
        std::int64_t blocks = firstBlocks;
        while (scores_.trunk.evaluated < scores_.trunk.total && scores_.failure.empty()) {
            checkCancelled();
            const std::int64_t left = scores_.trunk.total - scores_.trunk.evaluated;
            const Result<SampleRows> rows = stream.take(std::min(left, blocks * path_.blockRows()));
            if (!rows)
                scores_.failure = rows.error().message;
            if (!rows || rows->count == 0)
                break;
            if (const Result<void> ran = runWave(*trunk, *rows); !ran)
                scores_.failure = ran.error().message;
            blocks = std::max(firstBlocks,
                              static_cast<std::int64_t>(mostPausedBytes / std::max<std::size_t>(1, bytesOfBlock_)));
        }
        if (shared_.dataset->streamed() && scores_.failure.empty())
            endOfStream();
        return std::move(scores_);
    }

private:
    /// Of a stream only now it is known how many samples can be read.
    void endOfStream()
    {
        scores_.trunk.total = scores_.trunk.evaluated;
        for (VariantScore& score : scores_.variants)
            score.evaluation.total = score.evaluation.evaluated;
    }

    /// Outputs of all blocks by this runner, from where they pause if it has done all before alike.
    Result<OutputsOfBlocks> finish(const GraphRunner& runner, const PausedBlocks& blocks, GraphStop common,
                                   Counted& counted) const
    {
        OutputsOfBlocks outputs(static_cast<std::size_t>(blocks.count()));
        std::mutex mutex;
        const Result<void> ran = blocks.each([&](std::int64_t block) -> Result<void> {
            const GraphStop stop = stopOf(blocks.pause(block));
            LayerLog log = runner.emptyLog();
            Result<std::vector<float>> found = stop != GraphStop{} && common >= stop
                                                   ? path_.resume(runner, blocks.pause(block), blocks.size(block), log)
                                                   : path_.run(runner, blocks.samples(block), blocks.size(block), &log);
            if (!found)
                return tl::unexpected(found.error());
            outputs[static_cast<std::size_t>(block)] = std::move(*found);
            const std::scoped_lock adding(mutex);
            counted.pairs += std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0);
            counted.products += std::accumulate(log.products.begin(), log.products.end(), 0.0);
            return {};
        });
        if (!ran)
            return tl::unexpected(ran.error());
        return outputs;
    }

    /// By the labels, or, where there are none, by the float network's outputs.
    void judgeAll(Evaluation& evaluation, const PausedBlocks& blocks, const OutputsOfBlocks& outputs) const
    {
        for (std::int64_t block = 0; block < blocks.count(); ++block) {
            const auto index = static_cast<std::size_t>(block);
            if (shared_.isLabelled())
                judge(evaluation, outputs[index], blocks.labels(block));
            else
                judgeByFloat(evaluation, outputs[index], floats_[index]);
        }
    }

    /// What unlabelled samples of the wave are judged by.
    Result<void> runFloats(const PausedBlocks& blocks)
    {
        Counted ignored;
        Result<OutputsOfBlocks> outputs = finish(path_.reference(), blocks, {}, ignored);
        if (!outputs)
            return tl::unexpected(outputs.error());
        floats_ = std::move(*outputs);
        return {};
    }

    Result<void> runWave(const GraphRunner& trunk, const SampleRows& rows)
    {
        Result<PausedBlocks> blocks = PausedBlocks::create(path_, trunk, rows);
        if (!blocks)
            return tl::unexpected(blocks.error());
        Counted counted;
        const Result<OutputsOfBlocks> outputs = finish(trunk, *blocks, {}, counted);
        if (!outputs)
            return tl::unexpected(outputs.error());
        if (!shared_.isLabelled())
            if (Result<void> ran = runFloats(*blocks); !ran)
                return ran;
        judgeAll(scores_.trunk, *blocks, *outputs);
        count(scores_.trunk, trunkCounted_, counted);
        for (std::size_t i = 0; i < variants_.size(); ++i)
            if (Result<void> ran = runVariant(trunk, *blocks, *outputs, i); !ran)
                return ran;
        bytesOfBlock_ = blocks->largestBytes();
        return {};
    }

    Result<void> runVariant(const GraphRunner& trunk, PausedBlocks& blocks, const OutputsOfBlocks& ofTrunk,
                            std::size_t index)
    {
        checkCancelled();
        const Result<GraphRunner> runner = runnerOf(shared_, variants_[index]);
        if (!runner)
            return tl::unexpected(runner.error());
        const GraphStop common = trunk.commonStop(*runner);
        if (Result<void> ran = blocks.advance(trunk, common); !ran)
            return ran;
        Counted counted;
        const Result<OutputsOfBlocks> outputs = finish(*runner, blocks, common, counted);
        if (!outputs)
            return tl::unexpected(outputs.error());
        VariantScore& score = scores_.variants[index];
        judgeAll(score.evaluation, blocks, *outputs);
        for (std::size_t block = 0; block < ofTrunk.size(); ++block)
            counted.divergence += divergence(ofTrunk[block], (*outputs)[block]);
        count(score.evaluation, counted_[index], counted);
        score.divergence = path_.classes() > 0
                               ? counted_[index].divergence / static_cast<double>(score.evaluation.evaluated)
                               : score.evaluation.fidelity->noiseShare();
        if (tell_)
            tell_(index, score);
        return {};
    }

    double divergence(std::span<const float> outputs, std::span<const float> others) const
    {
        const auto classes = static_cast<std::size_t>(path_.classes());
        const std::size_t scores = classes * static_cast<std::size_t>(path_.places());
        const auto size = static_cast<std::size_t>(path_.judged().size());
        double sum = 0.0;
        for (std::size_t sample = 0; classes > 0 && sample < outputs.size(); sample += size)
            for (std::size_t first = sample; first < sample + scores; first += classes)
                sum += divergenceOf(outputs.subspan(first, classes), others.subspan(first, classes));
        return sum;
    }

    /// Adds what a wave counted, and says what work that makes.
    void count(Evaluation& evaluation, Counted& all, const Counted& more)
    {
        all.pairs += more.pairs;
        all.products += more.products;
        all.divergence += more.divergence;
        if (evaluation.method == Method::Float)
            return;
        const NetworkPlan plan(*shared_.network, evaluation.method, evaluation.settings);
        evaluation.work = Work{provisionedPairs(*shared_.network, plan),
                               all.products > 0.0 ? all.pairs / all.products : 0.0,
                               shareInFloat(*shared_.network, plan), all.pairs, all.products};
    }

    ImagePreparation& shared_;
    const GraphPath& path_;
    std::span<const Variant> variants_;
    SampleRange range_;
    const OnVariant& tell_;
    VariantScores scores_;
    OutputsOfBlocks floats_; ///< of the wave, where samples have no labels
    Counted trunkCounted_;
    std::vector<Counted> counted_;
    std::size_t bytesOfBlock_ = 0; ///< of a paused one, the most that it took
};

} // namespace

VariantScores evaluateVariants(ImagePreparation& shared, const Variant& trunk, std::span<const Variant> variants,
                               const SampleRange& range, const OnVariant& tell)
{
    return VariantRuns(shared, trunk, variants, range, tell).run();
}

Result<GraphRunner> runnerOf(ImagePreparation& shared, const Variant& variant)
{
    if (variant.method == Method::Float)
        return GraphRunner::create(shared.path.plain(), {});
    Result<PreparedNetwork> prepared = shared.prepare({*shared.network, variant.method, variant.settings});
    if (!prepared)
        return tl::unexpected(prepared.error());
    return GraphRunner::create(std::move(prepared->network), std::move(prepared->layers));
}

double divergenceOf(std::span<const float> logits, std::span<const float> others)
{
    const auto logSum = [](std::span<const float> values) {
        const double largest = *std::ranges::max_element(values);
        double sum = 0.0;
        for (const float value : values)
            sum += std::exp(value - largest);
        return largest + std::log(sum);
    };
    if (logits.empty())
        return 0.0;
    const double sum = logSum(logits);
    const double otherSum = logSum(others);
    double divergence = 0.0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const double logOfP = logits[i] - sum;
        const double p = std::exp(logOfP);
        if (p > 0.0)
            divergence += p * (logOfP - (others[i] - otherSum));
    }
    return std::max(0.0, divergence);
}

} // namespace termscope
