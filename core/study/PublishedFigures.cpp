#include "core/study/PublishedFigures.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace termscope {
namespace {

using Json = nlohmann::json;

/// The member, or null when the object has none.
const Json& memberOf(const Json& object, const char* key)
{
    static const Json none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

Result<std::string> textOf(const Json& object, const char* key, const std::string& where)
{
    const Json& value = memberOf(object, key);
    if (!value.is_string())
        return fail(where, ": expected \"", key, "\" to be a text, found ", value.type_name());
    return value.get<std::string>();
}

Result<double> numberOf(const Json& object, const char* key, const std::string& where, double low, double high)
{
    const Json& value = memberOf(object, key);
    if (!value.is_number())
        return fail(where, ": expected \"", key, "\" to be a number, found ", value.type_name());
    const double number = value.get<double>();
    if (!(number >= low && number <= high))
        return fail(where, ": expected \"", key, "\" between ", low, " and ", high, ", found ", number);
    return number;
}

Result<std::optional<int>> countOf(const Json& object, const char* key, const std::string& where)
{
    const Json& value = memberOf(object, key);
    if (value.is_null())
        return std::optional<int>{};
    const std::optional<std::int64_t> number =
        value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
    if (!number || *number < 1 || *number > std::numeric_limits<int>::max())
        return fail(where, ": expected \"", key, "\" to be a positive whole number or null, found ", value.dump());
    return std::optional(static_cast<int>(*number));
}

Result<int> bitsOf(const Json& object, const char* key, const std::string& where)
{
    const Result<std::optional<int>> bits = countOf(object, key, where);
    if (!bits)
        return tl::unexpected(bits.error());
    if (!*bits)
        return fail(where, ": expected \"", key, "\" to be a positive whole number, found null");
    return **bits;
}

Result<PublishedPoint> pointOf(const Json& object, const std::string& where)
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

Result<PublishedCurve> curveOf(const Json& object, const std::string& where)
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
    const Json& points = memberOf(object, "points");
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

} // namespace

Result<PublishedFigures> parsePublishedFigures(std::string_view json, const std::string& name)
{
    const Json root = Json::parse(json, nullptr, false);
    if (root.is_discarded())
        return fail(name, ": expected JSON text");
    if (!root.is_object())
        return fail(name, ": expected an object, found ", root.type_name());
    PublishedFigures figures;
    Result<std::string> source = textOf(root, "source", name);
    if (!source)
        return tl::unexpected(source.error());
    figures.source = *std::move(source);
    for (const Json& note : memberOf(root, "notes")) {
        if (!note.is_string())
            return fail(name, ": expected every note to be a text, found ", note.type_name());
        figures.notes.push_back(note.get<std::string>());
    }
    const Json& curves = memberOf(root, "curves");
    if (!curves.is_array())
        return fail(name, ": expected \"curves\" to be a list, found ", curves.type_name());
    for (std::size_t index = 0; index < curves.size(); ++index) {
        Result<PublishedCurve> curve = curveOf(curves[index], text(name, ": curve ", index + 1));
        if (!curve)
            return tl::unexpected(curve.error());
        figures.curves.push_back(*std::move(curve));
    }
    return figures;
}

} // namespace termscope
