#include "app/cli/EvaluatorOptions.h"

#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"

#include "core/base/Text.h"
#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/evaluate/GraphPath.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/ImagesTaken.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/ChannelRange.h"

#include <cstdio>

namespace termscope::cli {
namespace {

/// Of a stream, the samples are counted with those that cannot be read.
void warnOf(const std::vector<SkippedImage>& skipped, const Dataset& dataset)
{
    const std::int64_t total = dataset.count() + (dataset.streamed() ? 0 : std::ssize(skipped));
    if (!skipped.empty())
        std::fprintf(stderr, "warning: %s\n", toText(skipped, total).c_str());
}

/// The images that are evaluated or calibrate: in memory, or streamed where they are more than --memory holds.
Result<DatasetPtr> openImages(const EvaluatorOptions& options, const NetworkChoice& choice, const Network& network,
                              const Settings& settings)
{
    DataOptions data = options.data;
    data.vocabulary = options.text.vocabulary;
    const Result<DatasetPtr> opened = openDataset(data, network, choice.example());
    if (!opened)
        return opened;
    // Before thousands of images are decoded.
    if (const auto fits = imageSizeTaken(network) ? GraphPath::fits(network, **opened) : Result<void>(); !fits)
        return tl::unexpected(fits.error());
    if (const auto fits = checkFits(**opened, network.inputFeatures, network.outputFeatures); !fits)
        return tl::unexpected(fits.error());
    const std::int64_t most = options.limit.value_or(0) == 0
                                  ? 0
                                  : std::max<std::int64_t>(*options.limit, settings.calibrationSamples);
    ProgressLine line;
    const auto progress = [&](double fraction) { line.show(fraction); };
    Result<DatasetPtr> read = loadedOrStreamed(*opened, most, progress,
                                               options.memory.value_or(mostBytesInMemory >> 20) << 20);
    if (read)
        warnOf((*read)->skipped, **read);
    return read;
}

Result<OpenedEvaluator> evaluatorOfImages(const EvaluatorOptions& options, const NetworkChoice& choice,
                                          const NetworkPtr& network, const Settings& settings)
{
    if (workloadOf(*network) == Workload::Text && !options.data.data)
        return fail(network->name, ": expected --tokens, as the network takes tokens, found none");
    const Result<DatasetPtr> data = openImages(options, choice, *network, settings);
    if (!data)
        return tl::unexpected(data.error());
    if (workloadOf(*network) == Workload::Text && (*data)->parts.empty())
        return fail(network->name, ": expected --tokens, as the network takes tokens, or arrays by the names of its "
                                   "inputs, found images in --data");
    Result<ImageEvaluator> evaluator = ImageEvaluator::create(network, *data,
                                                              std::min(options.limit.value_or(0), (*data)->count()));
    if (!evaluator)
        return tl::unexpected(evaluator.error());
    printWarnings(*network);
    if (const auto advice = adviceOnScales(*quantizedNetwork(network, settings), settings))
        std::fprintf(stderr, "warning: %s (leave out --no-per-channel)\n", advice->c_str());
    return OpenedEvaluator{std::make_unique<ImageEvaluator>(std::move(*evaluator)), *data};
}

Result<OpenedEvaluator> evaluatorOfText(const EvaluatorOptions& options, const NetworkChoice& choice,
                                        const NetworkPtr& network)
{
    if (network->graph && workloadOf(*network) != Workload::Text)
        return fail(network->name, ": expected a network that takes tokens beside --tokens, found none of integers "
                                   "among its inputs");
    const auto tokens = openText(options.text, choice);
    if (!tokens)
        return tl::unexpected(tokens.error());
    Result<TextEvaluator> evaluator = TextEvaluator::create(network, *tokens, textConfigOf(options));
    if (!evaluator)
        return tl::unexpected(evaluator.error());
    printWarnings(*network);
    printWarnings(options.text, choice, **tokens);
    if (const auto window = evaluator->window(); window && !options.text.window)
        std::fprintf(stderr, "note: %s has no state: it reads %s in windows of %lld tokens (--window)\n",
                     network->name.c_str(), (*tokens)->name.c_str(), static_cast<long long>(*window));
    return OpenedEvaluator{std::make_unique<TextEvaluator>(std::move(*evaluator)), nullptr, *tokens};
}

} // namespace

void addWorkloadOptions(CLI::App& app, EvaluatorOptions& options)
{
    addDataOptions(app, options.data);
    addTextOptions(app, options.text);
}

void addLimitOptions(CLI::App& app, EvaluatorOptions& options)
{
    addInteger(app, "--limit", options.limit, {0, std::numeric_limits<std::int64_t>::max()},
               "Evaluate the first so many samples, or predict so many tokens of a text: the first ones of "
               "every stream, the same number of each, rounded up; 0 for all. [default 0]");
    addInteger(
        app, "--memory", options.memory, {1, std::int64_t{1} << 24},
        "MB of decoded images to keep. Of more of them, few are kept at a time: they are decoded anew for every row. "
        "[1…16777216; default 2048]");
}

Outcome checkEvaluatorOptions(const EvaluatorOptions& options, const NetworkChoice& network)
{
    if (Outcome checked = checkDataOptions(options.data); !checked)
        return checked;
    return checkTextOptions(options.text, options.data, network);
}

std::vector<std::filesystem::path> filesOf(const EvaluatorOptions& options, const NetworkChoice& network)
{
    std::vector<std::filesystem::path> paths = filesOf(options.data);
    for (const std::filesystem::path& file : filesOf(options.text))
        paths.push_back(file);
    if (network.file)
        paths.emplace_back(*network.file);
    return paths;
}

void OpenedEvaluator::warnOfSkipped() const
{
    if (images)
        warnOf(evaluator->skipped(), *images);
}

Result<OpenedEvaluator> openEvaluator(const EvaluatorOptions& options, const NetworkChoice& choice,
                                      const NetworkPtr& network, const Settings& settings)
{
    return asksForText(options.text, options.data, choice) ? evaluatorOfText(options, choice, network)
                                                           : evaluatorOfImages(options, choice, network, settings);
}

TextConfig textConfigOf(const EvaluatorOptions& options)
{
    TextConfig config;
    config.streams = options.text.streamCount();
    config.steps = options.text.windowSteps();
    config.limit = options.limit.value_or(0);
    config.order = options.text.tokenOrder();
    return config;
}

SweepIdentity identityOf(const EvaluatorOptions& options, const OpenedEvaluator& opened)
{
    SweepIdentity all = identityOf(opened.evaluator->network());
    all.emplace_back("limit", text(options.limit.value_or(0)));
    for (auto& entry : opened.images ? identityOf(*opened.images) : identityOf(*opened.text))
        all.push_back(std::move(entry));
    if (opened.images)
        return all;
    all.emplace_back("streams", text(options.text.streamCount()));
    if (options.text.windowSteps() > 0)
        all.emplace_back("window", text(options.text.windowSteps()));
    if (options.text.tokenOrder() != TokenOrder::FoundOut)
        all.emplace_back("token order", nameOf(options.text.tokenOrder()));
    return all;
}

} // namespace termscope::cli
