#include "core/sweep/ShardOrigin.h"

#include "core/files/JsonFields.h"

#include <algorithm>

namespace termscope {
namespace {

std::optional<std::vector<std::string>> textsOf(const nlohmann::json& list)
{
    if (!list.is_array() || !std::ranges::all_of(list, [](const auto& entry) { return entry.is_string(); }))
        return std::nullopt;
    return list.get<std::vector<std::string>>();
}

} // namespace

void addOrigin(nlohmann::ordered_json& header, const ShardOrigin& origin)
{
    auto identity = nlohmann::ordered_json::array();
    for (const auto& [what, value] : origin.identity)
        identity.push_back({what, value});
    header["command"] = origin.command;
    header["identity"] = std::move(identity);
}

Result<ShardOrigin> originIn(const nlohmann::json& header, const std::string& file)
{
    auto command = textsOf(memberOf(header, "command"));
    const nlohmann::json& identity = memberOf(header, "identity");
    if (!command || !identity.is_array())
        return fail(file, ": expected the words of its command and what it is of, found something else");
    ShardOrigin origin{std::move(*command), {}};
    for (const nlohmann::json& entry : identity) {
        const auto pair = textsOf(entry);
        if (!pair || pair->size() != 2)
            return fail(file, ": expected what it is of as pairs of texts, found something else");
        origin.identity.emplace_back((*pair)[0], (*pair)[1]);
    }
    return origin;
}

} // namespace termscope
