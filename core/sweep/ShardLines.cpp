#include "core/sweep/ShardLines.h"

#include "core/base/Text.h"
#include "core/files/FileKind.h"
#include "core/files/JsonFields.h"

namespace termscope {

Result<bool> readShardLines(std::string_view content, const std::string& file, const ShardFileKind& kind,
                            const SeeHeader& seeHeader, const SeeLine& seeLine)
{
    const std::string start = text("{\"", kind.key, "\"");
    if (!content.substr(0, start.size()).starts_with(std::string_view(start).substr(0, content.size())))
        return fail(file, ": expected ", kind.what, ", found ", describeContents(bytesOf(content)));
    for (std::size_t number = 1, begin = 0, end = 0; begin < content.size(); begin = end + 1, ++number) {
        end = content.find('\n', begin);
        if (end == std::string_view::npos)
            return false;
        const std::string_view line = content.substr(begin, end - begin);
        if (number == 1) {
            if (const Result<void> seen = seeHeader(line); !seen)
                return tl::unexpected(seen.error());
            continue;
        }
        const Result<bool> isEnd = seeLine(line, text(file, ", line ", number));
        if (!isEnd || *isEnd)
            return isEnd;
    }
    return false;
}

Result<Shard> shardIn(const nlohmann::json& header, const std::string& file)
{
    const Result<std::string> number = textOf(header, "shard", file);
    const Result<Shard> which = number ? parseShard(*number) : tl::unexpected(number.error());
    return which ? which : fail(file, ": shard: ", which.error().message);
}

} // namespace termscope
