// sweep: accuracy, or perplexity, and work at many settings.
#include "app/cli/Command.h"
#include "app/cli/DataOptions.h"
#include "app/cli/Inputs.h"
#include "app/cli/Interrupt.h"
#include "app/cli/JsonText.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/ShardOptions.h"
#include "app/cli/SweepTable.h"
#include "app/cli/TextOptions.h"

#include "core/base/Text.h"
#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/files/Files.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/ChannelRange.h"
#include "core/sweep/ShardMerge.h"
#include "core/sweep/SweepRecord.h"

#include <cstdio>

namespace termscope::cli {
namespace {

/// A sweep that has run, and what it ran on.
struct Study {
    std::string data; ///< the name of the images or of the text
    std::vector<SweepRow> rows;
    std::optional<SweepShard> shard = std::nullopt; ///< of --shard, in place of rows
};

class SweepCommand : public Command {
public:
    std::string name() const override { return "sweep"; }
    std::string summary() const override
    {
        return "Measure accuracy or perplexity, and term pairs: float, QT at several bits, TR at several budgets.";
    }
    std::string examples() const override
    {
        return "A row per setting: float first, then QT for each of --qt-bits, then TR for each of --data-terms with "
               "each of\n"
               "--budgets. Pairs are term pairs per multiply-accumulate, provisioned and measured. Language models "
               "are\n"
               "judged by the perplexity of a text, which is exp of the mean negative log likelihood of its tokens.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli sweep                             the embedded network on its 10,000 digits\n"
               "  termscope-cli sweep --limit 1000 --budgets 4,8,12,16 --data-terms 2,3\n"
               "  termscope-cli sweep net.onnx --data t10k-images-idx3-ubyte.gz,t10k-labels-idx1-ubyte.gz --csv "
               "sweep.csv\n"
               "  termscope-cli sweep cnn.onnx --data test_batch.bin --preprocess cifar\n"
               "  termscope-cli sweep cnn.onnx --data val,val_labels.txt --preprocess torchvision:resize=0 --limit "
               "1000\n"
               "  termscope-cli sweep lstm.onnx --tokens test.txt.gz --vocabulary vocab.txt.gz --streams 10\n"
               "  termscope-cli sweep gpt.onnx --tokens ids.npz --window 256\n"
               "  termscope-cli sweep --example verses --limit 5000\n"
               "  termscope-cli sweep --qt-bits 4,8 --json\n"
               "  termscope-cli sweep cnn.onnx --data val,val_labels.txt --preprocess keras --resume cnn.rows --csv "
               "cnn.csv\n"
               "  termscope-cli sweep cnn.onnx --data test_batch.bin --layer '*conv1:bits=6' --layer fc:float\n"
               "  termscope-cli sweep cnn.onnx --data test_batch.bin --each-layer --budget 8     which layers lose "
               "most\n"
               "  termscope-cli sweep cnn.onnx --data val,val_labels.txt --shard 3/8 --out part-3.shard\n"
               "  termscope-cli sweep --merge part-*.shard --csv cnn.csv\n";
    }

    void addOptions(CLI::App& app) override;
    Outcome run(Output& output) override;
    std::string interrupted() const override;

private:
    Outcome prepare();
    Result<DatasetPtr> dataset(const Network& network) const;
    Result<Study> studyImages(const NetworkPtr& network);
    Result<Study> studyText(const NetworkPtr& network);
    Result<Study> interruptibleStudy(const NetworkPtr& network);
    Result<Study> sweep(Evaluator& evaluator, SweepIdentity identity);
    Result<Study> sweepShard(Evaluator& evaluator, SweepIdentity identity, const Progress& progress);
    template <class Data>
    SweepIdentity identity(const Network& network, const Data& data) const;
    Outcome merge(Output& output) const;
    Outcome write(const std::string& network, const Study& study, Output& output) const;
    std::vector<std::filesystem::path> inputs() const;

    SweepConfig config_;
    NetworkChoice network_;
    DataOptions data_;
    TextOptions text_;
    std::optional<std::string> csv_;
    std::optional<std::string> resume_;
    std::shared_ptr<SweepRecord> record_; ///< of --resume, once the sweep has begun
    ShardOptions shards_;
    const CLI::App* app_ = nullptr;
    std::optional<std::int64_t> limit_;
    std::optional<std::int64_t> memory_; ///< MB
    std::vector<int> qtBits_;
    std::vector<LayerRule> layers_;
    const CLI::Option* dataBits_ = nullptr;
    bool eachLayer_ = false;
    bool json_ = false;
};

void SweepCommand::addOptions(CLI::App& app)
{
    const SettingInfo& budget = *findSetting("budget");
    const SettingInfo& dataTerms = *findSetting("data_terms");
    const SettingInfo& bits = *findSetting("weight_bits");
    const auto range = [](const SettingInfo& info) { return IntegerRange{info.minimum, info.maximum}; };
    addDataOptions(app, data_);
    addTextOptions(app, text_);
    addSettingsOf(app, config_.base, WeightSpec | RevealSpec | DataSpec | AttentionSpec, {"budget", "data_terms"});
    addList(app, "--budgets,--budget", config_.budgets, range(budget),
            text(budget.help, " [1…", maximumBudget(1), "g; default 3/8, 1/2, 3/4, 1, 3/2, 2, 3, 4 of g]"));
    addList(
        app, "--data-terms", config_.dataTerms, range(dataTerms),
        text(dataTerms.help, " [", dataTerms.minimum, "…", dataTerms.maximum, "; default ", Settings{}.dataTerms, "]"));
    addList(app, "--qt-bits", qtBits_, range(bits),
            "Weight bits of the QT rows; their data bits are --data-bits, or the same where it is not given. "
            "[default 2,3,4,5,6,7,8]");
    addInteger(app, "--limit", limit_, {0, std::numeric_limits<std::int64_t>::max()},
               "Evaluate the first so many samples, or predict so many tokens of a text: the first ones of "
               "every stream, the same number of each, rounded up; 0 for all. [default 0]");
    addInteger(
        app, "--memory", memory_, {1, std::int64_t{1} << 24},
        "MB of decoded images to keep. Of more of them, few are kept at a time: they are decoded anew for every row. "
        "[1…16777216; default 2048]");
    addText(app, "--csv", "FILE", csv_, "Write the table as CSV to a file; - prints it in place of the text.");
    addText(app, "--resume", "FILE", resume_,
            "Keep finished rows in this file and take those it has, so that the same command goes on after an "
            "interruption.");
    addShardOptions(app, shards_);
    addFlag(app, "--json", json_, "Print JSON, named as the columns of the CSV.");
    addFlag(app, "--each-layer", eachLayer_,
            "In place of QT and TR rows: a row for each layer, which alone is quantized and revealed, at the first of "
            "--budgets and --data-terms, while all others stay in float32.");
    addLayerRules(app, layers_);
    addNetworkChoice(app, network_);
    dataBits_ = app.get_option("--data-bits");
    app_ = &app;
}

std::vector<std::filesystem::path> SweepCommand::inputs() const
{
    std::vector<std::filesystem::path> paths = filesOf(data_);
    for (const std::filesystem::path& file : filesOf(text_))
        paths.push_back(file);
    if (network_.file)
        paths.emplace_back(*network_.file);
    return paths;
}

/// Fills in what was not given, and finds what cannot be before anything is read.
Outcome SweepCommand::prepare()
{
    config_.qtDataBitsFollow = dataBits_->count() == 0;
    if (!qtBits_.empty())
        config_.qtBits = qtBits_;
    if (config_.budgets.empty() && eachLayer_)
        config_.budgets = {std::min(config_.base.budget, maximumFor(*findSetting("budget"), config_.base))};
    if (config_.budgets.empty())
        config_.budgets = usualBudgets(config_.base.groupSize);
    if (config_.dataTerms.empty())
        config_.dataTerms = {config_.base.dataTerms};
    const int largest = maximumFor(*findSetting("budget"), config_.base);
    for (const int budget : config_.budgets)
        if (budget > largest)
            return badInput("--budgets: expected 1…", largest, " for a group size of ", config_.base.groupSize,
                            ", found ", budget);
    config_.base.budget = config_.budgets.front();
    if (Outcome checked = checkDataOptions(data_); !checked)
        return checked;
    if (Outcome checked = checkTextOptions(text_, data_, network_); !checked)
        return checked;
    if (csv_ == "-" && json_)
        return badInput("--csv: - and --json would both write to standard output");
    if (csv_ && csv_ != "-")
        if (const Result<void> writable = checkOutputPath(*csv_, inputs()); !writable)
            return badInput(writable.error());
    if (resume_)
        if (const Result<void> writable = checkOutputPath(*resume_, inputs()); !writable)
            return badInput(writable.error());
    if (shards_.out)
        if (const Result<void> writable = checkOutputPath(*shards_.out, inputs()); !writable)
            return badInput(writable.error());
    if (resume_ && csv_
        && std::filesystem::path(*resume_).lexically_normal() == std::filesystem::path(*csv_).lexically_normal())
        return badInput("--resume: expected another file than --csv, found ", *csv_);
    return {};
}

/// Of a stream, the samples are counted with those that cannot be read.
void warnOfSkipped(const std::vector<SkippedImage>& skipped, const Dataset& dataset)
{
    const std::int64_t total = dataset.count() + (dataset.streamed() ? 0 : std::ssize(skipped));
    if (!skipped.empty())
        std::fprintf(stderr, "warning: %s\n", toText(skipped, total).c_str());
}

/// The images that are evaluated or calibrate: in memory, or streamed where they are more than --memory holds.
Result<DatasetPtr> SweepCommand::dataset(const Network& network) const
{
    const Result<DatasetPtr> opened = openDataset(data_, network, network_.example());
    if (!opened)
        return opened;
    if (const auto fits = checkFits(**opened, network.inputFeatures, network.outputFeatures); !fits)
        return tl::unexpected(fits.error()); // before thousands of images are decoded
    const std::int64_t most = limit_.value_or(0) == 0
                                  ? 0
                                  : std::max<std::int64_t>(*limit_, config_.base.calibrationSamples);
    ProgressLine line;
    const auto progress = [&](double fraction) { line.show(fraction); };
    Result<DatasetPtr> read = loadedOrStreamed(*opened, most, progress,
                                               memory_.value_or(mostBytesInMemory >> 20) << 20);
    if (read)
        warnOfSkipped((*read)->skipped, **read);
    return read;
}

Result<Study> SweepCommand::sweepShard(Evaluator& evaluator, SweepIdentity identity, const Progress& progress)
{
    const Result<std::vector<SweepPoint>> points = sweepPoints(config_);
    if (!points)
        return tl::unexpected(points.error());
    identity.emplace_back("settings", fingerprintOf(*points));
    identity.emplace_back("program", "termscope-cli " TERMSCOPE_VERSION);
    Result<ShardRun> run = runShard(evaluator, config_, *shards_.shard, progress);
    if (!run)
        return tl::unexpected(run.error());
    return Study{evaluator.dataName(),
                 {},
                 SweepShard{*shards_.shard, std::move(identity), evaluator.network().name, evaluator.dataName(),
                            commandWords(name(), arguments()), std::move(*run)}};
}

Result<Study> SweepCommand::sweep(Evaluator& evaluator, SweepIdentity identity)
{
    OnRow keep;
    if (resume_) {
        Result<SweepRecord> record = SweepRecord::open(*resume_, identity);
        if (!record)
            return tl::unexpected(record.error());
        record_ = std::make_shared<SweepRecord>(std::move(*record));
        config_.known = [this](Method method, const Settings& settings) { return record_->find(method, settings); };
        keep = [this](const SweepRow& row) { return record_->append(row); };
    }
    ProgressLine line;
    const auto progress = [&](double fraction) { line.show(fraction); };
    if (shards_.shard)
        return sweepShard(evaluator, std::move(identity), progress);
    return runSweep(evaluator, config_, progress, keep).map([&](std::vector<SweepRow> rows) {
        return Study{evaluator.dataName(), std::move(rows)};
    });
}

/// What the rows of --resume, or all shards, must be of.
template <class Data>
SweepIdentity SweepCommand::identity(const Network& network, const Data& data) const
{
    if (!resume_ && !shards_.shard)
        return {};
    SweepIdentity all = identityOf(network);
    all.emplace_back("limit", text(limit_.value_or(0)));
    for (auto& entry : identityOf(data))
        all.push_back(std::move(entry));
    return all;
}

Result<Study> SweepCommand::studyImages(const NetworkPtr& network)
{
    if (workloadOf(*network) == Workload::Text)
        return fail(network->name, ": expected --tokens, as the network takes tokens, found ",
                    data_.data ? "--data" : "none");
    const Result<DatasetPtr> data = dataset(*network);
    if (!data)
        return tl::unexpected(data.error());
    Result<ImageEvaluator> evaluator = ImageEvaluator::create(network, *data,
                                                              std::min(limit_.value_or(0), (*data)->count()));
    if (!evaluator)
        return tl::unexpected(evaluator.error());
    printWarnings(*network);
    if (const auto advice = adviceOnScales(*quantizedNetwork(network, config_.base), config_.base))
        std::fprintf(stderr, "warning: %s (--per-channel)\n", advice->c_str());
    Result<Study> study = sweep(*evaluator, identity(*network, **data));
    warnOfSkipped(evaluator->skipped(), **data);
    return study;
}

Result<Study> SweepCommand::studyText(const NetworkPtr& network)
{
    if (network->graph && workloadOf(*network) != Workload::Text)
        return fail(network->name, ": expected a network that takes tokens beside --tokens, found none of integers "
                                   "among its inputs");
    const auto tokens = openText(text_, network_);
    if (!tokens)
        return tl::unexpected(tokens.error());
    TextConfig config;
    config.streams = text_.streamCount();
    config.steps = text_.windowSteps();
    config.limit = limit_.value_or(0);
    config.order = text_.tokenOrder();
    Result<TextEvaluator> evaluator = TextEvaluator::create(network, *tokens, config);
    if (!evaluator)
        return tl::unexpected(evaluator.error());
    printWarnings(*network);
    printWarnings(text_, network_, **tokens);
    if (const auto window = evaluator->window(); window && !text_.window)
        std::fprintf(stderr, "note: %s has no state: it reads %s in windows of %lld tokens (--window)\n",
                     network->name.c_str(), (*tokens)->name.c_str(), static_cast<long long>(*window));
    SweepIdentity of = identity(*network, **tokens);
    of.emplace_back("streams", text(text_.streamCount()));
    if (config.steps > 0)
        of.emplace_back("window", text(config.steps));
    if (config.order != TokenOrder::FoundOut)
        of.emplace_back("token order", nameOf(config.order));
    return sweep(*evaluator, std::move(of));
}

Result<Study> SweepCommand::interruptibleStudy(const NetworkPtr& network)
{
    const InterruptScope interruptible;
    Result<Study> study = asksForText(text_, data_, network_) ? studyText(network) : studyImages(network);
    checkCancelled();
    return study;
}

std::string SweepCommand::interrupted() const
{
    return record_ ? text("interrupted: ", *resume_, " holds ", record_->size(),
                          " finished rows; the same command goes on from there")
                   : Command::interrupted();
}

Outcome SweepCommand::run(Output& output)
{
    if (Outcome checked = checkShardOptions(*app_, shards_); !checked)
        return checked;
    if (!shards_.merge.empty())
        return merge(output);
    if (Outcome prepared = prepare(); !prepared)
        return prepared;
    const Result<NetworkPtr> network = openNetwork(network_);
    if (!network)
        return badInput(network.error());
    if (Outcome applied = applyLayerRules(config_.base, layers_, **network); !applied)
        return applied;
    config_.given = hasGivenLayers(**network) && !eachLayer_;
    if (eachLayer_)
        for (const WeightLayer& layer : (*network)->layers)
            config_.eachLayer.push_back(layer.name);
    const Result<Study> study = interruptibleStudy(*network);
    if (!study)
        return badInput(study.error());
    if (const Result<void> same = unchanged(**network); !same)
        return badInput(same.error());
    return write((*network)->name, *study, output);
}

Outcome SweepCommand::merge(Output& output) const
{
    const std::vector<std::filesystem::path> files(shards_.merge.begin(), shards_.merge.end());
    if (csv_ == "-" && json_)
        return badInput("--csv: - and --json would both write to standard output");
    if (csv_ && csv_ != "-")
        if (const Result<void> writable = checkOutputPath(*csv_, files); !writable)
            return badInput(writable.error());
    Result<MergedSweep> merged = mergeShards(files);
    if (!merged)
        return badInput(merged.error());
    return write(merged->network, Study{merged->data, std::move(merged->rows)}, output);
}

Outcome SweepCommand::write(const std::string& network, const Study& study, Output& output) const
{
    if (study.shard) {
        if (const Result<void> written = writeFile(*shards_.out, toText(*study.shard)); !written)
            return badInput(written.error());
        output.write(text(*shards_.out, ": shard ", shards_.shard->index, " of ", shards_.shard->count, "\n"));
        return {};
    }
    if (csv_ && csv_ != "-")
        if (const Result<void> written = writeFile(*csv_, sweepCsv(study.rows)); !written)
            return badInput(written.error());
    if (json_)
        output.write(sweepJson(network, study.data, study.rows));
    else if (csv_ == "-")
        output.write(sweepCsv(study.rows));
    else
        output.write(sweepText(network, study.data, study.rows));
    return {};
}

} // namespace

std::unique_ptr<Command> makeSweepCommand()
{
    return std::make_unique<SweepCommand>();
}

} // namespace termscope::cli
