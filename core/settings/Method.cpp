#include "core/settings/Method.h"

namespace termscope {

std::string_view nameOf(Method method)
{
    switch (method) {
    case Method::Float: return "float";
    case Method::Quantized: return "qt";
    case Method::Revealed: return "tr";
    case Method::Given: return "given";
    case Method::Format: return "format";
    }
    return "";
}

std::optional<Method> methodFromName(std::string_view name)
{
    for (const Method method : {Method::Float, Method::Quantized, Method::Revealed, Method::Given, Method::Format})
        if (nameOf(method) == name)
            return method;
    return std::nullopt;
}

std::string_view nameOf(Source source)
{
    return source == Source::Given ? "given" : "requantize";
}

std::string_view nameOf(Attention attention)
{
    return attention == Attention::Float ? "float" : attention == Attention::Quantized ? "qt" : "tr";
}

std::optional<Source> sourceFromName(std::string_view name)
{
    for (const Source source : {Source::Given, Source::Requantize})
        if (nameOf(source) == name)
            return source;
    return std::nullopt;
}

std::string_view nameOf(DataFormat format)
{
    return format == DataFormat::Bits ? "bits" : "own";
}

std::optional<DataFormat> dataFormatFromName(std::string_view name)
{
    for (const DataFormat format : {DataFormat::Bits, DataFormat::Own})
        if (nameOf(format) == name)
            return format;
    return std::nullopt;
}

} // namespace termscope
