#include "hwmodel/energy/UnitCosts.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/base/Translatable.h"
#include "core/files/Files.h"
#include "core/files/JsonFields.h"

#include <algorithm>

namespace termscope {
namespace {

using Json = nlohmann::json;

constexpr double largestCost = 1e12;

constexpr UnitCostRow rows[] = {
    {"mac", TERMSCOPE_TRANSLATABLE("core", "Multiply-accumulate, 8 bits"), "pJ", &UnitCosts::mac},
    {"term_pair", TERMSCOPE_TRANSLATABLE("core", "Term pair"), "pJ", &UnitCosts::termPair},
    {"sram_word", TERMSCOPE_TRANSLATABLE("core", "Word of SRAM"), "pJ", &UnitCosts::sramWord},
    {"dram_word", TERMSCOPE_TRANSLATABLE("core", "Word of DRAM"), "pJ", &UnitCosts::dramWord},
    {"parallel_cell", TERMSCOPE_TRANSLATABLE("core", "Cell of a pMAC array"), "um2", &UnitCosts::parallelCell},
    {"term_cell", TERMSCOPE_TRANSLATABLE("core", "Cell of a tMAC array"), "um2", &UnitCosts::termCell},
    {"sram_kb", TERMSCOPE_TRANSLATABLE("core", "Kilobyte of SRAM"), "um2", &UnitCosts::sramKb},
};

Result<UnitCost> costOf(const Json& object, const UnitCostRow& row, const std::string& where)
{
    if (!object.is_object())
        return fail(where, ": expected an object with value, unit and source, found ", object.type_name());
    const Result<double> value = numberOf(object, "value", where, 0.0, largestCost);
    if (!value)
        return tl::unexpected(value.error());
    const Result<std::string> unit = textOf(object, "unit", where);
    if (!unit)
        return tl::unexpected(unit.error());
    if (*unit != row.unit)
        return fail(where, ": expected \"unit\" to be ", row.unit, ", found ", inQuotes(*unit));
    Result<std::string> source = textOf(object, "source", where);
    if (!source)
        return tl::unexpected(source.error());
    return UnitCost{*value, *std::move(source)};
}

} // namespace

std::string_view nameOf(UnitCostSet set)
{
    return set == UnitCostSet::Quoted ? "quoted" : "counted";
}

std::span<const UnitCostRow> unitCostRows()
{
    return rows;
}

Result<UnitCosts> parseUnitCosts(std::string_view json, const std::string& name)
{
    const Result<Json> root = parseJsonObject(json, name);
    if (!root)
        return tl::unexpected(root.error());
    UnitCosts result;
    Result<std::string> title = textOf(*root, "title", name);
    if (!title)
        return tl::unexpected(title.error());
    result.title = *std::move(title);
    for (const Json& note : memberOf(*root, "notes")) {
        if (!note.is_string())
            return fail(name, ": expected every note to be a text, found ", note.type_name());
        result.notes.push_back(note.get<std::string>());
    }
    const Json& costs = memberOf(*root, "costs");
    if (!costs.is_object())
        return fail(name, ": expected \"costs\" to be an object, found ", costs.type_name());
    for (const auto& [key, value] : costs.items())
        if (std::ranges::none_of(rows, [&key = key](const UnitCostRow& row) { return key == row.key; }))
            return fail(name,
                        ": costs: expected one of mac, term_pair, sram_word, dram_word, parallel_cell, term_cell, "
                        "sram_kb, found ",
                        inQuotes(key));
    for (const UnitCostRow& row : rows) {
        Result<UnitCost> cost = costOf(memberOf(costs, row.key), row, text(name, ": costs, ", row.key));
        if (!cost)
            return tl::unexpected(cost.error());
        result.*row.member = *std::move(cost);
    }
    return result;
}

Result<UnitCosts> readUnitCosts(const std::filesystem::path& path)
{
    const Result<Bytes> bytes = readFile(path, limits::unitCosts);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseUnitCosts({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path.string());
}

std::string toJson(const UnitCosts& costs)
{
    using Ordered = nlohmann::ordered_json;
    Ordered table = Ordered::object();
    for (const UnitCostRow& row : rows) {
        const UnitCost& cost = costs.*row.member;
        table[row.key] = {{"value", cost.value}, {"unit", row.unit}, {"source", cost.source}};
    }
    const Ordered root{{"title", costs.title}, {"notes", costs.notes}, {"costs", std::move(table)}};
    return root.dump(1, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

Result<void> writeUnitCosts(const std::filesystem::path& path, const UnitCosts& costs)
{
    return writeFile(path, toJson(costs));
}

} // namespace termscope
