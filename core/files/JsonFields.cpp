#include "core/files/JsonFields.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"

#include <set>
#include <vector>

namespace termscope {

using Json = nlohmann::json;

Result<Json> parseJsonObject(std::string_view json, const std::string& name)
{
    std::vector<std::set<std::string>> keys; // of the objects that are open
    std::string twice;
    bool tooDeep = false;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
        tooDeep |= depth > limits::jsonDepth;
        if (event == Json::parse_event_t::object_start)
            keys.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            keys.pop_back();
        else if (event == Json::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second
                 && twice.empty())
            twice = parsed.get<std::string>();
        return true;
    };
    Json root = Json::parse(json, watch, false);
    if (tooDeep)
        return fail(name, ": expected at most ", limits::jsonDepth, " levels of nesting, found more");
    if (root.is_discarded())
        return fail(name, ": expected JSON text");
    if (!root.is_object())
        return fail(name, ": expected an object, found ", root.type_name());
    if (!twice.empty())
        return fail(name, ": expected every key once, found ", inQuotes(twice), " twice");
    return root;
}

const Json& memberOf(const Json& object, std::string_view key)
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

} // namespace termscope
