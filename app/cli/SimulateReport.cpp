#include "app/cli/SimulateReport.h"

#include "app/cli/JsonText.h"
#include "app/cli/TextTable.h"

namespace termscope::cli {
namespace {

std::string_view modeName(const SimulateReport& report)
{
    return report.terms.mode == TermMode::Revealed ? "tr" : "qt";
}

} // namespace

std::string simulateJson(const SimulateReport& report)
{
    const ArrayConfig& array = report.config.array;
    Json json{{"m", report.shape.m},
              {"k", report.shape.k},
              {"n", report.shape.n},
              {"rows", array.rows},
              {"cols", array.columns},
              {"dataflow", nameOf(array.dataflow)},
              {"mac", nameOf(report.config.mac)},
              {"mode", modeName(report)}};
    if (!report.source.empty())
        json["operands"] = report.source;
    if (report.isTerm())
        json.update(
            {{"sync", nameOf(report.config.sync)}, {"skew", report.terms.skew == Skew::Step ? "step" : "clock"}});
    else
        json["drain"] = array.drain;
    json.update({{"folds", report.folds},
                 {"steps", report.steps},
                 {"cycles", report.cycles},
                 {"closed_form", report.closedForm},
                 {"cycles_match", report.cycles == report.closedForm},
                 {"outputs", report.shape.m * report.shape.n},
                 {"outputs_match", report.mismatches == 0},
                 {"mismatches", report.mismatches},
                 {"utilisation", report.utilisation}});
    if (report.isTerm())
        json.update({{"term_pairs", report.termPairs},
                     {"coefficients", report.coefficients},
                     {"coefficient_width", report.coefficientWidth}});
    if (!report.files.empty())
        json["files"] = report.files;
    return toText(json) + "\n";
}

std::string simulateText(const SimulateReport& report)
{
    const ArrayConfig& array = report.config.array;
    std::string shown = text(report.shape.m, "x", report.shape.k, "x", report.shape.n, " on ", array.rows, "x",
                             array.columns, " ", nameOf(report.config.mac), " cells, ", nameOf(array.dataflow), ", ",
                             modeName(report), "\n");
    if (!report.source.empty())
        shown += text("operands           ", report.source, "\n");
    shown += text("folds              ", report.folds, "\n");
    shown += text("steps              ", report.steps, "\n");
    shown += text("cycles             ", report.cycles, "\n");
    shown += text("closed form        ", report.closedForm,
                  report.cycles == report.closedForm ? " (the same)" : " (NOT the same)", "\n");
    shown += text("outputs            ", report.shape.m * report.shape.n,
                  report.mismatches == 0 ? " (all equal the integer product)"
                                         : text(" (", report.mismatches, " DIFFER from the integer product)"),
                  "\n");
    shown += text("utilisation        ", fixed(100.0 * report.utilisation, 2), " %\n");
    if (report.isTerm()) {
        shown += text("term pairs         ", report.termPairs, "\n");
        shown += text("coefficients       ", report.coefficients, " of ", report.coefficientWidth,
                      " bits in each cell\n");
    }
    for (const std::string& file : report.files)
        shown += text("written            ", file, "\n");
    return shown;
}

} // namespace termscope::cli
