#include "core/model/NetworkReader.h"

#include "core/base/FileKind.h"
#include "core/model/FormatReaders.h"

namespace termscope {
namespace {

Result<Network> parseByContents(const FileBytes& source, const std::string& file,
                                const std::optional<std::filesystem::path>& folder)
{
    switch (fileKind(source.bytes)) {
    case FileKind::Onnx: return parseOnnx(source, file, folder);
    case FileKind::Safetensors: return parseSafetensors(source, file);
    case FileKind::Zip: return parseNpz(source, file);
    default: return fail(file, ": expected ONNX, safetensors or npz, found ", describeContents(source.bytes));
    }
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

Result<NetworkPtr> readNetwork(const std::filesystem::path& path)
{
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
