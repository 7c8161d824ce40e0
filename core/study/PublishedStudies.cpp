#include "core/study/PublishedStudies.h"

#include "core/files/JsonFields.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double mostOfNumber = 1e6;

/// A whole number from 1, or a list of them with one for each value.
Result<std::vector<int>> numbersOf(const nlohmann::json& object, const char* key, std::size_t count,
                                   const std::string& where)
{
    const nlohmann::json& member = memberOf(object, key);
    const auto valid = [](const nlohmann::json& value) {
        return value.is_number_integer() && value.get<std::int64_t>() >= 1
               && value.get<std::int64_t>() <= static_cast<std::int64_t>(mostOfNumber);
    };
    if (valid(member))
        return std::vector(count, member.get<int>());
    if (!member.is_array() || member.size() != count || !std::all_of(member.begin(), member.end(), valid))
        return fail(where, ": expected \"", key, "\" to be a whole number from 1, or ", count, " of them, found ",
                    member.dump());
    return member.get<std::vector<int>>();
}

Result<std::vector<double>> valuesOf(const nlohmann::json& object, const char* key, const std::string& where)
{
    const nlohmann::json& member = memberOf(object, key);
    const auto valid = [](const nlohmann::json& value) {
        return value.is_number() && value.get<double>() > 0.0 && value.get<double>() <= mostOfNumber;
    };
    if (!member.is_array() || !std::all_of(member.begin(), member.end(), valid))
        return fail(where, ": expected \"", key, "\" to be a list of numbers above 0, found ", member.dump());
    return member.get<std::vector<double>>();
}

/// Network, metric and method.
Result<StudiedCurve> headOf(const nlohmann::json& object, const std::string& where)
{
    if (!object.is_object())
        return fail(where, ": expected an object, found ", object.type_name());
    StudiedCurve curve;
    Result<std::string> network = textOf(object, "network", where);
    const Result<std::string> metric = textOf(object, "metric", where);
    if (!network || !metric)
        return tl::unexpected(network ? metric.error() : network.error());
    curve.network = *std::move(network);
    curve.perplexity = *metric == "perplexity";
    return curve;
}

Result<StudiedCurve> studiedCurve(const nlohmann::json& object, const std::string& where)
{
    Result<StudiedCurve> curve = headOf(object, where);
    if (!curve)
        return curve;
    const Result<std::string> method = textOf(object, "method", where);
    const Result<std::vector<double>> values = valuesOf(object, "values", where);
    if (!method || !values)
        return tl::unexpected(method ? values.error() : method.error());
    curve->method = *method == "QT" ? Method::Quantized : Method::Revealed;
    curve->points.resize(values->size());
    struct Member {
        const char* key;
        int StudiedPoint::*member;
        bool ofTerms;
    };
    for (const Member& known :
         {Member{"weight_bits", &StudiedPoint::weightBits, false}, Member{"data_bits", &StudiedPoint::dataBits, false},
          Member{"group_size", &StudiedPoint::groupSize, true}, Member{"budget", &StudiedPoint::budget, true},
          Member{"data_terms", &StudiedPoint::dataTerms, true}}) {
        if (known.ofTerms && curve->method == Method::Quantized)
            continue;
        const Result<std::vector<int>> numbers = numbersOf(object, known.key, values->size(), where);
        if (!numbers)
            return tl::unexpected(numbers.error());
        for (std::size_t i = 0; i < values->size(); ++i)
            curve->points[i].*known.member = (*numbers)[i];
    }
    for (std::size_t i = 0; i < values->size(); ++i)
        curve->points[i].value = (*values)[i];
    return curve;
}

/// By group size; k = α·g rounded down, points of one k once.
Result<StudiedCurve> groupCurve(const nlohmann::json& object, const std::string& where)
{
    Result<StudiedCurve> curve = headOf(object, where);
    if (!curve)
        return curve;
    const Result<std::vector<int>> terms = numbersOf(object, "data_terms", 1, where);
    if (!terms)
        return tl::unexpected(terms.error());
    for (const nlohmann::json& group : memberOf(object, "groups")) {
        const Result<std::vector<int>> size = numbersOf(group, "group_size", 1, where);
        const Result<std::vector<double>> values = valuesOf(group, "values", where);
        const Result<std::vector<double>> alphas = valuesOf(group, "alpha", where);
        if (!size || !values || !alphas)
            return tl::unexpected(!size ? size.error() : !values ? values.error() : alphas.error());
        if (values->size() != alphas->size())
            return fail(where, ": expected as many values as alphas, found ", values->size(), " and ", alphas->size());
        for (std::size_t i = 0; i < values->size(); ++i) {
            const int budget = std::max(1, static_cast<int>(std::floor((*alphas)[i] * size->front())));
            const StudiedPoint point{8, 8, size->front(), budget, terms->front(), (*values)[i]};
            const bool known = std::ranges::any_of(curve->points, [&](const StudiedPoint& other) {
                return other.groupSize == point.groupSize && other.budget == point.budget;
            });
            if (!known)
                curve->points.push_back(point);
        }
    }
    return curve;
}

Result<DotProductClaim> claimOf(const nlohmann::json& object, const std::string& where)
{
    if (!object.is_object())
        return fail(where, ": expected an object, found ", object.type_name());
    Result<std::string> network = textOf(object, "network", where);
    const Result<std::vector<int>> length = numbersOf(object, "length", 1, where);
    const Result<std::vector<int>> below = numbersOf(object, "below", 1, where);
    const Result<double> share = numberOf(object, "share", where, 0.0, 1.0);
    if (!network || !length)
        return tl::unexpected(network ? length.error() : network.error());
    if (!below || !share)
        return tl::unexpected(below ? share.error() : below.error());
    return DotProductClaim{*std::move(network), length->front(), below->front(), *share};
}

} // namespace

std::vector<StudiedCurve> PublishedStudies::curvesOf(std::string_view network) const
{
    std::vector<StudiedCurve> found;
    for (const StudiedCurve& curve : curves)
        if (curve.network.starts_with(network))
            found.push_back(curve);
    return found;
}

Result<PublishedStudies> parsePublishedStudies(std::string_view json, const std::string& name)
{
    const Result<nlohmann::json> parsed = parseJsonObject(json, name);
    if (!parsed)
        return tl::unexpected(parsed.error());
    PublishedStudies studies;
    Result<std::string> source = textOf(*parsed, "source", name);
    if (!source)
        return tl::unexpected(source.error());
    studies.source = *std::move(source);
    const nlohmann::json& curves = memberOf(*parsed, "curves");
    if (!curves.is_array())
        return fail(name, ": expected \"curves\" to be a list, found ", curves.type_name());
    for (std::size_t i = 0; i < curves.size(); ++i) {
        Result<StudiedCurve> curve = studiedCurve(curves[i], text(name, ": curve ", i + 1));
        if (!curve)
            return tl::unexpected(curve.error());
        studies.curves.push_back(*std::move(curve));
    }
    Result<StudiedCurve> groups = groupCurve(memberOf(*parsed, "group_size"), text(name, ": group_size"));
    if (!groups)
        return tl::unexpected(groups.error());
    studies.groups = *std::move(groups);
    Result<DotProductClaim> claim = claimOf(memberOf(*parsed, "dot_product"), text(name, ": dot_product"));
    if (!claim)
        return tl::unexpected(claim.error());
    studies.dotProducts = *std::move(claim);
    return studies;
}

} // namespace termscope
