// reproduce: the figures of the paper on Term Revealing, published and measured here, side by side.
#include "app/cli/Command.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/Interrupt.h"
#include "app/cli/JsonText.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/TableOptions.h"
#include "app/cli/TextTable.h"

#include "core/base/Text.h"
#include "core/study/Reproduction.h"
#include "resources/Examples.h"
#include "resources/Tables.h"

#include <algorithm>
#include <array>

namespace termscope::cli {
namespace {

constexpr std::array figureNames{"accuracy", "group-size", "encodings", "pairs", "error", "hardware"};

std::string figureText(const ReproducedTable& table)
{
    std::string words = toText(table.title) + "\n\n";
    for (const Sentence& sentence : table.settings)
        words += toText(sentence) + ".\n";
    std::vector<std::string> header{"setting"};
    for (const ReproducedColumn& column : table.columns)
        header.push_back(toText(column.title));
    TextTable shown(std::move(header), 1);
    for (const ReproducedRow& row : table.rows) {
        std::vector<std::string> cells{printable(toText(row.setting))};
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            cells.push_back(row.cells[i] ? fixed(*row.cells[i], table.columns[i].decimals) : "-");
        shown.addRow(std::move(cells));
    }
    words += "\n" + shown.toText() + "\n";
    for (const std::string& finding : textsOf(table.findings))
        words += finding + (finding.ends_with(':') || finding.ends_with('.') ? "\n" : ".\n");
    return words;
}

Json figureJson(const ReproducedTable& table)
{
    Json rows = Json::array();
    for (const ReproducedRow& row : table.rows) {
        Json cells{{"setting", toText(row.setting)}};
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            cells[table.columns[i].key] = orNull(row.cells[i]);
        rows.push_back(std::move(cells));
    }
    Json columns = Json::array();
    for (const ReproducedColumn& column : table.columns)
        columns.push_back({{"key", column.key}, {"title", toText(column.title)}, {"decimals", column.decimals}});
    return {{"figure", table.key},
            {"title", toText(table.title)},
            {"settings", textsOf(table.settings)},
            {"columns", columns},
            {"rows", rows},
            {"findings", textsOf(table.findings)}};
}

class ReproduceCommand : public Command {
public:
    std::string name() const override { return "reproduce"; }
    std::string summary() const override { return "The figures of the paper, published and measured here."; }
    std::string examples() const override
    {
        return "What of arXiv 2007.06389, each with its settings and the published numbers beside it:\n"
               "  accuracy    score against term pairs, of the MLP, ResNet-18 or the LSTM\n"
               "  group-size  score by group size at equal budget per weight\n"
               "  encodings   HESE, Booth and binary, apart from grouping and with it\n"
               "  pairs       term pairs of partial dot products of 16\n"
               "  error       quantization error of the weights\n"
               "  hardware    TR over QT in latency and energy for the layer shapes of six networks\n"
               "Without a word of these: all of them. What was found for the embedded networks is told in\n"
               "resources/docs/reproduction.md.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli reproduce accuracy\n"
               "  termscope-cli reproduce accuracy group-size --example fashion\n"
               "  termscope-cli reproduce hardware --json\n"
               "  termscope-cli reproduce cnn.onnx --data val,val_labels.txt --limit 1000\n";
    }

    void addOptions(CLI::App& app) override
    {
        addWorkloadOptions(app, on_);
        addLimitOptions(app, on_);
        addText(app, "--csv", "FILE", table_.csv,
                "Write all tables as CSV, a line a number, to a file; - prints it in place of the text.");
        addFlag(app, "--json", table_.json, "Print JSON.");
        std::vector<std::string> names;
        for (const embedded::Example& example : embedded::examples())
            names.emplace_back(example.name);
        addChoice(app, "--example", network_.exampleName, names,
                  text("An embedded network and its data in place of a file. [", embedded::exampleNames(),
                       "; default digits]"));
        app.add_option("WHAT", words_,
                       "accuracy, group-size, encodings, pairs, error or hardware, several of them, and a network's "
                       "file. [default: all, on the embedded digits network]")
            ->type_name("");
    }

    Outcome run(Output& output) override
    {
        if (Outcome checked = check(); !checked)
            return checked;
        const Result<std::vector<ReproducedTable>> tables = reproduced();
        if (!tables)
            return badInput(tables.error());
        return writeTable(table_,
                          {[&] { return figuresCsv(*tables, networkName_); },
                           [&] {
                               Json figures = Json::array();
                               for (const ReproducedTable& table : *tables)
                                   figures.push_back(figureJson(table));
                               return toText(
                                          Json{{"network", networkName_.empty() ? Json(nullptr) : Json(networkName_)},
                                               {"figures", figures}})
                                      + "\n";
                           },
                           [&] {
                               std::string words;
                               for (const ReproducedTable& table : *tables)
                                   words += (words.empty() ? "" : "\n") + figureText(table);
                               return words;
                           }},
                          output);
    }

private:
    Outcome check()
    {
        for (const std::string& word : words_) {
            if (std::ranges::find(figureNames, word) != figureNames.end())
                wanted_.push_back(word);
            else if (network_.file)
                return badInput("reproduce: expected one network, found ", *network_.file, " and ", word);
            else
                network_.file = word;
        }
        if (wanted_.empty())
            wanted_.assign(figureNames.begin(), figureNames.end());
        if (Outcome checked = checkEvaluatorOptions(on_, network_); !checked)
            return checked;
        return checkTableOptions(table_, filesOf(on_, network_));
    }

    bool wants(const char* figure) const { return std::ranges::find(wanted_, figure) != wanted_.end(); }
    bool evaluates() const { return wants("accuracy") || wants("group-size") || wants("encodings") || wants("pairs"); }

    Result<std::vector<ReproducedTable>> reproduced()
    {
        const Result<PublishedStudies> studies = embedded::readPublishedStudies();
        if (!studies)
            return tl::unexpected(studies.error());
        std::vector<ReproducedTable> tables;
        if (evaluates() || wants("error")) {
            const Result<NetworkPtr> network = openNetwork(network_);
            if (!network)
                return tl::unexpected(network.error());
            networkName_ = (*network)->name;
            const InterruptScope interruptible;
            if (evaluates())
                if (const Result<void> made = evaluated(*network, *studies, tables); !made)
                    return tl::unexpected(made.error());
            if (wants("error"))
                tables.push_back(reproduceError(*network));
            if (const Result<void> same = unchanged(**network); !same)
                return tl::unexpected(same.error());
        }
        if (wants("hardware")) {
            Result<ReproducedTable> table = embedded::reproducedHardware(*studies);
            if (!table)
                return tl::unexpected(table.error());
            tables.push_back(std::move(*table));
        }
        return tables;
    }

    Result<void> evaluated(const NetworkPtr& network, const PublishedStudies& studies,
                           std::vector<ReproducedTable>& tables) const
    {
        const Result<OpenedEvaluator> opened = openEvaluator(on_, network_, network, {});
        if (!opened)
            return tl::unexpected(opened.error());
        Evaluator& evaluator = *opened->evaluator;
        ProgressLine line;
        const Progress show = [&](double fraction) { line.show(fraction); };
        const auto add = [&](const char* figure, auto make) -> Result<void> {
            if (!wants(figure))
                return {};
            Result<ReproducedTable> table = make();
            if (!table)
                return tl::unexpected(table.error());
            tables.push_back(std::move(*table));
            return {};
        };
        if (Result<void> made = add("accuracy", [&] { return reproduceAccuracy(evaluator, studies, show); }); !made)
            return made;
        if (Result<void> made = add("group-size", [&] { return reproduceGroups(evaluator, studies, show); }); !made)
            return made;
        if (Result<void> made = add("encodings", [&] { return reproduceEncodings(evaluator, show); }); !made)
            return made;
        return add("pairs", [&] { return reproducePairs(evaluator, studies, show); });
    }

    std::vector<std::string> words_;
    std::vector<std::string> wanted_;
    std::string networkName_; ///< empty where no network was opened
    NetworkChoice network_;
    EvaluatorOptions on_;
    TableOptions table_;
};

} // namespace

std::unique_ptr<Command> makeReproduceCommand()
{
    return std::make_unique<ReproduceCommand>();
}

} // namespace termscope::cli
