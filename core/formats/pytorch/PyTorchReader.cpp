// Files of torch.save to a Network of weights: the zip format, and the one before it.

#include "core/base/ByteOrder.h"
#include "core/base/Text.h"
#include "core/files/FileKind.h"
#include "core/files/Zip.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/Formats.h"
#include "core/formats/pytorch/TorchTensors.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

Result<Network> networkOf(const Pickle& pickle, const FindTorchStorage& find, const FileBytes& source,
                          const std::string& file)
{
    auto found = torchTensors(pickle, find, file);
    if (!found)
        return tl::unexpected(found.error());
    auto network = networkFromTensors(std::move(found->tensors), found->leftOut, file);
    if (network && source.mapped())
        network->files.push_back(source.file);
    return network;
}

Result<TorchStorage> sized(FileBytes bytes, bool bigEndian, const std::string& key, std::int64_t size)
{
    if (bytes.bytes.size() != static_cast<std::uint64_t>(size))
        return fail("expected ", size, " bytes of storage ", printable(key), ", found ", bytes.bytes.size());
    return TorchStorage{std::move(bytes), bigEndian};
}

// --- the zip format ---

/// "archive/" of "archive/data.pkl"; none in an archive that is not torch.save's.
std::optional<std::string> prefixOf(const std::vector<ZipMember>& members)
{
    constexpr std::string_view pickle = "data.pkl";
    for (const ZipMember& member : members)
        if (member.name.ends_with(pickle)) {
            std::string prefix = member.name.substr(0, member.name.size() - pickle.size());
            if (prefix.empty() || prefix.find('/') == prefix.size() - 1)
                return prefix;
        }
    return std::nullopt;
}

class Archive {
public:
    Archive(const FileBytes& source, const ZipReader& zip, std::string prefix)
        : source_(source), zip_(zip), prefix_(std::move(prefix))
    {
        for (std::size_t i = 0; i < zip_.members().size(); ++i)
            members_[zip_.members()[i].name] = i;
    }

    bool has(const std::string& name) const { return members_.contains(prefix_ + name); }

    /// A member's bytes: in the file where they are stored there as they are, else unpacked and kept.
    Result<FileBytes> read(const std::string& name)
    {
        const auto found = members_.find(prefix_ + name);
        if (found == members_.end())
            return fail("expected a member ", inQuotes(prefix_ + name), ", found none");
        const ZipMember& member = zip_.members()[found->second];
        if (member.stored)
            return source_.part(*member.stored, static_cast<std::size_t>(member.packed));
        const auto known = unpacked_.find(name);
        if (known != unpacked_.end())
            return FileBytes(known->second);
        auto bytes = zip_.read(found->second);
        if (!bytes)
            return tl::unexpected(bytes.error());
        return FileBytes(ByteView(unpacked_[name] = std::move(*bytes)));
    }

private:
    const FileBytes& source_;
    const ZipReader& zip_;
    std::string prefix_;
    std::map<std::string, std::size_t> members_;
    std::map<std::string, Bytes> unpacked_;
};

/// "little" or "big"; older files have no such member, and are little-endian.
Result<bool> isBigEndian(Archive& archive, const std::string& file)
{
    if (!archive.has("byteorder"))
        return false;
    const auto order = archive.read("byteorder");
    if (!order)
        return tl::unexpected(order.error());
    const std::string_view name(reinterpret_cast<const char*>(order->bytes.data()), order->bytes.size());
    if (name != "little" && name != "big")
        return fail(file, ": byteorder: expected little or big, found ", inQuotes(name));
    return name == "big";
}

// --- the format before it ---

constexpr std::string_view oldMagic("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);

/// Pickles one after another.
class PickleSequence {
public:
    PickleSequence(ByteView bytes, const std::string& file) : bytes_(bytes), file_(file) {}

    Result<Pickle> next(const std::string& part)
    {
        auto pickle = parsePickle(bytes_, end_, torchPickleNames(), file_, part);
        if (pickle)
            end_ = pickle->end;
        return pickle;
    }

    std::size_t end() const { return end_; }

private:
    ByteView bytes_;
    const std::string& file_;
    std::size_t end_ = 0;
};

bool saysBigEndian(const PickleValue& system)
{
    if (system.kind == PickleKind::Dict)
        for (std::size_t i = 0; i + 1 < system.items->size(); i += 2)
            if ((*system.items)[i].text == "little_endian")
                return (*system.items)[i + 1].whole == 0;
    return false;
}

/// Storages follow one another in the order of `keys`, each after its number of values.
Result<std::map<std::string, ByteView>> oldStorages(ByteView rest, const Pickle& tensors, const PickleValue& keys,
                                                    bool bigEndian, const std::string& file)
{
    const auto sizes = torchStorageSizes(tensors);
    std::map<std::string, ByteView> storages;
    if (keys.kind != PickleKind::List)
        return fail(file, ": expected a list of the keys of storages");
    for (const PickleValue& entry : *keys.items) {
        const std::string key(entry.text);
        const std::string where = text(file, ": storage ", printable(key));
        const auto size = sizes.find(key);
        if (size == sizes.end() || rest.size() < 8)
            return fail(where, ": expected a storage of a tensor, and its number of values");
        const auto count = bigEndian ? loadBigEndian<std::uint64_t>(rest.data())
                                     : loadLittleEndian<std::uint64_t>(rest.data());
        rest = rest.subspan(8);
        const auto bytes = static_cast<std::uint64_t>(size->second.bytes);
        const std::uint64_t expected = bytes / static_cast<std::uint64_t>(size->second.number);
        if (count != expected || bytes > rest.size())
            return fail(where, ": expected ", expected, " values in ", bytes, " bytes, found ", count, " in ",
                        rest.size());
        storages[key] = rest.first(bytes);
        rest = rest.subspan(bytes);
    }
    return storages;
}

} // namespace

bool isPyTorchArchive(const ZipReader& zip)
{
    return prefixOf(zip.members()).has_value();
}

Result<Network> parsePyTorch(const FileBytes& source, const ZipReader& zip, const std::string& file)
{
    Archive archive(source, zip, *prefixOf(zip.members()));
    if (archive.has("constants.pkl"))
        return fail(file, ": expected tensors as torch.save writes them, found a TorchScript program: load it with "
                          "torch.jit.load(…) and save its state_dict() with torch.save(…)");
    const auto bytes = archive.read("data.pkl");
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto pickle = parsePickle(bytes->bytes, 0, torchPickleNames(), file, "data.pkl");
    if (!pickle)
        return tl::unexpected(pickle.error());
    const auto bigEndian = isBigEndian(archive, file);
    if (!bigEndian)
        return tl::unexpected(bigEndian.error());
    const FindTorchStorage find = [&](const std::string& key, std::int64_t size) -> Result<TorchStorage> {
        auto storage = archive.read("data/" + key);
        if (!storage)
            return tl::unexpected(storage.error());
        return sized(std::move(*storage), *bigEndian, key, size);
    };
    return networkOf(*pickle, find, source, file);
}

Result<Network> parseOldPyTorch(const FileBytes& source, const std::string& file)
{
    PickleSequence pickles(source.bytes, file);
    const auto magic = pickles.next("magic number");
    if (!magic || magic->root.text != oldMagic)
        return fail(file, ": expected ", formatTitles(), ", found ", describeContents(source.bytes));
    const auto version = pickles.next("version");
    if (!version)
        return tl::unexpected(version.error());
    const auto system = pickles.next("system");
    if (!system)
        return tl::unexpected(system.error());
    const auto tensors = pickles.next("tensors");
    if (!tensors)
        return tl::unexpected(tensors.error());
    const auto keys = pickles.next("keys");
    if (!keys)
        return tl::unexpected(keys.error());
    const bool bigEndian = saysBigEndian(system->root);
    const auto storages = oldStorages(source.bytes.subspan(pickles.end()), *tensors, keys->root, bigEndian, file);
    if (!storages)
        return tl::unexpected(storages.error());
    const FindTorchStorage find = [&](const std::string& key, std::int64_t size) -> Result<TorchStorage> {
        const auto found = storages->find(key);
        if (found == storages->end())
            return fail("expected its storage ", inQuotes(key), " in the file, found none");
        return sized(FileBytes(found->second, source.file), bigEndian, key, size);
    };
    return networkOf(*tensors, find, source, file);
}

} // namespace termscope
