// A network in several safetensors files, with an index of which tensor is in which: how the Hugging Face hub has large
// ones. Source: https://huggingface.co/docs/huggingface_hub/package_reference/serialization, "index.json".

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/FileKind.h"
#include "core/files/JsonFields.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/numpy/NpzArchive.h"
#include "core/formats/safetensors/SafetensorsTensors.h"

#include <map>
#include <set>

namespace termscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* mapKey = "weight_map";
constexpr std::string_view quotedMapKey = "\"weight_map\"";

struct ShardIndex {
    std::map<std::string, std::string> shardOf; ///< by tensor
    std::set<std::string> shards;               ///< names of files, in order
};

Result<ShardIndex> indexIn(const nlohmann::json& map, const std::string& file)
{
    if (!map.is_object() || map.empty())
        return fail(file, ": ", mapKey, ": expected an object that names the file of every tensor, found ",
                    map.is_object() ? "none" : map.type_name());
    ShardIndex index;
    for (const auto& [tensor, shard] : map.items()) {
        const std::string where = text(file, ": tensor ", printable(tensor));
        if (!shard.is_string())
            return fail(where, ": expected the name of a file, found ", shard.type_name());
        const auto name = shard.get<std::string>();
        if (!isPlainName(name))
            return fail(where, ": expected a file in the folder of the index, found ", inQuotes(name));
        index.shardOf.emplace(tensor, name);
        index.shards.insert(name);
    }
    if (index.shards.size() > limits::shards)
        return fail(file, ": expected at most ", limits::shards, " files, found ", index.shards.size());
    return index;
}

/// Reads one file after another, and compares what they hold with the index.
class ShardReader {
public:
    ShardReader(const ShardIndex& index, fs::path folder, const std::string& file)
        : index_(index), folder_(std::move(folder)), file_(file)
    {
    }

    Result<void> add(const std::string& shard)
    {
        const fs::path path = folder_ / shard;
        std::error_code error;
        if (!fs::exists(path, error))
            return fail(file_, ": expected the file ", inQuotes(shard), " in its folder, found none");
        const auto opened = MappedFile::open(path);
        if (!opened)
            return tl::unexpected(opened.error());
        if ((*opened)->mapped())
            files.push_back(*opened);
        return addTensors(found, FileBytes(*opened), path.string(),
                          [&](const std::string& tensor) { return wants(tensor, shard, path.string()); });
    }

    /// Every tensor of the index must have been met.
    Result<void> complete() const
    {
        for (const auto& [tensor, shard] : index_.shardOf)
            if (!met_.contains(tensor))
                return fail(file_, ": tensor ", printable(tensor), ": expected it in ", inQuotes(shard),
                            ", found that it is not there");
        return {};
    }

    SafetensorsTensors found;
    std::vector<MappedFilePtr> files;
    std::vector<std::string> warnings;

private:
    Result<bool> wants(const std::string& tensor, const std::string& shard, const std::string& path)
    {
        const auto expected = index_.shardOf.find(tensor);
        if (expected == index_.shardOf.end()) {
            warnings.push_back(text("tensor ", printable(tensor), " of ", printable(shard),
                                    " is left out: the index does not have it"));
            return false;
        }
        if (expected->second != shard)
            return fail(path, ": tensor ", printable(tensor), ": expected it in ", inQuotes(expected->second),
                        ", as the index says");
        met_.insert(tensor);
        return true;
    }

    const ShardIndex& index_;
    fs::path folder_;
    const std::string& file_;
    std::set<std::string> met_;
};

} // namespace

bool looksLikeShardIndex(ByteView head)
{
    const std::string_view characters(reinterpret_cast<const char*>(head.data()), head.size());
    return fileKind(head) == FileKind::Json && characters.find(quotedMapKey) != std::string_view::npos;
}

Result<Network> parseShardIndex(const FileBytes& source, const std::string& file,
                                const std::optional<std::filesystem::path>& folder)
{
    if (source.bytes.size() > limits::shardIndex)
        return fail(file, ": expected an index of at most ", limits::shardIndex, " bytes, found ", source.bytes.size());
    const std::string_view characters(reinterpret_cast<const char*>(source.bytes.data()), source.bytes.size());
    const auto json = parseJsonObject(characters, file);
    if (!json)
        return tl::unexpected(json.error());
    const auto index = indexIn(memberOf(*json, mapKey), file);
    if (!index)
        return tl::unexpected(index.error());
    if (!folder)
        return fail(file, ": expected the tensors in the file, found an index of other files");
    ShardReader reader(*index, *folder, file);
    for (const std::string& shard : index->shards)
        if (auto added = reader.add(shard); !added)
            return tl::unexpected(added.error());
    if (auto complete = reader.complete(); !complete)
        return tl::unexpected(complete.error());
    auto network = networkOf(std::move(reader.found), file);
    if (network) {
        network->files = std::move(reader.files);
        network->warnings.insert(network->warnings.end(), reader.warnings.begin(), reader.warnings.end());
    }
    return network;
}

} // namespace termscope
