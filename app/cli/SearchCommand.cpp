// search: the cheapest settings layer by layer, beside the best that all layers can share.
#include "app/cli/ArrayOptions.h"
#include "app/cli/Command.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/Interrupt.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/SearchReport.h"
#include "app/cli/ShardOptions.h"
#include "app/cli/TableOptions.h"
#include "app/cli/UnitCostOptions.h"

#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/study/PlanFile.h"
#include "core/study/SearchFronts.h"
#include "core/study/SearchShardFile.h"
#include "core/study/TextParts.h"
#include "core/sweep/Sweep.h"
#include "hwmodel/study/PlanCosts.h"

#include <cmath>

namespace termscope::cli {
namespace {

std::string commaList(const std::vector<int>& numbers)
{
    std::string list;
    for (const int number : numbers)
        list += text(list.empty() ? "" : ",", number);
    return list;
}

class SearchCommand : public Command {
public:
    std::string name() const override { return "search"; }
    std::string summary() const override
    {
        return "Find the cheapest settings layer by layer, beside those that all layers share.";
    }
    std::string examples() const override
    {
        return "Every layer that is revealed takes one of --budgets and one of --data-terms, and of --group-sizes "
               "where\n"
               "some are given, every layer that stays at QT one of --bits. Plans are found on the first "
               "--search-images and scored on the others, which the\n"
               "search has not seen. The cost is provisioned term pairs per multiply-accumulate, or cycles or energy "
               "on\n"
               "an array of term cells (--cost). \"Cheaper than uniform\": than the cheapest setting of all layers\n"
               "alike that scores as much on the others.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli search --example fashion --limit 1000\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --most-loss 1 --plan-out cnn.plan.json\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --data-terms 3 --bits 8 --csv fronts.csv\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --group-sizes 4,8,16 --data-terms 2,3\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --resume cnn.search\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --shard 3/8 --out part-3.search\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --merge part-*.search --csv fronts.csv\n"
               "  termscope-cli search --example fashion --limit 500 --cost cycles --rows 16 --cols 16 --batch 8\n";
    }

    void addOptions(CLI::App& app) override
    {
        const SettingInfo& budget = *findSetting("budget");
        const SettingInfo& dataTerms = *findSetting("data_terms");
        const SettingInfo& bits = *findSetting("weight_bits");
        const auto range = [](const SettingInfo& info) { return IntegerRange{info.minimum, info.maximum}; };
        addWorkloadOptions(app, on_);
        addSettingsOf(app, config_.settings, WeightSpec | RevealSpec | DataSpec | AttentionSpec,
                      {"budget", "data_terms"});
        addList(app, "--group-sizes", groupSizes_, range(*findSetting("group_size")),
                "Group sizes g that layers may take, each with all of --budgets, in place of --group-size. [default "
                "that one alone]");
        addList(app, "--budgets", budgets_, range(budget),
                "Budgets k of a group that layers may take. [default 3/8, 1/2, 3/4, 1, 3/2, 2, 3, 4 of g]");
        addList(app, "--data-terms", dataTerms_, range(dataTerms),
                "Data terms s that layers may take. [default 1,2,3,4]");
        addList(app, "--bits", bits_, {0, bits.maximum},
                "Bits that layers which stay at QT may take; 0: they stay at theirs. [default 4,5,6,7,8]");
        addInteger(
            app, "--search-images", searchImages_, {1, std::numeric_limits<std::int64_t>::max()},
            "Search on the first so many images, rounded up to whole blocks, or tokens of a text; the others tell "
            "the score. [default a quarter]");
        addInteger(app, "--score-images", scoreImages_, {1, std::numeric_limits<std::int64_t>::max()},
                   "Score on at most so many of the others. [default all]");
        addInteger(app, "--points", points_, {2, 1000}, "Plans that are evaluated. [2…1000; default 16]");
        addNumber(
            app, "--most-loss", config_.mostLoss,
            "Choose the cheapest plan that loses at most so many points of top-1, or of perplexity, or of outputs "
            "that are values has at most so much noise, in percent of the signal (0.1 is 30 dB), against float, on "
            "the images or tokens searched on.");
        addNumber(
            app, "--most-cost", config_.mostCost,
            "Choose the plan that scores most of those that cost at most so much, or with --most-loss the cheapest "
            "of them.");
        addChoice(app, "--cost", cost_, {"pairs", "cycles", "energy"},
                  "What plans cost: provisioned pairs, or cycles or energy (µJ, by the model) on an array of term "
                  "cells. [pairs, cycles, energy; default pairs]");
        addShapeOptions(app, array_);
        addSkewOption(app, array_);
        addInteger(app, "--batch", batch_, {1, 1 << 20}, "Samples that the array takes at once. [default 1]");
        addUnitCostOptions(app, costOptions_);
        addText(app, "--resume", "FILE", resume_,
                "Keep what is found in this file and take what it has, so that the same command goes on after an "
                "interruption; other budgets, bounds and points find there what they share.");
        addShardOptions(
            app, shards_,
            {"Do the i-th of n parts of what is measured, 1 to n, and write it to --out; with --merge beside it, of "
             "the plans that are then evaluated.",
             "Take what the files of all shards hold, those of plans among them where there are some, and give the "
             "answer; of the same command otherwise. A shard that is missing is named with the command that makes "
             "it."});
        addText(app, "--plan-out", "FILE", planOut_,
                "Write the plan that a bound chooses as JSON, for --plan of other verbs.");
        addLayerRules(app, layers_);
        addLimitOptions(app, on_);
        addText(app, "--csv", "FILE", table_.csv,
                "Write both fronts as CSV to a file; - prints them in place of the text.");
        addFlag(app, "--json", table_.json, "Print JSON.");
        addNetworkChoice(app, network_);
        app_ = &app;
    }

    std::string interrupted() const override
    {
        return record_ && resume_ ? text("interrupted: ", *resume_, " holds ", record_->size(),
                                         " findings; the same command goes on from there")
                                  : Command::interrupted();
    }

    Outcome run(Output& output) override
    {
        if (Outcome prepared = prepare(); !prepared)
            return prepared;
        const Result<NetworkPtr> network = openNetwork(network_);
        if (!network)
            return badInput(network.error());
        if (Outcome applied = applyLayerRules(config_.settings, layers_, **network); !applied)
            return applied;
        if (const Result<void> prepared = prepareCost(**network); !prepared)
            return badInput(prepared.error());
        const Result<Study> study = interruptibleStudy(*network);
        if (!study)
            return badInput(study.error());
        if (const Result<void> same = unchanged(**network); !same)
            return badInput(same.error());
        if (study->shard)
            return writeShard(*study->shard, output);
        warnOfBounds(study->found);
        return write((*network)->name, *study, output);
    }

private:
    struct Study {
        std::string data;
        SearchResult found;
        std::optional<SearchShard> shard = {}; ///< of --shard, in place of what was found
    };

    void warnOfBounds(const SearchResult& found) const
    {
        if (found.chosen)
            return;
        if (config_.mostLoss)
            std::fprintf(stderr, "warning: --most-loss: no plan loses at most %g points; the nearest loses %.2f\n",
                         *config_.mostLoss, found.nearestLoss.value_or(0.0));
        if (config_.mostCost && found.nearestCost.value_or(0.0) > *config_.mostCost)
            std::fprintf(stderr, "warning: --most-cost: no plan costs at most %g; the cheapest costs %s\n",
                         *config_.mostCost, costText(found.nearestCost.value_or(0.0)).c_str());
    }

    bool ofArray() const { return cost_ && *cost_ != "pairs"; }

    std::string unit() const
    {
        return config_.planCost ? config_.planCost->unit : "provisioned term pairs per multiply-accumulate";
    }

    /// Options of an array beside pairs, which know none.
    Outcome checkCost() const
    {
        const std::pair<const char*, bool> given[] = {{"--rows", array_.rows.has_value()},
                                                      {"--cols", array_.columns.has_value()},
                                                      {"--dataflow", array_.dataflow.has_value()},
                                                      {"--skew", array_.skew.has_value()},
                                                      {"--batch", batch_.has_value()}};
        for (const auto& [name, isGiven] : given)
            if (isGiven && !ofArray())
                return badInput(name, ": expected --cost cycles or energy beside it, found ", cost_.value_or("none"));
        if (!costOptions_.given().empty() && cost_ != "energy")
            return badInput(costOptions_.given(), ": expected --cost energy beside it, found ", cost_.value_or("none"));
        if (config_.mostCost && *config_.mostCost <= 0.0)
            return badInput("--most-cost: expected a number above 0, found ", *config_.mostCost);
        return {};
    }

    /// What plans cost where that is not pairs.
    Result<void> prepareCost(const Network& network)
    {
        if (!ofArray())
            return {};
        ArrayCostConfig config;
        config.cost = *cost_ == "cycles" ? ArrayCost::Cycles : ArrayCost::Energy;
        config.array = TimingConfig{}.array;
        applyShapeOptions(array_, config.array);
        config.skew = array_.skew == "clock" ? Skew::Clock : Skew::Step;
        config.samples = batch_.value_or(1);
        const Result<UnitCosts> costs = readUnitCosts(costOptions_);
        if (!costs)
            return tl::unexpected(costs.error());
        config.costs = *costs;
        for (const UnitCostRow& row : unitCostRows())
            if (*cost_ == "energy")
                unitCostsInWords_ += text(unitCostsInWords_.empty() ? "" : " ", row.key, '=',
                                          shortestText((*costs.*row.member).value));
        Result<PlanCost> cost = planCostOn(network, config);
        if (!cost)
            return tl::unexpected(cost.error());
        config_.planCost = std::move(*cost);
        return {};
    }

    Outcome prepare()
    {
        if (Outcome taken = takeGroups(); !taken)
            return taken;
        config_.dataTerms = dataTerms_.empty() ? std::vector<int>{1, 2, 3, 4} : dataTerms_;
        config_.bits = bits_.empty() ? std::vector<int>{4, 5, 6, 7, 8} : bits_;
        if (config_.bits == std::vector{0})
            config_.bits.clear();
        for (const int bits : config_.bits)
            if (bits < findSetting("weight_bits")->minimum)
                return badInput("--bits: expected ", findSetting("weight_bits")->minimum, "…",
                                findSetting("weight_bits")->maximum, ", or 0 alone, found ", bits);
        config_.searchSamples = searchImages_.value_or(0);
        config_.scoreSamples = scoreImages_.value_or(0);
        config_.points = static_cast<int>(points_.value_or(config_.points));
        if (config_.mostLoss && *config_.mostLoss < 0.0)
            return badInput("--most-loss: expected 0 or more, found ", *config_.mostLoss);
        if (planOut_ && !config_.mostLoss && !config_.mostCost)
            return badInput("--plan-out: expected --most-loss beside it, which chooses the plan, found none");
        if (Outcome checked = checkCost(); !checked)
            return checked;
        if (Outcome checked = checkShards(); !checked)
            return checked;
        if (Outcome checked = checkEvaluatorOptions(on_, network_); !checked)
            return checked;
        return checkOutputs();
    }

    /// g and k; the first g is that of layers that do not vary it.
    Outcome takeGroups()
    {
        if (!groupSizes_.empty() && app_->get_option("--group-size")->count() > 0)
            return badInput("--group-sizes: expected no --group-size beside it, found it");
        const auto budgetsOf = [&](int groupSize) { return budgets_.empty() ? usualBudgets(groupSize) : budgets_; };
        for (const int groupSize : groupSizes_)
            config_.groups.push_back({groupSize, budgetsOf(groupSize)});
        if (!groupSizes_.empty())
            config_.settings.groupSize = groupSizes_.front();
        config_.budgets = budgetsOf(config_.settings.groupSize);
        const int widest = groupSizes_.empty() ? config_.settings.groupSize : std::ranges::max(groupSizes_);
        for (const int budget : config_.budgets)
            if (budget > maximumBudget(widest))
                return badInput("--budgets: expected 1…", maximumBudget(widest), " for a group size of ", widest,
                                ", found ", budget);
        config_.settings.budget = std::min(config_.budgets.front(), maximumBudget(config_.settings.groupSize));
        return {};
    }

    /// What is written overwrites nothing that is read.
    Outcome checkOutputs() const
    {
        std::vector<std::filesystem::path> inputs = filesOf(on_, network_);
        inputs.insert(inputs.end(), shards_.merge.begin(), shards_.merge.end());
        if (Outcome checked = checkTableOptions(table_, inputs); !checked)
            return checked;
        for (const std::optional<std::string>& out : {resume_, planOut_, shards_.out})
            if (out)
                if (const Result<void> writable = checkOutputPath(*out, inputs); !writable)
                    return badInput(writable.error());
        return {};
    }

    Outcome checkShards()
    {
        if (resume_ && !shards_.merge.empty())
            return badInput("--merge: expected no --resume beside it, found it");
        return readShard(*app_, shards_, {"--csv", "--json", "--resume", "--plan-out"},
                         "whole answer; search --merge gives it");
    }

    /// Runs on the two parts of the samples: of a text, on its first tokens, scored on the rest.
    Result<Study> studyOn(const NetworkPtr& network, const OpenedEvaluator& opened, const Progress& progress)
    {
        if (!opened.text)
            return studyOf(opened, {*opened.evaluator, *opened.evaluator}, progress);
        const Result<TextParts> parts = textParts(network, *opened.text, textConfigOf(on_), config_.searchSamples,
                                                  config_.scoreSamples);
        if (!parts)
            return tl::unexpected(parts.error());
        return studyOf(opened, parts->parts(), progress);
    }

    Result<Study> studyOf(const OpenedEvaluator& opened, const SearchParts& parts, const Progress& progress)
    {
        Study study{opened.evaluator->dataName(), {}};
        if (shards_.shard) {
            Result<SearchShard> shard = shardOf(opened, parts, progress);
            if (!shard)
                return tl::unexpected(shard.error());
            study.shard = std::move(*shard);
            return study;
        }
        Result<SearchResult> found = searchPlans(parts, config_, progress);
        if (!found)
            return tl::unexpected(found.error());
        study.found = std::move(*found);
        return study;
    }

    /// What findings that are kept must be of: the same network, data, settings but for k and s, and samples.
    SweepIdentity identity(const OpenedEvaluator& opened) const
    {
        Settings base = config_.settings;
        base.budget = Settings{}.budget;
        base.dataTerms = Settings{}.dataTerms;
        SweepIdentity identity = identityOf(on_, opened);
        identity.emplace_back("settings", wordsOf(base));
        identity.emplace_back("search images", text(config_.searchSamples));
        identity.emplace_back("score images", text(config_.scoreSamples));
        return identity;
    }

    /// What shards must be of beside that: what decides which runs there are.
    SearchIdentity shardIdentity(const OpenedEvaluator& opened) const
    {
        SearchIdentity all{identity(opened), {}};
        all.ofMeasures.emplace_back("group sizes", commaList(groupSizes_));
        all.ofMeasures.emplace_back("budgets", commaList(config_.budgets));
        all.ofMeasures.emplace_back("data terms", commaList(config_.dataTerms));
        all.ofMeasures.emplace_back("bits", commaList(config_.bits));
        all.ofMeasures.emplace_back("program", "termscope-cli " TERMSCOPE_VERSION);
        all.ofPlans.emplace_back("plans", text(config_.points));
        all.ofPlans.emplace_back("cost", unit());
        all.ofPlans.emplace_back("unit costs", unitCostsInWords_);
        all.ofPlans.emplace_back("most cost", config_.mostCost ? shortestText(*config_.mostCost) : "none");
        return all;
    }

    /// Of --resume, or of --merge.
    Result<void> openRecord(const OpenedEvaluator& opened)
    {
        if (resume_) {
            Result<SearchRecord> record = SearchRecord::open(*resume_, identity(opened));
            if (!record)
                return tl::unexpected(record.error());
            record_.emplace(std::move(*record));
        } else if (!shards_.merge.empty()) {
            Result<MergedSearch> merged = mergeSearchShards({shards_.merge.begin(), shards_.merge.end()},
                                                            shardIdentity(opened));
            if (!merged)
                return tl::unexpected(merged.error());
            if (merged->hasPlans && shards_.shard)
                return fail("--merge: expected the shards that were made without it alone beside --shard, found those "
                            "of plans too");
            record_.emplace(std::move(merged->findings));
        }
        config_.record = record_ ? &*record_ : nullptr;
        return {};
    }

    Result<SearchShard> shardOf(const OpenedEvaluator& opened, const SearchParts& parts, const Progress& progress)
    {
        const SearchIdentity of = shardIdentity(opened);
        SearchShard made{*shards_.shard,
                         record_ ? SearchRound::Plans : SearchRound::Measures,
                         of.ofMeasures,
                         commandWords(name(), arguments()),
                         {}};
        if (record_)
            made.identity = identityOfPlans(of, *record_);
        Result<SearchRecord> findings = searchShard(parts, config_, made.round, made.shard, progress);
        if (!findings)
            return tl::unexpected(findings.error());
        made.findings = std::move(*findings);
        return made;
    }

    Result<Study> interruptibleStudy(const NetworkPtr& network)
    {
        const InterruptScope interruptible;
        const Result<OpenedEvaluator> opened = openEvaluator(on_, network_, network, config_.settings);
        if (!opened)
            return tl::unexpected(opened.error());
        if (const Result<void> begun = openRecord(*opened); !begun)
            return tl::unexpected(begun.error());
        ProgressLine line;
        Result<Study> study = studyOn(network, *opened, [&](double fraction) { line.show(fraction); });
        checkCancelled();
        return study;
    }

    Outcome writeShard(const SearchShard& shard, Output& output) const
    {
        if (const Result<void> written = writeFile(*shards_.out, toText(shard)); !written)
            return badInput(written.error());
        output.write(text(*shards_.out, ": shard ", shard.shard.index, " of ", shard.shard.count, " of the ",
                          nameOf(shard.round), "\n"));
        return {};
    }

    Outcome write(const std::string& network, const Study& study, Output& output) const
    {
        if (planOut_ && study.found.chosen) {
            const LayerOverrides& plan = study.found.front[*study.found.chosen].settings.layers;
            if (const Result<void> written = writeFile(*planOut_, planText(plan) + "\n"); !written)
                return badInput(written.error());
        }
        return writeTable(table_,
                          {[&] { return searchCsv(study.found); },
                           [&] { return searchJson(network, study.data, unit(), study.found); },
                           [&] {
                               const std::string column = !ofArray() ? "pairs" : cost_ == "cycles" ? "cycles" : "µJ";
                               return searchText(network, study.data, unit(), column,
                                                 config_.mostLoss ? "The cheapest plan within the bound"
                                                                  : "The plan within the bound that scores most",
                                                 study.found);
                           }},
                          output);
    }

    SearchConfig config_;
    EvaluatorOptions on_;
    NetworkChoice network_;
    std::vector<LayerRule> layers_;
    std::vector<int> groupSizes_;
    std::vector<int> budgets_;
    std::vector<int> dataTerms_;
    std::vector<int> bits_;
    std::optional<std::int64_t> searchImages_;
    std::optional<std::int64_t> scoreImages_;
    std::optional<std::int64_t> points_;
    std::optional<std::string> cost_;
    ArrayOptions array_;
    std::optional<std::int64_t> batch_;
    UnitCostOptions costOptions_;
    std::optional<std::string> planOut_;
    std::optional<std::string> resume_;
    ShardOptions shards_;
    std::optional<SearchRecord> record_; ///< of --resume or --merge, once the search has begun
    std::string unitCostsInWords_;       ///< of energy
    const CLI::App* app_ = nullptr;
    TableOptions table_;
};

} // namespace

std::unique_ptr<Command> makeSearchCommand()
{
    return std::make_unique<SearchCommand>();
}

} // namespace termscope::cli
