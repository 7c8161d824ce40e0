// search: the cheapest settings layer by layer, beside the best that all layers can share.
#include "app/cli/Command.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/Interrupt.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/SettingsJson.h"
#include "app/cli/TableOptions.h"
#include "app/cli/TextTable.h"

#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/study/PlanSearch.h"
#include "core/sweep/Sweep.h"

namespace termscope::cli {
namespace {

Json rangeJson(const SampleRange& range)
{
    return Json::array({range.first, range.count});
}

std::string searchJson(const std::string& network, const std::string& data, const SearchResult& found)
{
    Json front = Json::array();
    for (const SearchPoint& point : found.front)
        front.push_back({{"cost", point.cost},
                         {"search_score", point.searched.top1()},
                         {"score", point.scored.top1()},
                         {"images", point.scored.evaluated},
                         {"predicted_kl", point.predicted},
                         {"gain", orNull(gainOver(point, found.uniform))},
                         {"plan", planJson(point.settings.layers)}});
    Json uniform = Json::array();
    for (const SearchPoint& point : found.uniform)
        uniform.push_back({{"cost", point.cost},
                           {"search_score", point.searched.top1()},
                           {"score", point.scored.top1()},
                           {"settings", settingsJson(point.method, point.settings)}});
    return toText(Json{{"network", network},
                       {"data", data},
                       {"score", "top1"},
                       {"cost", "provisioned term pairs per multiply-accumulate"},
                       {"float", {{"search_score", found.floatsSearched.top1()}, {"score", found.floatsScored.top1()}}},
                       {"front", front},
                       {"uniform", uniform},
                       {"chosen", orNull(found.chosen)},
                       {"search_images", rangeJson(found.searchSamples)},
                       {"score_images", rangeJson(found.scoreSamples)}})
           + "\n";
}

/// "qt, 6 bits", "tr, k = 8, s = 2".
std::string uniformText(const SearchPoint& point)
{
    const Settings& s = point.settings;
    return point.method == Method::Quantized
               ? text("QT, ", s.weightBits, " bits")
               : text("TR, k = ", s.budget, ", s = ", s.dataTerms == 0 ? "all" : text(s.dataTerms));
}

std::string searchText(const std::string& network, const std::string& data, const SearchResult& found)
{
    const SampleRange& on = found.searchSamples;
    const SampleRange& rest = found.scoreSamples;
    std::string words = text(printable(network), " on ", printable(data), "\n\nSearched on images ", on.first, " to ",
                             on.first + on.count - 1, ", scored on images ", rest.first, " to ",
                             rest.first + rest.count - 1, ".\nFloat: ", fixed(found.floatsSearched.top1(), 2),
                             " % on those searched on, ", fixed(found.floatsScored.top1(), 2), " % on the others.\n\n");
    TextTable table({"", "pairs", "searched %", "scored %", "cheaper than uniform"}, 1);
    for (std::size_t i = 0; i < found.front.size(); ++i) {
        const SearchPoint& point = found.front[i];
        const auto gain = gainOver(point, found.uniform);
        table.addRow({text("plan ", i, found.chosen == i ? " *" : ""), fixed(point.cost, 3),
                      fixed(point.searched.top1(), 2), fixed(point.scored.top1(), 2),
                      gain ? fixed(*gain, 2) + "×" : "-"});
    }
    for (const SearchPoint& point : found.uniform)
        table.addRow({uniformText(point), fixed(point.cost, 3), fixed(point.searched.top1(), 2),
                      fixed(point.scored.top1(), 2), ""});
    words += table.toText();
    if (found.chosen) {
        words += "\n* The cheapest plan within the bound:";
        for (const auto& [name, layer] : found.front[*found.chosen].settings.layers)
            words += text(" --layer '", printable(name), ':', toText(layer), '\'');
        words += '\n';
    }
    return words;
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
        return "Every layer that is revealed takes one of --budgets and one of --data-terms, every layer that stays "
               "at\n"
               "QT one of --bits. Plans are found on the first --search-images and scored on the others, which the\n"
               "search has not seen. The cost is provisioned term pairs per multiply-accumulate. \"Cheaper than\n"
               "uniform\": than the cheapest setting of all layers alike that scores as much on the others.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli search --example fashion --limit 1000\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --most-loss 1 --plan-out cnn.plan.json\n"
               "  termscope-cli search cnn.onnx --data test_batch.bin --data-terms 3 --bits 8 --csv fronts.csv\n";
    }

    void addOptions(CLI::App& app) override
    {
        const SettingInfo& budget = *findSetting("budget");
        const SettingInfo& dataTerms = *findSetting("data_terms");
        const SettingInfo& bits = *findSetting("weight_bits");
        const auto range = [](const SettingInfo& info) { return IntegerRange{info.minimum, info.maximum}; };
        addWorkloadOptions(app, on_);
        addSettingsOf(app, config_.settings, WeightSpec | RevealSpec | DataSpec, {"budget", "data_terms"});
        addList(app, "--budgets", budgets_, range(budget),
                "Budgets k that layers may take. [default 3/8, 1/2, 3/4, 1, 3/2, 2, 3, 4 of g]");
        addList(app, "--data-terms", dataTerms_, range(dataTerms),
                "Data terms s that layers may take. [default 1,2,3,4]");
        addList(app, "--bits", bits_, range(bits), "Bits that layers which stay at QT may take. [default 4,5,6,7,8]");
        addInteger(app, "--search-images", searchImages_, {1, std::numeric_limits<std::int64_t>::max()},
                   "Search on the first so many, rounded up to whole blocks; the others tell the score. [default a "
                   "quarter]");
        addInteger(app, "--points", points_, {2, 1000}, "Plans that are evaluated. [2…1000; default 16]");
        addNumber(app, "--most-loss", config_.mostLoss,
                  "Choose the cheapest plan that loses at most so many points of top-1 against float, on the images "
                  "searched on.");
        addText(app, "--plan-out", "FILE", planOut_,
                "Write the plan that is chosen as JSON, for --plan of other verbs.");
        addLayerRules(app, layers_);
        addLimitOptions(app, on_);
        addText(app, "--csv", "FILE", table_.csv,
                "Write both fronts as CSV to a file; - prints them in place of the text.");
        addFlag(app, "--json", table_.json, "Print JSON.");
        addNetworkChoice(app, network_);
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
        const Result<Study> study = interruptibleStudy(*network);
        if (!study)
            return badInput(study.error());
        if (const Result<void> same = unchanged(**network); !same)
            return badInput(same.error());
        if (config_.mostLoss && !study->found.chosen)
            std::fprintf(stderr, "warning: --most-loss: no plan loses at most %g points; the nearest loses %.2f\n",
                         *config_.mostLoss, study->found.nearestLoss.value_or(0.0));
        return write((*network)->name, *study, output);
    }

private:
    struct Study {
        std::string data;
        SearchResult found;
    };

    Outcome prepare()
    {
        config_.budgets = budgets_.empty() ? usualBudgets(config_.settings.groupSize) : budgets_;
        config_.dataTerms = dataTerms_.empty() ? std::vector<int>{1, 2, 3, 4} : dataTerms_;
        config_.bits = bits_.empty() ? std::vector<int>{4, 5, 6, 7, 8} : bits_;
        config_.searchSamples = searchImages_.value_or(0);
        config_.points = static_cast<int>(points_.value_or(config_.points));
        const int largest = maximumFor(*findSetting("budget"), config_.settings);
        for (const int budget : config_.budgets)
            if (budget > largest)
                return badInput("--budgets: expected 1…", largest, " for a group size of ", config_.settings.groupSize,
                                ", found ", budget);
        config_.settings.budget = config_.budgets.front();
        if (config_.mostLoss && *config_.mostLoss < 0.0)
            return badInput("--most-loss: expected 0 or more, found ", *config_.mostLoss);
        if (planOut_ && !config_.mostLoss)
            return badInput("--plan-out: expected --most-loss beside it, which chooses the plan, found none");
        if (Outcome checked = checkEvaluatorOptions(on_, network_); !checked)
            return checked;
        if (Outcome checked = checkTableOptions(table_, filesOf(on_, network_)); !checked)
            return checked;
        if (planOut_)
            if (const Result<void> writable = checkOutputPath(*planOut_, filesOf(on_, network_)); !writable)
                return badInput(writable.error());
        return {};
    }

    Result<Study> interruptibleStudy(const NetworkPtr& network)
    {
        const InterruptScope interruptible;
        const Result<OpenedEvaluator> opened = openEvaluator(on_, network_, network, config_.settings);
        if (!opened)
            return tl::unexpected(opened.error());
        ProgressLine line;
        Result<SearchResult> found = searchPlans(*opened->evaluator, config_,
                                                 [&](double fraction) { line.show(fraction); });
        checkCancelled();
        if (!found)
            return tl::unexpected(found.error());
        return Study{opened->evaluator->dataName(), std::move(*found)};
    }

    Outcome write(const std::string& network, const Study& study, Output& output) const
    {
        if (planOut_ && study.found.chosen) {
            const LayerOverrides& plan = study.found.front[*study.found.chosen].settings.layers;
            if (const Result<void> written = writeFile(*planOut_, toText(planJson(plan)) + "\n"); !written)
                return badInput(written.error());
        }
        return writeTable(table_,
                          {[&] { return searchCsv(study.found); },
                           [&] { return searchJson(network, study.data, study.found); },
                           [&] { return searchText(network, study.data, study.found); }},
                          output);
    }

    SearchConfig config_;
    EvaluatorOptions on_;
    NetworkChoice network_;
    std::vector<LayerRule> layers_;
    std::vector<int> budgets_;
    std::vector<int> dataTerms_;
    std::vector<int> bits_;
    std::optional<std::int64_t> searchImages_;
    std::optional<std::int64_t> points_;
    std::optional<std::string> planOut_;
    TableOptions table_;
};

} // namespace

std::unique_ptr<Command> makeSearchCommand()
{
    return std::make_unique<SearchCommand>();
}

} // namespace termscope::cli
