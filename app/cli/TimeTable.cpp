#include "app/cli/TimeTable.h"

#include "app/cli/JsonText.h"
#include "app/cli/TextTable.h"

#include <algorithm>

namespace termscope::cli {
namespace {

struct Column {
    const char* key;
    std::int64_t (*value)(const TimeRow&);
};

std::int64_t cyclesOf(const TimeRow& row)
{
    return row.scaleSim ? row.scaleSim->totalCycles : row.timing.cycles;
}

/// What a row counts and a total adds up.
constexpr Column columns[] = {
    {"folds", [](const TimeRow& row) { return row.timing.array.folds; }},
    {"steps", [](const TimeRow& row) { return row.timing.array.steps; }},
    {"cycles", cyclesOf},
    {"stalls", [](const TimeRow& row) { return row.timing.stalls; }},
    {"input_reads", [](const TimeRow& row) { return row.timing.array.sram.inputReads; }},
    {"weight_reads", [](const TimeRow& row) { return row.timing.array.sram.weightReads; }},
    {"partial_sum_reads", [](const TimeRow& row) { return row.timing.array.sram.partialSumReads; }},
    {"output_writes",
     [](const TimeRow& row) { return row.scaleSim ? row.scaleSim->outputWrites : row.timing.array.sram.outputWrites; }},
    {"dram_reads", [](const TimeRow& row) { return row.timing.dramReads; }},
    {"dram_writes", [](const TimeRow& row) { return row.timing.dramWrites; }},
};

double utilisationOf(const TimeRow& row)
{
    return row.scaleSim ? row.scaleSim->overallUtilisation : row.timing.utilisation;
}

Json rowJson(const TimeRow& row)
{
    const LayerTiming& timing = row.timing;
    Json json{{"name", timing.name}, {"m", timing.gemm.m}, {"k", timing.gemm.k}, {"n", timing.gemm.n}};
    for (const Column& column : columns)
        json[column.key] = column.value(row);
    json["mapping_efficiency"] = timing.array.mappingEfficiency;
    json["utilisation"] = utilisationOf(row);
    if (row.meanPairs)
        json["mean_pairs"] = *row.meanPairs;
    if (row.scaleSim) {
        json["total_cycles"] = row.scaleSim->totalCycles;
        json["mapping_eff_pct"] = 100.0 * row.scaleSim->mappingEfficiency;
        json["compute_util_pct"] = 100.0 * row.scaleSim->computeUtilisation;
        json["overall_util_pct"] = 100.0 * row.scaleSim->overallUtilisation;
        json["sram_ifmap_reads"] = row.scaleSim->inputReads;
        json["sram_filter_reads"] = row.scaleSim->weightReads;
        json["sram_ofmap_writes"] = row.scaleSim->outputWrites;
    }
    return json;
}

Result<Json> totalJson(std::span<const TimeRow> rows)
{
    Json total = Json::object();
    for (const Column& column : columns) {
        Count sum;
        for (const TimeRow& row : rows)
            sum += column.value(row);
        if (!sum.fits())
            return fail("total: its ", column.key, " do not fit 64 bits");
        total[column.key] = sum.value();
    }
    double mapped = 0.0;
    double worked = 0.0;
    for (const TimeRow& row : rows) {
        mapped += row.timing.array.mappingEfficiency * static_cast<double>(row.timing.array.folds);
        worked += utilisationOf(row) * static_cast<double>(cyclesOf(row));
    }
    const auto share = [](double part, double whole) { return whole > 0.0 ? part / whole : 0.0; };
    total["mapping_efficiency"] = share(mapped, total["folds"].get<double>());
    total["utilisation"] = share(worked, total["cycles"].get<double>());
    return total;
}

/// A name with commas, quotes or line ends goes between quotes. (RFC 4180)
std::string csvCell(const Json& value)
{
    if (!value.is_string())
        return toText(value);
    const std::string name = printable(value.get<std::string>());
    if (name.find_first_of(",\"\r\n") == std::string::npos)
        return name;
    std::string quoted = "\"";
    for (const char c : name)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace

Result<std::string> timeJson(std::span<const TimeRow> rows)
{
    Result<Json> total = totalJson(rows);
    if (!total)
        return tl::unexpected(total.error());
    Json layers = Json::array();
    for (const TimeRow& row : rows)
        layers.push_back(rowJson(row));
    return toText(Json{{"layers", std::move(layers)}, {"total", std::move(*total)}}) + "\n";
}

Result<std::string> timeCsv(std::span<const TimeRow> rows)
{
    Result<Json> total = totalJson(rows);
    if (!total)
        return tl::unexpected(total.error());
    (*total)["name"] = "total";
    std::string header;
    std::string lines;
    std::vector<std::string> keys;
    const Json first = rowJson(rows.front());
    for (const auto& [key, value] : first.items()) {
        keys.push_back(key);
        header += (header.empty() ? "" : ",") + key;
    }
    const auto add = [&](const Json& row) {
        for (std::size_t i = 0; i < keys.size(); ++i)
            lines += (i == 0 ? "" : ",") + (row.contains(keys[i]) ? csvCell(row[keys[i]]) : std::string());
        lines += "\n";
    };
    for (const TimeRow& row : rows)
        add(rowJson(row));
    add(*total);
    return header + "\n" + lines;
}

Result<std::string> timeText(std::span<const TimeRow> rows)
{
    const Result<Json> total = totalJson(rows);
    if (!total)
        return tl::unexpected(total.error());
    std::vector<std::string> header{"layer", "M", "K", "N", "folds", "steps", "cycles", "stalls", "mapping %",
                                    "utilisation %", "reads", "writes", "partial sums"};
    const bool pairs = std::ranges::any_of(rows, [](const TimeRow& row) { return row.meanPairs.has_value(); });
    if (pairs)
        header.emplace_back("mean pairs");
    TextTable table(header, 1);
    const auto line = [&table](std::vector<std::string> start, const Json& json) {
        const auto number = [&json](const char* key) { return toText(json[key]); };
        const auto percent = [&json](const char* key) { return fixed(100.0 * json[key].get<double>(), 2); };
        start.insert(start.end(), {number("folds"), number("steps"), number("cycles"), number("stalls"),
                                   percent("mapping_efficiency"), percent("utilisation"),
                                   text(json["input_reads"].get<std::int64_t>() + json["weight_reads"].get<std::int64_t>()),
                                   number("output_writes"), number("partial_sum_reads")});
        if (json.contains("mean_pairs"))
            start.push_back(fixed(json["mean_pairs"].get<double>(), 2));
        table.addRow(std::move(start));
    };
    for (const TimeRow& row : rows)
        line({printable(row.timing.name), text(row.timing.gemm.m), text(row.timing.gemm.k), text(row.timing.gemm.n)},
             rowJson(row));
    line({"total", "", "", ""}, *total);
    return table.toText();
}

} // namespace termscope::cli
