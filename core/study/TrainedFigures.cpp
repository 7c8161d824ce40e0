#include "core/study/TrainedFigures.h"

#include "core/files/JsonFields.h"

namespace termscope {
namespace {

constexpr double mostTrainedBits = 32.0;

Result<TrainedFigure> trainedFigureOf(const nlohmann::json& object, const std::string& where)
{
    if (!object.is_object())
        return fail(where, ": expected an object, found ", object.type_name());
    TrainedFigure figure;
    for (const auto& [key, field] : {std::pair{"network", &figure.network}, std::pair{"format", &figure.format},
                                     std::pair{"training", &figure.training}, std::pair{"source", &figure.source}}) {
        Result<std::string> value = textOf(object, key, where);
        if (!value)
            return tl::unexpected(value.error());
        *field = *std::move(value);
    }
    const Result<double> bits = numberOf(object, "weight_bits", where, 1.0, mostTrainedBits);
    const Result<double> top1 = numberOf(object, "top1", where, 0.0, 100.0);
    if (!bits || !top1)
        return tl::unexpected((bits ? top1 : bits).error());
    figure.weightBits = static_cast<int>(*bits);
    figure.top1 = *top1;
    if (memberOf(object, "float_top1").is_null())
        return figure;
    const Result<double> floats = numberOf(object, "float_top1", where, 0.0, 100.0);
    if (!floats)
        return tl::unexpected(floats.error());
    figure.floatTop1 = *floats;
    return figure;
}

} // namespace

Result<TrainedFigures> parseTrainedFigures(std::string_view json, const std::string& name)
{
    const Result<nlohmann::json> root = parseJsonObject(json, name);
    if (!root)
        return tl::unexpected(root.error());
    Result<std::string> source = textOf(*root, "source", name);
    if (!source)
        return tl::unexpected(source.error());
    TrainedFigures read{std::move(*source), {}};
    const nlohmann::json& figures = memberOf(*root, "figures");
    if (!figures.is_array())
        return fail(name, ": expected \"figures\" to be a list, found ", figures.type_name());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        Result<TrainedFigure> figure = trainedFigureOf(figures[i], text(name, ": figure ", i + 1));
        if (!figure)
            return tl::unexpected(figure.error());
        read.figures.push_back(std::move(*figure));
    }
    return read;
}

} // namespace termscope
