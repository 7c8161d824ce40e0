#include "core/formats/NetworkReader.h"

#include "core/files/FileKind.h"
#include "core/formats/Formats.h"

namespace termscope {
namespace {

Result<NetworkPtr> parseNamed(const FileBytes& source, const std::string& name,
                              const std::optional<std::filesystem::path>& folder)
{
    const FormatInfo* format = formatOf(source.bytes);
    if (format == nullptr)
        return fail(name, ": expected ", formatTitles(), ", found ", describeContents(source.bytes));
    auto network = format->read(source, name, folder);
    if (!network)
        return tl::unexpected(network.error());
    if (const Result<void> same = unchanged(*network); !same)
        return tl::unexpected(same.error());
    network->format = format;
    network->name = std::filesystem::path(name).filename().string();
    return std::make_shared<const Network>(std::move(*network));
}

} // namespace

std::optional<std::filesystem::path> networkInFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    for (const char* name : {"model.safetensors.index.json", "model.safetensors"})
        if (std::filesystem::is_regular_file(folder / name, error))
            return folder / name;
    return std::nullopt;
}

Result<NetworkPtr> readNetwork(const std::filesystem::path& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        const auto file = networkInFolder(path);
        if (!file)
            return fail(path.string(), ": expected a file, or a folder with model.safetensors or its index "
                                       "(model.safetensors.index.json), found a folder without");
        return readNetwork(*file);
    }
    const auto file = MappedFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    return parseNamed(FileBytes(*file), path.string(), path.parent_path());
}

Result<NetworkPtr> parseNetwork(ByteView bytes, const std::string& name)
{
    return parseNamed(bytes, name, std::nullopt);
}

} // namespace termscope
