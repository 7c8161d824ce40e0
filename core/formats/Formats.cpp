#include "core/formats/Formats.h"

#include "core/files/FileKind.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/NetworkReader.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::array<std::string_view, 1> onnxPatterns{"*.onnx"};
constexpr std::array<std::string_view, 2> safetensorsPatterns{"*.safetensors", "*.safetensors.index.json"};
constexpr std::array<std::string_view, 1> ggufPatterns{"*.gguf"};
constexpr std::array<std::string_view, 2> npzPatterns{"*.npz", "*.npy"};
constexpr std::array<std::string_view, 3> pytorchPatterns{"*.pt", "*.pth", "pytorch_model*.bin"};

bool isTorchZip(ByteView bytes)
{
    if (fileKind(bytes) != FileKind::Zip)
        return false;
    const auto zip = ZipReader::open(bytes, "");
    return zip && isPyTorchArchive(*zip);
}

Result<Network> readSafetensors(const FileBytes& source, const std::string& file,
                                const std::optional<std::filesystem::path>& folder)
{
    return fileKind(source.bytes) == FileKind::Json ? parseShardIndex(source, file, folder)
                                                    : parseSafetensors(source, file);
}

Result<Network> readPyTorch(const FileBytes& source, const std::string& file,
                            const std::optional<std::filesystem::path>&)
{
    if (fileKind(source.bytes) == FileKind::Pickle)
        return parseOldPyTorch(source, file);
    const auto zip = ZipReader::open(source.bytes, file);
    if (!zip)
        return tl::unexpected(zip.error());
    if (!isPyTorchArchive(*zip))
        return fail(file, ": expected an archive of torch.save, found ", describeContents(source.bytes));
    return parsePyTorch(source, *zip, file);
}

const std::array rows{
    FormatInfo{
        .key = "onnx",
        .title = "ONNX",
        .patterns = onnxPatterns,
        .detects = [](ByteView bytes) { return fileKind(bytes) == FileKind::Onnx; },
        .read = parseOnnx,
        .write =
            [](const NetworkExport& what) {
                const Result<Bytes> source = what.source();
                return source ? onnxBytes(what.network, what.weights, *source, what.replaced) : source;
            },
        .overSource = true,
        .rounds = true,
    },
    FormatInfo{
        .key = "safetensors",
        .title = "safetensors",
        .patterns = safetensorsPatterns,
        .detects =
            [](ByteView bytes) { return fileKind(bytes) == FileKind::Safetensors || looksLikeShardIndex(bytes); },
        .read = readSafetensors,
        .write =
            [](const NetworkExport& what) {
                return safetensorsBytes(what.network, what.weights, what.metadata, what.replaced, what.warnings);
            },
    },
    FormatInfo{
        .key = "gguf",
        .title = "GGUF",
        .patterns = ggufPatterns,
        .detects = [](ByteView bytes) { return fileKind(bytes) == FileKind::Gguf; },
        .read = parseGguf,
    },
    FormatInfo{
        .key = "npz",
        .title = "npz",
        .patterns = npzPatterns,
        .detects =
            [](ByteView bytes) {
                return fileKind(bytes) == FileKind::Npy || (fileKind(bytes) == FileKind::Zip && !isTorchZip(bytes));
            },
        .read = [](const FileBytes& source, const std::string& file,
                   const std::optional<std::filesystem::path>&) { return parseNpz(source, file); },
        .write = [](const NetworkExport& what) { return npzBytes(what.network, what.weights, what.replaced); },
    },
    FormatInfo{
        .key = "pytorch",
        .title = "PyTorch",
        .patterns = pytorchPatterns,
        .detects = [](ByteView bytes) { return fileKind(bytes) == FileKind::Pickle || isTorchZip(bytes); },
        .read = readPyTorch,
    },
};

} // namespace

std::span<const FormatInfo> formats()
{
    return rows;
}

const FormatInfo* findFormat(std::string_view key)
{
    const auto found = std::ranges::find(rows, key, &FormatInfo::key);
    return found == rows.end() ? nullptr : &*found;
}

const FormatInfo* formatOf(ByteView bytes)
{
    const auto found = std::ranges::find_if(rows, [bytes](const FormatInfo& row) { return row.detects(bytes); });
    return found == rows.end() ? nullptr : &*found;
}

std::vector<const FormatInfo*> writtenFormats()
{
    std::vector<const FormatInfo*> written;
    for (const FormatInfo& row : rows)
        if (row.write != nullptr)
            written.push_back(&row);
    std::stable_partition(written.begin(), written.end(), [](const FormatInfo* row) { return !row->overSource; });
    return written;
}

std::string listWithOr(std::span<const std::string> words)
{
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i)
        list += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
    return list;
}

std::string formatTitles()
{
    std::vector<std::string> titles;
    for (const FormatInfo& row : rows)
        titles.emplace_back(row.title);
    return listWithOr(titles);
}

std::string writtenEndings()
{
    std::vector<std::string> endings;
    for (const FormatInfo* row : writtenFormats())
        endings.push_back(text(".", row->key));
    return listWithOr(endings);
}

Result<Bytes> exportBytes(const FormatInfo& format, const NetworkExport& what, const std::string& out)
{
    if (format.write == nullptr)
        return fail(out, ": expected a name that ends in ", writtenEndings());
    if (format.overSource && what.network.format != &format)
        return fail(out, ": expected an ", format.title, " network to write ", format.title, ", found ",
                    what.network.format == nullptr ? "another" : what.network.format->title);
    return format.write(what);
}

} // namespace termscope
