#include "app/cli/TimeTable.h"

#include "app/cli/JsonText.h"
#include "app/cli/TextTable.h"

#include "core/files/Lines.h"

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

void addEnergy(Json& json, const EnergyBreakdown& energy)
{
    json["energy_pj"] = energy.total();
    json["energy_compute_pj"] = energy.compute;
    json["energy_sram_pj"] = energy.sram;
    json["energy_dram_pj"] = energy.dram;
    json["energy_at_most"] = energy.atMost;
}

void addCorrection(Json& json, const ZeroPointCorrection& correction, double energy)
{
    json["zero_point_correction_additions"] = correction.additions;
    json["zero_point_correction_multiplications"] = correction.multiplications;
    json["zero_point_correction_additions_once"] = correction.onceAdditions;
    json["zero_point_correction_multiplications_once"] = correction.onceMultiplications;
    json["energy_zero_point_correction_pj"] = energy;
}

/// "240 additions and 10 multiplications"
std::string operationsText(const Json& json, const std::string& suffix)
{
    return text(toText(json["zero_point_correction_additions" + suffix]), " additions and ",
                toText(json["zero_point_correction_multiplications" + suffix]), " multiplications");
}

double utilisationOf(const TimeRow& row)
{
    return row.scaleSim ? row.scaleSim->overallUtilisation : row.timing.utilisation;
}

Json rowJson(const TimeRow& row)
{
    const LayerTiming& timing = row.timing;
    Json json{{"name", timing.name},
              {"m", timing.gemm.m},
              {"k", timing.gemm.k},
              {"n", timing.gemm.n},
              {"repeats", timing.repeats}};
    for (const Column& column : columns)
        json[column.key] = column.value(row);
    json["mapping_efficiency"] = timing.array.mappingEfficiency;
    json["utilisation"] = utilisationOf(row);
    if (row.meanPairs)
        json["mean_pairs"] = *row.meanPairs;
    if (row.switchCycles)
        json["switch_cycles"] = *row.switchCycles;
    if (row.energy)
        addEnergy(json, *row.energy);
    if (row.correction)
        addCorrection(json, *row.correction, row.energy ? row.energy->zeroPoints : 0.0);
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
    if (!rows.empty() && rows.front().switchCycles) {
        Count switches;
        for (const TimeRow& row : rows)
            switches += *row.switchCycles;
        const Count all = switches + total["cycles"].get<std::int64_t>();
        if (!all.fits())
            return fail("total: its cycles with switches do not fit 64 bits");
        total["switch_cycles"] = switches.value();
        total["cycles_with_switches"] = all.value();
    }
    if (!rows.empty() && rows.front().energy) {
        EnergyBreakdown energy;
        for (const TimeRow& row : rows)
            energy += *row.energy;
        addEnergy(total, energy);
        if (rows.front().correction) {
            ZeroPointCorrection all;
            for (const TimeRow& row : rows) {
                const Result<ZeroPointCorrection> more = addCorrections(all, *row.correction);
                if (!more)
                    return fail("total: ", more.error().message);
                all = *more;
            }
            addCorrection(total, all, energy.zeroPoints);
        }
    }
    return total;
}

std::string csvCell(const Json& value)
{
    return value.is_string() ? termscope::csvCell(printable(value.get<std::string>())) : toText(value);
}

/// Energy and area are a model's: what it rests on.
Json modelJson(const TimeReport& report)
{
    Json ratios = Json::array();
    for (const ModeRatio& ratio : report.ratios)
        ratios.push_back({{"label", ratio.label},
                          {"published", ratio.published},
                          {"latency", ratio.latency},
                          {"energy", ratio.energy}});
    Json json{{"costs", *report.costs},
              {"area_um2", report.area.total()},
              {"area_cells_um2", report.area.cells},
              {"area_sram_um2", report.area.sram}};
    if (!ratios.empty())
        json["qt_over_tr"] = std::move(ratios);
    return json;
}

/// The model's ratio, and the range of those published.
std::string ratioText(const std::vector<ModeRatio>& ratios)
{
    std::string result;
    double latency[2] = {0.0, 0.0};
    double energy[2] = {0.0, 0.0};
    int published = 0;
    for (const ModeRatio& ratio : ratios) {
        if (!ratio.published) {
            result += text("QT / TR on these cells (", ratio.label, "): latency ", fixed(ratio.latency, 1), ", energy ",
                           fixed(ratio.energy, 1), "\n");
            continue;
        }
        const auto widen = [first = published == 0](double(&range)[2], double value) {
            range[0] = first ? value : std::min(range[0], value);
            range[1] = first ? value : std::max(range[1], value);
        };
        widen(latency, ratio.latency);
        widen(energy, ratio.energy);
        ++published;
    }
    if (published > 0)
        result += text("published for an FPGA, ", published, " networks: latency ", fixed(latency[0], 1), " to ",
                       fixed(latency[1], 1), ", energy ", fixed(energy[0], 1), " to ", fixed(energy[1], 1), "\n");
    return result;
}

} // namespace

Result<std::string> timeJson(const TimeReport& report)
{
    Result<Json> total = totalJson(report.rows);
    if (!total)
        return tl::unexpected(total.error());
    Json layers = Json::array();
    for (const TimeRow& row : report.rows)
        layers.push_back(rowJson(row));
    Json json{{"layers", std::move(layers)}, {"total", std::move(*total)}};
    if (report.costs)
        json["model"] = modelJson(report);
    return toText(json) + "\n";
}

Result<std::string> timeCsv(const TimeReport& report)
{
    const std::span<const TimeRow> rows = report.rows;
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

Result<std::string> timeText(const TimeReport& report)
{
    const std::span<const TimeRow> rows = report.rows;
    const Result<Json> total = totalJson(rows);
    if (!total)
        return tl::unexpected(total.error());
    std::vector<std::string> header{"layer", "M",      "K",           "N",         "folds",
                                    "steps", "cycles", "stalls",      "mapping %", "utilisation %",
                                    "reads", "writes", "partial sums"};
    const bool pairs = std::ranges::any_of(rows, [](const TimeRow& row) { return row.meanPairs.has_value(); });
    if (pairs)
        header.emplace_back("mean pairs");
    if (report.costs)
        header.emplace_back("energy nJ");
    const bool corrected = total->contains("zero_point_correction_additions");
    if (corrected)
        header.emplace_back("zero-point correction");
    TextTable table(header, 1);
    const auto line = [&table, pairs](std::vector<std::string> start, const Json& json) {
        const auto number = [&json](const char* key) { return toText(json[key]); };
        const auto percent = [&json](const char* key) { return fixed(100.0 * json[key].get<double>(), 2); };
        start.insert(start.end(),
                     {number("folds"), number("steps"), number("cycles"), number("stalls"),
                      percent("mapping_efficiency"), percent("utilisation"),
                      text(json["input_reads"].get<std::int64_t>() + json["weight_reads"].get<std::int64_t>()),
                      number("output_writes"), number("partial_sum_reads")});
        if (json.contains("mean_pairs"))
            start.push_back(fixed(json["mean_pairs"].get<double>(), 2));
        else if (pairs)
            start.emplace_back();
        if (json.contains("energy_pj"))
            start.push_back((json["energy_at_most"].get<bool>() ? "≤ " : "")
                            + fixed(json["energy_pj"].get<double>() / 1000.0, 1));
        if (json.contains("zero_point_correction_additions"))
            start.push_back(text(json["zero_point_correction_additions"].get<std::int64_t>()
                                 + json["zero_point_correction_multiplications"].get<std::int64_t>()));
        table.addRow(std::move(start));
    };
    for (const TimeRow& row : rows)
        line({printable(row.timing.name), text(row.timing.gemm.m), text(row.timing.gemm.k), text(row.timing.gemm.n)},
             rowJson(row));
    line({"total", "", "", ""}, *total);
    std::string result = table.toText();
    if (const Json switches = total->value("switch_cycles", Json(0)); switches != 0)
        result += text("switching between QT and TR: ", toText(switches), " cycles between layers, ",
                       toText((*total)["cycles_with_switches"]), " in all\n");
    if (corrected)
        result += text(
            "zero-point correction, for hardware that streams the stored integers: ", operationsText(*total, ""),
            " a run, ", operationsText(*total, "_once"), " once, into the biases\n");
    if (report.costs)
        result += text("energy and area by a model (", printable(*report.costs), "); area ",
                       fixed(report.area.total() / 1e6, 3), " mm²\n", ratioText(report.ratios));
    return result;
}

} // namespace termscope::cli
