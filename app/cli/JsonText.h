// JSON as the tool prints it: on one line, keys in the order they were put in.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace termscope::cli {

using Json = nlohmann::ordered_json;

/// Names from files may hold anything; what is not UTF-8 becomes U+FFFD.
inline std::string toText(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The value, or null.
template <class T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

} // namespace termscope::cli
