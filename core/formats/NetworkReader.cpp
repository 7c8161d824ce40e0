#include "core/formats/NetworkReader.h"

#include "core/files/FileKind.h"
#include "core/formats/FormatReaders.h"

namespace termscope {
namespace {

Result<Network> parseArchive(const FileBytes& source, const std::string& file)
{
    const auto zip = ZipReader::open(source.bytes, file);
    if (!zip)
        return tl::unexpected(zip.error());
    return isPyTorchArchive(*zip) ? parsePyTorch(source, *zip, file) : parseNpz(source, file);
}

Result<Network> parseByContents(const FileBytes& source, const std::string& file,
                                const std::optional<std::filesystem::path>& folder)
{
    switch (fileKind(source.bytes)) {
    case FileKind::Onnx: return parseOnnx(source, file, folder);
    case FileKind::Safetensors: return parseSafetensors(source, file);
    case FileKind::Json:
        if (looksLikeShardIndex(source.bytes))
            return parseShardIndex(source, file, folder);
        break;
    case FileKind::Zip: return parseArchive(source, file);
    case FileKind::Pickle: return parseOldPyTorch(source, file);
    default: break;
    }
    return fail(file, ": expected ONNX, safetensors, npz or PyTorch, found ", describeContents(source.bytes));
}

Result<NetworkPtr> parseNamed(const FileBytes& source, const std::string& name,
                              const std::optional<std::filesystem::path>& folder)
{
    auto network = parseByContents(source, name, folder);
    if (!network)
        return tl::unexpected(network.error());
    if (const Result<void> same = unchanged(*network); !same)
        return tl::unexpected(same.error());
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
