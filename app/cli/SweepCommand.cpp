// sweep: accuracy, or perplexity, and work at many settings.
#include "app/cli/Command.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/Interrupt.h"
#include "app/cli/JsonText.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/ShardOptions.h"
#include "app/cli/SweepColumns.h"
#include "app/cli/SweepMachines.h"
#include "app/cli/SweepTable.h"
#include "app/cli/TableOptions.h"

#include "core/base/Text.h"
#include "core/data/Dataset.h"
#include "core/evaluate/Plausibility.h"
#include "core/evaluate/PreprocessingTrial.h"
#include "core/files/Files.h"
#include "core/quant/WeightFormat.h"
#include "core/sweep/ShardMerge.h"
#include "core/sweep/SweepRecord.h"

#include <cstdio>

namespace termscope::cli {
namespace {

/// Those of a family as one word, as they are many.
std::string formatNames()
{
    std::string names;
    std::string_view family;
    for (const WeightFormat& format : weightFormats()) {
        if (format.family == family)
            continue;
        family = format.family;
        names += text(names.empty() ? "" : ", ", family, " (");
        std::string members;
        for (const WeightFormat& member : weightFormats())
            if (member.family == family)
                members += text(members.empty() ? "" : ", ", member.name);
        names += members + ")";
    }
    return names;
}

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
               "  termscope-cli sweep cnn.onnx --data test_batch.bin --try-preprocessing\n"
               "  termscope-cli sweep --merge part-*.shard --csv cnn.csv\n"
               "  termscope-cli sweep --cost-lines --qt-bits 8 --budgets 8\n"
               "  termscope-cli sweep --columns bits,size,cycles --rows 16 --cols 16   what else settings cost\n"
               "  termscope-cli sweep --method mxfp4,nvfp4,apot --qt-bits 4,8          beside other number formats\n"
               "  termscope-cli sweep --method mx,nvfp4 --data-format own              and their data in them too\n";
    }

    void addOptions(CLI::App& app) override;
    Outcome run(Output& output) override;
    std::string interrupted() const override;

private:
    Outcome prepare();
    Outcome takeFormats();
    Outcome takeDataFormat();
    Result<Study> interruptibleStudy(const NetworkPtr& network);
    Result<Study> sweep(Evaluator& evaluator, SweepIdentity identity);
    Result<Study> sweepShard(Evaluator& evaluator, SweepIdentity identity, const Progress& progress);
    Outcome merge(Output& output) const;
    Outcome tryPreprocessing(const NetworkPtr& network, Output& output) const;
    void doubtAccuracy(const Evaluation& found, const Dataset& data) const;
    Outcome write(const std::string& network, const Study& study, Output& output) const;

    SweepConfig config_;
    NetworkChoice network_;
    EvaluatorOptions on_;
    TableOptions table_;
    std::optional<std::string> resume_;
    std::shared_ptr<SweepRecord> record_; ///< of --resume, once the sweep has begun
    ShardOptions shards_;
    SweepColumns columns_;
    const CLI::App* app_ = nullptr;
    std::vector<int> qtBits_;
    std::optional<std::string> formats_;
    std::optional<std::int64_t> formatDataTerms_;
    std::optional<std::string> dataFormat_;
    std::vector<LayerRule> layers_;
    const CLI::Option* dataBits_ = nullptr;
    bool eachLayer_ = false;
    bool costLines_ = false;
    std::vector<int> costBits_;
    bool tryPreprocessing_ = false;
};

void SweepCommand::addOptions(CLI::App& app)
{
    const SettingInfo& budget = *findSetting("budget");
    const SettingInfo& dataTerms = *findSetting("data_terms");
    const SettingInfo& bits = *findSetting("weight_bits");
    const auto range = [](const SettingInfo& info) { return IntegerRange{info.minimum, info.maximum}; };
    addWorkloadOptions(app, on_);
    addSettingsOf(app, config_.base, WeightSpec | RevealSpec | DataSpec | AttentionSpec, {"budget", "data_terms"});
    addList(app, "--budgets,--budget", config_.budgets, range(budget),
            text(budget.help, " [1…", maximumBudget(1), "g; default 3/8, 1/2, 3/4, 1, 3/2, 2, 3, 4 of g]"));
    addList(
        app, "--data-terms", config_.dataTerms, range(dataTerms),
        text(dataTerms.help, " [", dataTerms.minimum, "…", dataTerms.maximum, "; default ", Settings{}.dataTerms, "]"));
    addList(app, "--qt-bits", qtBits_, range(bits),
            "Weight bits of the QT rows; their data bits are --data-bits, or the same where it is not given. "
            "[default 2,3,4,5,6,7,8]");
    addText(app, "--method", "LIST", formats_,
            "Number formats of weights: rows of rivals, after those of TR, and the column bits_per_weight. Names of "
            "formats, of families or all, separated by commas: "
                + formatNames() + ".");
    addInteger(app, "--method-data-terms", formatDataTerms_, {0, dataTerms.maximum},
               text("Terms that the data of these rows keep; 0 keeps all, as under QT. [0…", dataTerms.maximum,
                    "; default 0]"));
    addText(app, "--data-format", "own|bits", dataFormat_,
            "What the data of these rows are: in the format of the row too, each by its own definition, written as "
            "they are run; or integers of --data-bits. Formats that say nothing of data, which are those of powers of "
            "two and of bit columns, keep bits. [default bits]");
    addFlag(app, "--cost-lines", costLines_,
            "Rows of machines that change no value, with the accuracy of QT at --weight-bits and --data-bits: "
            "bit-parallel, stripes, pragmatic, laconic and bitlet. Their measured pairs wait as those machines do.");
    addList(app, "--cost-bits", costBits_, range(bits),
            "Bits of weights and data of these rows, each with all machines. [default --weight-bits and --data-bits]");
    addColumnOptions(app, columns_);
    addLimitOptions(app, on_);
    addText(app, "--csv", "FILE", table_.csv, "Write the table as CSV to a file; - prints it in place of the text.");
    addText(app, "--resume", "FILE", resume_,
            "Keep finished rows in this file and take those it has, so that the same command goes on after an "
            "interruption.");
    addShardOptions(app, shards_,
                    {"Do the i-th of n parts of the sweep, 1 to n, and write it to --out; n may be larger than the "
                     "number of rows.",
                     "Put the files of all shards together to the table of the whole sweep; a shard that is missing is "
                     "named with the command that makes it."});
    addFlag(app, "--json", table_.json, "Print JSON, named as the columns of the CSV.");
    addFlag(app, "--each-layer", eachLayer_,
            "In place of QT and TR rows: a row for each layer, which alone is quantized and revealed, at the first of "
            "--budgets and --data-terms, while all others stay in float32.");
    addFlag(app, "--try-preprocessing", tryPreprocessing_,
            text("In place of a sweep: the float accuracy on ", triedImages,
                 " images under each preset of --preprocess, the best first."));
    addLayerRules(app, layers_);
    addNetworkChoice(app, network_);
    dataBits_ = app.get_option("--data-bits");
    app_ = &app;
}

Outcome SweepCommand::takeFormats()
{
    if (dataFormat_ && !formats_)
        return badInput("--data-format: expected --method beside it, found none");
    if (formatDataTerms_ && !formats_)
        return badInput("--method-data-terms: expected --method beside it, found none");
    if (costLines_ && (eachLayer_ || shards_.given))
        return badInput("--cost-lines: expected no ", eachLayer_ ? "--each-layer" : "--shard",
                        " beside it, which has no whole rows of QT");
    if (!costBits_.empty() && !costLines_)
        return badInput("--cost-bits: expected --cost-lines beside it, found none");
    config_.formatDataTerms = static_cast<int>(formatDataTerms_.value_or(0));
    if (!formats_)
        return {};
    if (eachLayer_)
        return badInput("--method: expected no --each-layer beside it, whose rows are of TR alone");
    Result<std::vector<std::string_view>> formats = formatsOfText(*formats_);
    if (!formats)
        return badInput("--method: ", formats.error().message);
    config_.formats = std::move(*formats);
    return takeDataFormat();
}

/// What the data of number formats are; those that keep their bits are named.
Outcome SweepCommand::takeDataFormat()
{
    if (!dataFormat_)
        return {};
    const std::optional<DataFormat> format = dataFormatFromName(*dataFormat_);
    if (!format)
        return badInput("--data-format: expected own or bits, found ", inQuotes(*dataFormat_));
    config_.dataFormat = *format;
    std::string keeping;
    for (const std::string_view name : config_.formats)
        if (*format == DataFormat::Own && !findWeightFormat(name)->isForData())
            keeping += text(keeping.empty() ? "" : ", ", name);
    if (!keeping.empty())
        std::fprintf(stderr, "note: %s: defined for weights alone, so their data stay integers of %d bits\n",
                     keeping.c_str(), config_.base.dataBits);
    return {};
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
    if (Outcome taken = takeFormats(); !taken)
        return taken;
    if (Outcome checked = checkColumns(columns_); !checked)
        return checked;
    if (columns_.asked && (eachLayer_ || shards_.given))
        return badInput("--columns: expected no ", eachLayer_ ? "--each-layer" : "--shard", " beside it, found it");
    const int largest = maximumFor(*findSetting("budget"), config_.base);
    for (const int budget : config_.budgets)
        if (budget > largest)
            return badInput("--budgets: expected 1…", largest, " for a group size of ", config_.base.groupSize,
                            ", found ", budget);
    config_.base.budget = config_.budgets.front();
    if (Outcome checked = checkEvaluatorOptions(on_, network_); !checked)
        return checked;
    if (Outcome checked = checkTableOptions(table_, filesOf(on_, network_)); !checked)
        return checked;
    if (resume_)
        if (const Result<void> writable = checkOutputPath(*resume_, filesOf(on_, network_)); !writable)
            return badInput(writable.error());
    if (shards_.out)
        if (const Result<void> writable = checkOutputPath(*shards_.out, filesOf(on_, network_)); !writable)
            return badInput(writable.error());
    if (resume_ && table_.csv
        && std::filesystem::path(*resume_).lexically_normal() == std::filesystem::path(*table_.csv).lexically_normal())
        return badInput("--resume: expected another file than --csv, found ", *table_.csv);
    return {};
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
    Result<std::vector<SweepRow>> rows = runSweep(evaluator, config_, progress, keep);
    if (rows && costLines_)
        if (const Result<void> added = addCostLines(evaluator, config_, costBits_, *rows); !added)
            return tl::unexpected(added.error());
    if (!rows)
        return tl::unexpected(rows.error());
    if (columns_.asked)
        if (const Result<void> filled = fillColumns(columns_, evaluator.network(), *rows); !filled)
            return tl::unexpected(filled.error());
    return Study{evaluator.dataName(), std::move(*rows)};
}

/// An accuracy that cannot be that of the network is no figure to go on with unwarned.
void SweepCommand::doubtAccuracy(const Evaluation& found, const Dataset& data) const
{
    if (const std::string doubt = toText(plausibilityOf(found)); !doubt.empty())
        std::fprintf(stderr,
                     "warning: %s: the images may need another preprocessing than %s (--try-preprocessing shows what "
                     "others give), or their classes other numbers (--label-offset)\n",
                     doubt.c_str(), toText(data.preprocessing).c_str());
}

/// The images of --try-preprocessing are few: none of the others is decoded.
Outcome SweepCommand::tryPreprocessing(const NetworkPtr& network, Output& output) const
{
    const InterruptScope interruptible;
    const Result<DatasetPtr> data = openDataset(on_.data, *network, network_.example());
    if (!data)
        return badInput(data.error());
    ProgressLine line;
    const auto trials = tryPreprocessings(network, *data, on_.limit.value_or(0) > 0 ? *on_.limit : triedImages,
                                          [&](double fraction) { line.show(fraction); });
    if (!trials)
        return badInput(trials.error());
    output.write(table_.json ? trialsJson(*trials) : trialsText(*trials));
    return {};
}

Result<Study> SweepCommand::interruptibleStudy(const NetworkPtr& network)
{
    const InterruptScope interruptible;
    const Result<OpenedEvaluator> opened = openEvaluator(on_, network_, network, config_.base);
    if (!opened)
        return tl::unexpected(opened.error());
    if (opened->images)
        config_.seen = [&](const Evaluation& found) { doubtAccuracy(found, *opened->images); };
    Result<Study> study = sweep(*opened->evaluator,
                                resume_ || shards_.shard ? identityOf(on_, *opened) : SweepIdentity{});
    opened->warnOfSkipped();
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
    if (Outcome checked = checkMergeAlone(*app_, shards_); !checked)
        return checked;
    if (!shards_.merge.empty())
        return merge(output);
    if (Outcome checked = readShard(*app_, shards_, {"--csv", "--json", "--resume"},
                                    "whole rows; sweep --merge makes the table");
        !checked)
        return checked;
    if (Outcome prepared = prepare(); !prepared)
        return prepared;
    const Result<NetworkPtr> network = openNetwork(network_);
    if (!network)
        return badInput(network.error());
    if (Outcome applied = applyLayerRules(config_.base, layers_, **network); !applied)
        return applied;
    config_.given = hasGivenLayers(**network) && !eachLayer_;
    if (tryPreprocessing_)
        return tryPreprocessing(*network, output);
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
    if (Outcome checked = checkTableOptions(table_, files); !checked)
        return checked;
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
    return writeTable(table_,
                      {[&] { return sweepCsv(study.rows); }, [&] { return sweepJson(network, study.data, study.rows); },
                       [&] { return sweepText(network, study.data, study.rows); }},
                      output);
}

} // namespace

std::unique_ptr<Command> makeSweepCommand()
{
    return std::make_unique<SweepCommand>();
}

} // namespace termscope::cli
