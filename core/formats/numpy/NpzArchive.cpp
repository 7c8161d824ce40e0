#include "core/formats/numpy/NpzArchive.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cctype>

namespace termscope {
namespace {

constexpr std::string_view suffix = ".npy";

std::string listOf(const std::vector<ZipMember>& members)
{
    constexpr std::size_t longest = 3;
    std::string list;
    for (std::size_t i = 0; i < members.size() && i < longest; ++i)
        list += (i == 0 ? "" : ", ") + inQuotes(members[i].name);
    return list.empty() ? "nothing" : list + (members.size() > longest ? ", …" : "");
}

/// Of an archive that is a network of another kind: what it is, and what to do.
std::optional<std::string> otherNetwork(const std::vector<ZipMember>& members)
{
    const auto has = [&](std::string_view end) {
        return std::ranges::any_of(members, [end](const ZipMember& member) {
            return member.name == end || member.name.ends_with("/" + std::string(end));
        });
    };
    if (has("data.pkl"))
        return "a PyTorch file";
    if (has("model.weights.h5"))
        return "a Keras model: load it in Keras and export it with model.export(\"net.onnx\", format=\"onnx\")";
    if (has("models/model.json") || has("serialized_exported_program.json"))
        return "a torch.export program (.pt2): load it with torch.export.load(…) and save its state_dict with "
               "torch.save(…)";
    if (has("constants.pkl") && has("version"))
        return "a TorchScript program: load it with torch.jit.load(…) and save its state_dict() with torch.save(…)";
    return std::nullopt;
}

} // namespace

bool isPlainName(const std::string& name)
{
    if (name.empty() || name.find('\0') != std::string::npos || !isUtf8(name))
        return false;
    const bool drive = name.size() >= 2 && name[1] == ':' && std::isalpha(static_cast<unsigned char>(name[0])) != 0;
    if (name[0] == '/' || name[0] == '\\' || drive)
        return false;
    std::size_t start = 0;
    while (start <= name.size()) {
        const std::size_t end = std::min(name.find_first_of("/\\", start), name.size());
        if (name.compare(start, end - start, "..") == 0)
            return false;
        start = end + 1;
    }
    return true;
}

Result<NpzArchive> NpzArchive::open(ByteView bytes, const std::string& file)
{
    auto zip = ZipReader::open(bytes, file);
    if (!zip)
        return tl::unexpected(zip.error());
    NpzArchive archive(std::move(*zip), file);
    const auto& members = archive.zip_.members();
    if (const auto other = otherNetwork(members))
        return fail(file, ": expected a zip archive of NumPy arrays (.npy), found ", *other);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::string& name = members[i].name;
        if (!name.ends_with(suffix))
            continue;
        const std::string arrayName = name.substr(0, name.size() - suffix.size());
        if (!isPlainName(arrayName))
            return fail(file, ": expected plain array names, found ", inQuotes(name));
        archive.names_.push_back(arrayName);
        archive.members_.push_back(i);
    }
    if (archive.names_.empty())
        return fail(file, ": expected a zip archive of NumPy arrays (.npy), found one with ", listOf(members));
    return archive;
}

std::optional<std::size_t> NpzArchive::find(std::string_view name) const
{
    const auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names_.begin()));
}

Result<NpyArray> NpzArchive::read(std::size_t index) const
{
    auto array = readAny(index);
    if (array && array->kind == 'O')
        return fail(where(index), ": expected numbers, found Python objects");
    return array;
}

Result<NpyArray> NpzArchive::readAny(std::size_t index) const
{
    auto bytes = zip_.read(members_[index]);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseNpy(std::move(*bytes), where(index));
}

std::optional<NpzPlace> NpzArchive::place(std::size_t index) const
{
    const ZipMember& member = zip_.members()[members_[index]];
    return member.stored ? std::optional(NpzPlace{*member.stored, static_cast<std::size_t>(member.packed)})
                         : std::nullopt;
}

std::string NpzArchive::where(std::size_t index) const
{
    return text(file_, ": array ", printable(names_[index]));
}

} // namespace termscope
