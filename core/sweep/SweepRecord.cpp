#include "core/sweep/SweepRecord.h"

#include "core/base/Fingerprint.h"
#include "core/base/Text.h"
#include "core/files/JsonFields.h"
#include "core/sweep/SweepRowJson.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr RecordKind sweepRecord{"termscope_sweep", "rows of a sweep"};

void addText(Fingerprint& print, std::string_view text)
{
    print.addValues(std::span(text));
}

void addValue(Fingerprint& print, const ValuePtr& value)
{
    if (!value)
        return;
    print.addValues(std::span<const std::int64_t>(value->shape));
    print.addValues(std::span<const float>(value->floats));
    print.addValues(std::span<const std::int64_t>(value->integers));
}

struct AttributeVisitor {
    Fingerprint& print;

    void operator()(std::int64_t number) const { print.addValues(std::span<const std::int64_t>(&number, 1)); }
    void operator()(float number) const { print.addValues(std::span<const float>(&number, 1)); }
    void operator()(const std::string& text) const { addText(print, text); }
    void operator()(const std::vector<std::int64_t>& numbers) const
    {
        print.addValues(std::span<const std::int64_t>(numbers));
    }
    void operator()(const std::vector<float>& numbers) const { print.addValues(std::span<const float>(numbers)); }
    void operator()(const std::vector<std::string>& texts) const
    {
        for (const std::string& text : texts)
            addText(print, text);
    }
    void operator()(const ValuePtr& value) const { addValue(print, value); }
    void operator()(const GraphPtr& graph) const;
    void operator()(const Unread&) const {}
};

void addGraph(Fingerprint& print, const Graph& graph)
{
    for (const ValuePtr& constant : graph.constants)
        addValue(print, constant);
    for (const Node& node : graph.nodes) {
        addText(print, node.op);
        print.addValues(std::span<const int>(node.inputs));
        print.addValues(std::span<const int>(node.outputs));
        for (const Attribute& attribute : node.attributes) {
            addText(print, attribute.name);
            std::visit(AttributeVisitor{print}, attribute.content);
        }
    }
}

void AttributeVisitor::operator()(const GraphPtr& graph) const
{
    if (graph)
        addGraph(print, *graph);
}

} // namespace

SweepIdentity identityOf(const Network& network)
{
    Fingerprint print;
    for (const WeightLayer& layer : network.layers) {
        if (layer.isAttention()) // made by the weights that are counted
            continue;
        addText(print, layer.name);
        print.addValues(std::span<const std::int64_t>(layer.weight.shape));
        print.addValues(std::span<const float>(layer.weight.values));
        print.addValues(std::span<const float>(layer.bias));
    }
    if (network.graph)
        addGraph(print, *network.graph);
    return {{"network", printable(network.name)}, {"network contents", print.text()}};
}

SweepIdentity identityOf(const Dataset& dataset)
{
    Fingerprint print;
    print.addValues(std::span<const float>(dataset.pixels));
    print.addValues(std::span<const std::int32_t>(dataset.labels));
    return {{"images", printable(dataset.name)},
            {"image count", text(dataset.count())},
            {"image size", text(dataset.channels, "x", dataset.height, "x", dataset.width)},
            {"preprocessing", toText(dataset.preprocessing)},
            {"image contents", print.text()}};
}

SweepIdentity identityOf(const TokenText& tokens)
{
    Fingerprint print;
    print.addValues(std::span<const std::int32_t>(tokens.tokens));
    return {
        {"text", printable(tokens.name)}, {"token count", text(tokens.tokens.size())}, {"text contents", print.text()}};
}

Result<SweepRecord> SweepRecord::open(const std::filesystem::path& path, const SweepIdentity& identity)
{
    Result<LineFile> file = LineFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::string name = path.string();
    const std::string header = headerOf(sweepRecord, identity);
    if (file->lines().empty() && !header.starts_with(file->torn()))
        return fail(name, ": expected the rows of a sweep, found another file; it was left as it is");
    if (!file->lines().empty())
        if (const Result<void> same = checkHeader(sweepRecord, file->lines().front(), identity, name); !same)
            return tl::unexpected(same.error());
    SweepRecord record(std::move(*file), header);
    for (std::size_t line = 1; line < record.file_.lines().size(); ++line) {
        const std::string where = text(name, ", line ", line + 1);
        const Result<nlohmann::json> json = parseJsonObject(record.file_.lines()[line], where);
        Result<SweepRow> row = json ? sweepRowFrom(*json, where) : tl::unexpected(json.error());
        if (!row)
            return tl::unexpected(row.error());
        record.rows_.push_back(std::move(*row));
    }
    return record;
}

std::optional<SweepRow> SweepRecord::find(Method method, const Settings& settings) const
{
    const Settings wanted = heeded(method, settings);
    const auto found = std::ranges::find_if(
        rows_, [&](const SweepRow& row) { return row.method == method && heeded(method, row.settings) == wanted; });
    if (found == rows_.end())
        return std::nullopt;
    SweepRow row = *found;
    row.settings = settings;
    return row;
}

Result<void> SweepRecord::append(const SweepRow& row)
{
    if (file_.lines().empty())
        if (const Result<void> begun = file_.append(header_); !begun)
            return begun;
    if (const Result<void> written = file_.append(oneLine(toJson(row))); !written)
        return written;
    rows_.push_back(row);
    return {};
}

} // namespace termscope
