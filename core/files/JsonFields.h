// Members of JSON objects, checked: what is missing or of another kind is told with its place in the file.
#pragma once

#include "core/base/Error.h"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace termscope {

/// The object that the text is. `name` opens the sentences. Errors: no JSON, no object, nested too deep
/// (core/base/Limits.h), a key that one object has twice (the parser alone would keep the last of them without a word).
Result<nlohmann::json> parseJsonObject(std::string_view json, const std::string& name);

/// The member, or null when the object has none.
const nlohmann::json& memberOf(const nlohmann::json& object, std::string_view key);

/// Error: `<where>: expected "key" to be a text, found null`.
Result<std::string> textOf(const nlohmann::json& object, const char* key, const std::string& where);

/// Error: as above, or `<where>: expected "key" between 0 and 100, found 101`.
Result<double> numberOf(const nlohmann::json& object, const char* key, const std::string& where, double low,
                        double high);

} // namespace termscope
