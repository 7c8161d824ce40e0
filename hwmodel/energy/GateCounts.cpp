#include "hwmodel/energy/GateCounts.h"

#include "core/base/Text.h"
#include "core/files/JsonFields.h"

#include <algorithm>

namespace termscope {
namespace {

using Json = nlohmann::json;

constexpr double mostCells = 1e9;

/// Reads numbers of one object until one is wrong.
class CountReader {
public:
    CountReader(const Json& object, std::string where) : object_(object), where_(std::move(where)) {}

    double number(const char* key)
    {
        if (error_)
            return 0.0;
        const Result<double> read = object_.is_object()
                                        ? numberOf(object_, key, where_, 0.0, mostCells)
                                        : fail(where_, ": expected an object, found ", object_.type_name());
        if (!read)
            error_ = read.error();
        return read.value_or(0.0);
    }
    int whole(const char* key) { return static_cast<int>(number(key)); }
    bool has(const char* key) const { return object_.is_object() && object_.contains(key); }
    const std::optional<Error>& error() const { return error_; }

private:
    const Json& object_;
    std::string where_;
    std::optional<Error> error_;
};

Result<FabricCount> fabricOf(const Json& unit, const char* family, const std::string& where)
{
    CountReader reader(memberOf(unit, family), text(where, ", ", family));
    FabricCount count{reader.whole("lut"), reader.whole("ff"), reader.whole("carry"), {}, {}};
    if (reader.has("depth"))
        count.depth = reader.whole("depth");
    if (reader.has("mhz"))
        count.megahertz = reader.number("mhz");
    if (reader.error())
        return tl::unexpected(*reader.error());
    return count;
}

Result<UnitGates> unitOf(const Json& unit, const std::string& key, const std::string& where)
{
    UnitGates gates;
    gates.name = key;
    Result<std::string> module = textOf(unit, "module", where);
    Result<std::string> parameters = textOf(unit, "parameters", where);
    for (const Result<std::string>* read : {&module, &parameters})
        if (!*read)
            return tl::unexpected(read->error());
    gates.module = *std::move(module);
    gates.parameters = *std::move(parameters);
    const Result<FabricCount> sevenSeries = fabricOf(unit, "xc7", where);
    const Result<FabricCount> ice40 = fabricOf(unit, "ice40", where);
    for (const Result<FabricCount>* read : {&sevenSeries, &ice40})
        if (!*read)
            return tl::unexpected(read->error());
    gates.sevenSeries = *sevenSeries;
    gates.ice40 = *ice40;
    CountReader reader(memberOf(unit, "gates"), text(where, ", gates"));
    gates.gates = reader.whole("cells");
    gates.area = reader.number("um2");
    if (reader.has("depth"))
        gates.gateDepth = reader.whole("depth");
    if (reader.error())
        return tl::unexpected(*reader.error());
    return gates;
}

std::string orDash(const std::optional<int>& number)
{
    return number ? std::to_string(*number) : "–";
}

} // namespace

const UnitGates* GateCounts::find(std::string_view name) const
{
    const auto found = std::ranges::find(units, name, &UnitGates::name);
    return found == units.end() ? nullptr : &*found;
}

Result<GateCounts> parseGateCounts(std::string_view json, const std::string& name)
{
    const Result<Json> root = parseJsonObject(json, name);
    if (!root)
        return tl::unexpected(root.error());
    GateCounts counts;
    Result<std::string> yosys = textOf(memberOf(*root, "tools"), "yosys", text(name, ": tools"));
    if (!yosys)
        return tl::unexpected(yosys.error());
    counts.yosys = *std::move(yosys);
    const Json& units = memberOf(*root, "units");
    if (!units.is_object())
        return fail(name, ": expected \"units\" to be an object, found ", units.type_name());
    for (const auto& [key, value] : units.items()) {
        const std::string where = text(name, ": units, ", key);
        if (!value.is_object())
            return fail(where, ": expected an object, found ", value.type_name());
        Result<UnitGates> unit = unitOf(value, key, where);
        if (!unit)
            return tl::unexpected(unit.error());
        counts.units.push_back(*std::move(unit));
    }
    return counts;
}

std::string tableRow(const UnitGates& unit)
{
    const FabricCount& xilinx = unit.sevenSeries;
    const FabricCount& lattice = unit.ice40;
    return text("| ", unit.name, " | ", xilinx.luts, " | ", xilinx.flipFlops, " | ", xilinx.carries, " | ",
                orDash(xilinx.depth), " | ", lattice.luts, " | ", lattice.flipFlops, " | ", lattice.carries, " | ",
                orDash(lattice.depth), " | ", unit.gates, " | ", static_cast<long>(unit.area + 0.5), " | ",
                orDash(unit.gateDepth), " |");
}

} // namespace termscope
