#include "core/model/NetworkReader.h"

#include "core/base/FileKind.h"
#include "core/model/FormatReaders.h"

namespace termscope {
namespace {

Result<Network> parseByContents(ByteView bytes, const std::string& file, const std::optional<std::filesystem::path>& folder)
{
    switch (fileKind(bytes)) {
    case FileKind::Onnx: return parseOnnx(bytes, file, folder);
    case FileKind::Safetensors: return parseSafetensors(bytes, file);
    case FileKind::Zip: return parseNpz(bytes, file);
    default: return fail(file, ": expected ONNX, safetensors or npz, found ", describeContents(bytes));
    }
}

Result<NetworkPtr> parseNamed(ByteView bytes, const std::string& name, const std::optional<std::filesystem::path>& folder)
{
    auto network = parseByContents(bytes, name, folder);
    if (!network)
        return tl::unexpected(network.error());
    network->name = std::filesystem::path(name).filename().string();
    return std::make_shared<const Network>(std::move(*network));
}

} // namespace

Result<NetworkPtr> readNetwork(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, std::uintmax_t{1} << 31);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseNamed(*bytes, path.string(), path.parent_path());
}

Result<NetworkPtr> parseNetwork(ByteView bytes, const std::string& name)
{
    return parseNamed(bytes, name, std::nullopt);
}

} // namespace termscope
