#include "core/sweep/RecordHeader.h"

#include "core/base/Text.h"
#include "core/files/JsonFields.h"
#include "core/sweep/SweepRowJson.h"

namespace termscope {
namespace {

constexpr int recordVersion = 1;

/// "rows" of "rows of a sweep".
std::string firstWord(const char* what)
{
    const std::string words(what);
    return words.substr(0, words.find(' '));
}

} // namespace

std::string headerOf(const RecordKind& kind, const SweepIdentity& identity)
{
    nlohmann::ordered_json json{{kind.key, recordVersion}};
    for (const auto& [what, value] : identity)
        json[what] = value;
    return oneLine(json);
}

Result<void> checkHeader(const RecordKind& kind, const std::string& line, const SweepIdentity& identity,
                         const std::string& name)
{
    const Result<nlohmann::json> json = parseJsonObject(line, name);
    if (!json || !json->contains(kind.key))
        return fail(name, ": expected the ", kind.what, ", found another file; it was left as it is");
    if (memberOf(*json, kind.key) != recordVersion)
        return fail(name, ": expected ", firstWord(kind.what), " of version ", recordVersion,
                    ", found another version");
    for (const auto& [what, value] : identity) {
        const Result<std::string> saved = textOf(*json, what.c_str(), name);
        if (!saved)
            return tl::unexpected(saved.error());
        if (*saved != value)
            return fail(name, ": holds the ", firstWord(kind.what), " of another ",
                        std::string(kind.what).substr(std::string(kind.what).rfind(' ') + 1), ": expected ", what, ' ',
                        inQuotes(value), ", found ", inQuotes(*saved));
    }
    return {};
}

} // namespace termscope
