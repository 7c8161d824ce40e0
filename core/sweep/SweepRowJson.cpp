#include "core/sweep/SweepRowJson.h"

#include "core/base/Text.h"
#include "core/files/JsonFields.h"
#include "core/quant/WeightFormat.h"

#include <algorithm>
#include <charconv>

namespace termscope {
namespace {

using Json = nlohmann::ordered_json;

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
        if ((info.key == "source" || info.key == "attention") && !saved.contains(info.key))
            continue; // written before there was a choice
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

} // namespace

std::string oneLine(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json toJson(const SweepRow& row)
{
    Json settings = Json::object();
    for (const SettingInfo& info : settingsTable())
        settings[std::string(info.key)] = valueText(info, row.settings);
    Json layers = Json::object();
    for (const auto& [name, layer] : row.settings.layers)
        layers[name] = toText(layer);
    Json json{{"method", nameOf(row.method)}, {"settings", std::move(settings)}, {"layers", std::move(layers)}};
    if (row.method == Method::Format)
        json["format"] = row.settings.format;
    if (row.settings.dataFormat == DataFormat::Own)
        json["data_format"] = nameOf(row.settings.dataFormat);
    if (row.bitsPerWeight)
        json["bits_per_weight"] = Json::array({shortestText(*row.bitsPerWeight)});
    if (row.text)
        json["text"] = {text(row.text->tokens), shortestText(row.text->perplexity),
                        shortestText(row.text->interval.low), shortestText(row.text->interval.high)};
    else
        json["images"] = {text(row.correct), text(row.correctTop5), text(row.total)};
    if (row.fidelity)
        json["fidelity"] = {shortestText(row.fidelity->signal), shortestText(row.fidelity->noise)};
    if (!row.hasClasses)
        json["outputs"] = "values";
    if (row.judged != Judged::Images)
        json["judged"] = nameOf(row.judged);
    if (row.meanIoU)
        json["mean_iou"] = Json::array({shortestText(*row.meanIoU)});
    if (row.layer)
        json["layer"] = *row.layer;
    if (row.work)
        json["work"] = {shortestText(row.work->provisioned), shortestText(row.work->measured),
                        shortestText(row.work->inFloat)};
    return json;
}

Result<SweepRow> sweepRowFrom(const nlohmann::json& json, const std::string& where)
{
    const Result<std::string> name = textOf(json, "method", where);
    if (!name)
        return tl::unexpected(name.error());
    const std::optional<Method> method = methodFromName(*name);
    if (!method)
        return fail(where, ": expected the method float, given, qt, tr or format, found ", inQuotes(*name));
    const Result<Settings> settings = settingsIn(json, where);
    if (!settings)
        return tl::unexpected(settings.error());
    SweepRow row{*method, *settings, 0, 0, 0, {}};
    if (*method == Method::Format) {
        const Result<std::string> format = textOf(json, "format", where);
        if (!format)
            return tl::unexpected(format.error());
        const WeightFormat* const known = findWeightFormat(*format);
        if (known == nullptr)
            return fail(where, ": expected a number format, found ", inQuotes(*format));
        row.settings.format = known->name;
        if (const nlohmann::json& data = memberOf(json, "data_format"); !data.is_null()) {
            if (data != nameOf(DataFormat::Own) || !known->isForData())
                return fail(where, ": data_format: expected own, of a number format for data, found ", oneLine(data),
                            " of ", known->name);
            row.settings.dataFormat = DataFormat::Own;
        }
    }
    if (const auto bits = numbersOf(memberOf(json, "bits_per_weight"), 1))
        row.bitsPerWeight = bits->front();
    const auto images = numbersOf(memberOf(json, "images"), 3);
    const auto scores = numbersOf(memberOf(json, "text"), 4);
    const auto work = numbersOf(memberOf(json, "work"), 3);
    // Counts beyond 2^53 would not be whole numbers here, and no integers at all beyond 2^63.
    const auto isCount = [](double number) { return number >= 0 && number <= 9007199254740992.0; };
    if ((images && !std::ranges::all_of(*images, isCount)) || (scores && !isCount(scores->front())))
        return fail(where, ": expected counts of images or tokens, found other numbers");
    if (images.has_value() == scores.has_value() || work.has_value() == (*method == Method::Float))
        return fail(where, ": expected what a row found on images or on a text, found something else");
    if (images) {
        row.correct = static_cast<std::int64_t>((*images)[0]);
        row.correctTop5 = static_cast<std::int64_t>((*images)[1]);
        row.total = static_cast<std::int64_t>((*images)[2]);
    } else {
        row.text = TextScore{static_cast<std::int64_t>((*scores)[0]), (*scores)[1], {(*scores)[2], (*scores)[3]}};
    }
    if (const auto fidelity = numbersOf(memberOf(json, "fidelity"), 2); fidelity && images)
        row.fidelity = Fidelity{fidelity->front(), fidelity->back()};
    row.hasClasses = !(row.fidelity && memberOf(json, "outputs") == "values");
    for (const Judged judged : {Judged::Samples, Judged::Places})
        if (memberOf(json, "judged") == nameOf(judged))
            row.judged = judged;
    if (const auto overlap = numbersOf(memberOf(json, "mean_iou"), 1); overlap && images)
        row.meanIoU = overlap->front();
    if (const nlohmann::json& layer = memberOf(json, "layer"); layer.is_string())
        row.layer = layer.get<std::string>();
    if (work)
        row.work = Work{(*work)[0], (*work)[1], (*work)[2]};
    return row;
}

} // namespace termscope
