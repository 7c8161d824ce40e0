#include "core/study/SweepRecord.h"

#include "core/base/Fingerprint.h"
#include "core/base/JsonFields.h"
#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace termscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* versionKey = "termscope_sweep";
constexpr int recordVersion = 1;

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

std::string numberText(double value)
{
    std::array<char, 32> buffer{};
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

Json headerJson(const SweepIdentity& identity)
{
    Json json{{versionKey, recordVersion}};
    for (const auto& [what, value] : identity)
        json[what] = value;
    return json;
}

std::string oneLine(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json rowJson(const SweepRow& row)
{
    Json settings = Json::object();
    for (const SettingInfo& info : settingsTable())
        settings[std::string(info.key)] = valueText(info, row.settings);
    Json layers = Json::object();
    for (const auto& [name, layer] : row.settings.layers)
        layers[name] = toText(layer);
    Json json{{"method", nameOf(row.method)}, {"settings", std::move(settings)}, {"layers", std::move(layers)}};
    if (row.text)
        json["text"] = {text(row.text->tokens), numberText(row.text->perplexity), numberText(row.text->interval.low),
                        numberText(row.text->interval.high)};
    else
        json["images"] = {text(row.correct), text(row.correctTop5), text(row.total)};
    if (row.work)
        json["work"] = {numberText(row.work->provisioned), numberText(row.work->measured),
                        numberText(row.work->inFloat)};
    return json;
}

/// The numbers of a list of texts; nothing where it is none of `count`.
std::optional<std::vector<double>> numbersOf(const nlohmann::json& list, std::size_t count)
{
    if (!list.is_array() || list.size() != count)
        return std::nullopt;
    std::vector<double> numbers;
    for (const nlohmann::json& entry : list) {
        const std::string* const words = entry.get_ptr<const std::string*>();
        double number = 0.0;
        if (words == nullptr)
            return std::nullopt;
        const auto [end, error] = std::from_chars(words->data(), words->data() + words->size(), number);
        if (error != std::errc() || end != words->data() + words->size())
            return std::nullopt;
        numbers.push_back(number);
    }
    return numbers;
}

Result<Settings> settingsIn(const nlohmann::json& row, const std::string& where)
{
    Settings settings;
    const nlohmann::json& saved = memberOf(row, "settings");
    const nlohmann::json& layers = memberOf(row, "layers");
    if (!saved.is_object() || !layers.is_object())
        return fail(where, ": expected the settings of a row and of its layers, found none");
    for (const SettingInfo& info : settingsTable()) {
        const Result<std::string> words = textOf(saved, std::string(info.key).c_str(), where);
        if (!words)
            return tl::unexpected(words.error());
        if (const Result<void> set = setFromText(settings, info, *words); !set)
            return fail(where, ": ", set.error().message);
    }
    for (const auto& [name, words] : layers.items()) {
        const Result<LayerOverride> layer = parseLayerOverride(words.is_string() ? words.get<std::string>()
                                                                                 : std::string());
        if (!layer)
            return fail(where, ": layer ", inQuotes(name), ": ", layer.error().message);
        settings.layers[name] = *layer;
    }
    if (const Result<void> checked = checkSettings(settings); !checked)
        return fail(where, ": ", checked.error().message);
    return settings;
}

Result<SweepRow> rowFrom(const std::string& line, const std::string& where)
{
    const Result<nlohmann::json> json = parseJsonObject(line, where);
    if (!json)
        return tl::unexpected(json.error());
    const Result<std::string> name = textOf(*json, "method", where);
    if (!name)
        return tl::unexpected(name.error());
    const std::optional<Method> method = methodFromName(*name);
    if (!method)
        return fail(where, ": expected the method float, qt or tr, found ", inQuotes(*name));
    const Result<Settings> settings = settingsIn(*json, where);
    if (!settings)
        return tl::unexpected(settings.error());
    SweepRow row{*method, *settings, 0, 0, 0, {}};
    const auto images = numbersOf(memberOf(*json, "images"), 3);
    const auto scores = numbersOf(memberOf(*json, "text"), 4);
    const auto work = numbersOf(memberOf(*json, "work"), 3);
    if (images.has_value() == scores.has_value() || work.has_value() == (*method == Method::Float))
        return fail(where, ": expected what a row found on images or on a text, found something else");
    if (images) {
        row.correct = static_cast<std::int64_t>((*images)[0]);
        row.correctTop5 = static_cast<std::int64_t>((*images)[1]);
        row.total = static_cast<std::int64_t>((*images)[2]);
    } else {
        row.text = TextScore{static_cast<std::int64_t>((*scores)[0]), (*scores)[1], {(*scores)[2], (*scores)[3]}};
    }
    if (work)
        row.work = Work{(*work)[0], (*work)[1], (*work)[2]};
    return row;
}

/// The settings with what the method does not heed set alike.
Settings heeded(Method method, Settings settings)
{
    const Settings usual;
    if (method == Method::Float)
        return usual;
    if (method == Method::Quantized) {
        settings.groupSize = usual.groupSize;
        settings.budget = usual.budget;
        settings.dataTerms = usual.dataTerms;
    }
    return settings;
}

/// Compares the header of a record with that of this sweep.
Result<void> checkHeader(const std::string& line, const SweepIdentity& identity, const std::string& name)
{
    const Result<nlohmann::json> json = parseJsonObject(line, name);
    if (!json || !json->contains(versionKey))
        return fail(name, ": expected the rows of a sweep, found another file; it was left as it is");
    if (memberOf(*json, versionKey) != recordVersion)
        return fail(name, ": expected rows of version ", recordVersion, ", found another version");
    for (const auto& [what, value] : identity) {
        const Result<std::string> saved = textOf(*json, what.c_str(), name);
        if (!saved)
            return tl::unexpected(saved.error());
        if (*saved != value)
            return fail(name, ": holds the rows of another sweep: expected ", what, ' ', inQuotes(value), ", found ",
                        inQuotes(*saved));
    }
    return {};
}

} // namespace

SweepIdentity identityOf(const Network& network)
{
    Fingerprint print;
    for (const WeightLayer& layer : network.layers) {
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
    const std::string header = oneLine(headerJson(identity));
    if (file->lines().empty() && !header.starts_with(file->torn()))
        return fail(name, ": expected the rows of a sweep, found another file; it was left as it is");
    if (!file->lines().empty())
        if (const Result<void> same = checkHeader(file->lines().front(), identity, name); !same)
            return tl::unexpected(same.error());
    SweepRecord record(std::move(*file), header);
    for (std::size_t line = 1; line < record.file_.lines().size(); ++line) {
        Result<SweepRow> row = rowFrom(record.file_.lines()[line], text(name, ", line ", line + 1));
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
    if (const Result<void> written = file_.append(oneLine(rowJson(row))); !written)
        return written;
    rows_.push_back(row);
    return {};
}

} // namespace termscope
