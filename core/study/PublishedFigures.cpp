#include "core/study/PublishedFigures.h"

#include "core/files/JsonFields.h"

#include <limits>

namespace termscope {
namespace {

Result<std::optional<int>> countOf(const nlohmann::json& object, const char* key, const std::string& where)
{
    const nlohmann::json& value = memberOf(object, key);
    if (value.is_null())
        return std::optional<int>{};
    const std::optional<std::int64_t> number = value.is_number_integer() ? std::optional(value.get<std::int64_t>())
                                                                         : std::nullopt;
    if (!number || *number < 1 || *number > std::numeric_limits<int>::max())
        return fail(where, ": expected \"", key, "\" to be a positive whole number or null, found ", value.dump());
    return std::optional(static_cast<int>(*number));
}

Result<int> bitsOf(const nlohmann::json& object, const char* key, const std::string& where)
{
    const Result<std::optional<int>> bits = countOf(object, key, where);
    if (!bits)
        return tl::unexpected(bits.error());
    if (!*bits)
        return fail(where, ": expected \"", key, "\" to be a positive whole number, found null");
    return **bits;
}

Result<PublishedPoint> pointOf(const nlohmann::json& object, const std::string& where)
{
    if (!object.is_object())
        return fail(where, ": expected an object, found ", object.type_name());
    PublishedPoint point;
    std::optional<Error> error;
    const auto take = [&error](auto& field, const auto& found) {
        if (found)
            field = *found;
        else if (!error)
            error = found.error();
    };
    constexpr double least = std::numeric_limits<double>::min();
    constexpr double most = 1e6;
    take(point.weightBits, bitsOf(object, "weight_bits", where));
    take(point.dataBits, bitsOf(object, "data_bits", where));
    take(point.groupSize, countOf(object, "group_size", where));
    take(point.budget, countOf(object, "budget", where));
    take(point.dataTerms, countOf(object, "data_terms", where));
    take(point.pairsAsPublished, numberOf(object, "pairs_per_mac_as_published", where, least, most));
    take(point.pairs, numberOf(object, "pairs_per_mac", where, least, most));
    take(point.top1, numberOf(object, "top1", where, 0.0, 100.0));
    if (error)
        return tl::unexpected(*error);
    return point;
}

Result<PublishedCurve> curveOf(const nlohmann::json& object, const std::string& where)
{
    if (!object.is_object())
        return fail(where, ": expected an object, found ", object.type_name());
    PublishedCurve curve;
    for (const auto& [key, field] : {std::pair{"network", &curve.network}, std::pair{"method", &curve.method},
                                     std::pair{"metric", &curve.metric}}) {
        Result<std::string> value = textOf(object, key, where);
        if (!value)
            return tl::unexpected(value.error());
        *field = *std::move(value);
    }
    const nlohmann::json& points = memberOf(object, "points");
    if (!points.is_array())
        return fail(where, ": expected \"points\" to be a list, found ", points.type_name());
    for (std::size_t index = 0; index < points.size(); ++index) {
        const Result<PublishedPoint> point = pointOf(points[index], text(where, ", point ", index + 1));
        if (!point)
            return tl::unexpected(point.error());
        curve.points.push_back(*point);
    }
    return curve;
}

Result<PublishedHardware> hardwareOf(const nlohmann::json& object, const std::string& where)
{
    if (!object.is_object())
        return fail(where, ": expected an object, found ", object.type_name());
    PublishedHardware hardware;
    Result<std::string> board = textOf(object, "board", where);
    if (!board)
        return tl::unexpected(board.error());
    hardware.board = *std::move(board);
    const nlohmann::json& ratios = memberOf(object, "quantized_over_revealed");
    if (!ratios.is_array())
        return fail(where, ": expected \"quantized_over_revealed\" to be a list, found ", ratios.type_name());
    for (std::size_t index = 0; index < ratios.size(); ++index) {
        const std::string place = text(where, ", ratio ", index + 1);
        if (!ratios[index].is_object())
            return fail(place, ": expected an object, found ", ratios[index].type_name());
        constexpr double least = std::numeric_limits<double>::min();
        constexpr double most = 1e6;
        Result<std::string> network = textOf(ratios[index], "network", place);
        const Result<double> latency = numberOf(ratios[index], "latency", place, least, most);
        const Result<double> energy = numberOf(ratios[index], "energy", place, least, most);
        if (!network)
            return tl::unexpected(network.error());
        if (!latency || !energy)
            return tl::unexpected(latency ? energy.error() : latency.error());
        hardware.ratios.push_back({*std::move(network), *latency, *energy});
    }
    return hardware;
}

} // namespace

Result<PublishedFigures> parsePublishedFigures(std::string_view json, const std::string& name)
{
    const Result<nlohmann::json> parsed = parseJsonObject(json, name);
    if (!parsed)
        return tl::unexpected(parsed.error());
    const nlohmann::json& root = *parsed;
    PublishedFigures figures;
    Result<std::string> source = textOf(root, "source", name);
    if (!source)
        return tl::unexpected(source.error());
    figures.source = *std::move(source);
    for (const nlohmann::json& note : memberOf(root, "notes")) {
        if (!note.is_string())
            return fail(name, ": expected every note to be a text, found ", note.type_name());
        figures.notes.push_back(note.get<std::string>());
    }
    const nlohmann::json& curves = memberOf(root, "curves");
    if (!curves.is_array())
        return fail(name, ": expected \"curves\" to be a list, found ", curves.type_name());
    for (std::size_t index = 0; index < curves.size(); ++index) {
        Result<PublishedCurve> curve = curveOf(curves[index], text(name, ": curve ", index + 1));
        if (!curve)
            return tl::unexpected(curve.error());
        figures.curves.push_back(*std::move(curve));
    }
    if (const nlohmann::json& fpga = memberOf(root, "fpga"); !fpga.is_null()) {
        Result<PublishedHardware> hardware = hardwareOf(fpga, text(name, ": fpga"));
        if (!hardware)
            return tl::unexpected(hardware.error());
        figures.fpga = *std::move(hardware);
    }
    return figures;
}

} // namespace termscope
