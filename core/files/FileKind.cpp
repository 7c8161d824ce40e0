#include "core/files/FileKind.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>

namespace termscope {
namespace {

using namespace std::string_view_literals;

bool startsWith(ByteView bytes, std::string_view magic)
{
    const auto same = [](char want, std::byte have) { return static_cast<std::byte>(want) == have; };
    return bytes.size() >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin(), same);
}

bool isText(ByteView bytes)
{
    const auto head = bytes.first(std::min<std::size_t>(bytes.size(), 64));
    return std::all_of(head.begin(), head.end(), [](std::byte byte) {
        const auto code = std::to_integer<unsigned>(byte);
        return (code >= 0x20 && code < 0x7F) || (code >= '\t' && code <= '\r');
    });
}

/// Eight bytes with the length of the header, then the header: a JSON object. Text that has a brace there is just text.
bool isSafetensors(ByteView bytes)
{
    return bytes.size() > 8 && bytes[8] == std::byte{'{'} && !isText(bytes.first(8));
}

/// "<!DOCTYPE html" or "<html", after blanks, in any case.
bool isHtml(ByteView bytes)
{
    std::string head;
    for (const std::byte byte : bytes.first(std::min<std::size_t>(bytes.size(), 256)))
        head += static_cast<char>(std::tolower(std::to_integer<int>(byte)));
    head.erase(0, head.find_first_not_of(" \t\r\n\f"));
    return head.starts_with("<!doctype html") || head.starts_with("<html");
}

/// Protocols 2 to 5 begin so; but so does a safetensors file whose header has 0x280, 0x380, 0x480 or 0x580 bytes.
bool isPickle(ByteView bytes)
{
    const bool begins = bytes.size() >= 2 && bytes[0] == std::byte{0x80} && bytes[1] >= std::byte{2}
                        && bytes[1] <= std::byte{5};
    const bool isLength = bytes.size() > 8 && std::ranges::all_of(bytes.subspan(2, 6), [](std::byte byte) {
                              return byte == std::byte{0};
                          });
    return begins && !(isLength && isSafetensors(bytes));
}

/// Reads a protobuf variable-length integer and removes it from `bytes`.
std::optional<std::uint64_t> takeVarint(ByteView& bytes)
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = std::to_integer<std::uint64_t>(bytes[0]);
        bytes = bytes.subspan(1);
        value |= (byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    return std::nullopt;
}

/// ONNX has no magic number: the file is a protobuf message, and only these fields and wire types may occur at its top.
bool isOnnx(ByteView bytes)
{
    bool hasGraph = false;
    bool hasVersion = false;
    while (!bytes.empty() && !hasGraph) {
        const auto tag = takeVarint(bytes);
        if (!tag)
            break;
        const std::uint64_t field = *tag >> 3;
        const std::uint64_t wire = *tag & 7;
        const bool isNumber = field == 1 || field == 5;
        const bool isMessage = (field >= 2 && field <= 4) || (field >= 6 && field <= 8) || field == 14 || field == 20
                               || field == 25;
        if (!(isNumber && wire == 0) && !(isMessage && wire == 2))
            return false;
        const auto value = takeVarint(bytes);
        if (!value)
            break;
        hasVersion |= field == 1 && *value > 0 && *value < 1000;
        hasGraph = field == 7;
        if (isMessage && *value > bytes.size())
            break; // cut short
        if (isMessage)
            bytes = bytes.subspan(*value);
    }
    return hasGraph || hasVersion;
}

std::string firstBytes(ByteView bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (const std::byte byte : bytes.first(std::min<std::size_t>(bytes.size(), 8))) {
        const auto code = std::to_integer<unsigned>(byte);
        result += {' ', digits[code >> 4], digits[code & 0xF]};
    }
    return result;
}

} // namespace

FileKind fileKind(ByteView bytes)
{
    if (bytes.empty())
        return FileKind::Empty;
    if (startsWith(bytes, "PK\x03\x04") || startsWith(bytes, "PK\x05\x06"))
        return FileKind::Zip;
    if (startsWith(bytes, "\x1f\x8b"))
        return FileKind::Gzip;
    if (bytes.size() >= 4 && startsWith(bytes, "\0\0"sv) && bytes[2] >= std::byte{0x08} && bytes[2] <= std::byte{0x0E}
        && bytes[3] >= std::byte{1} && bytes[3] <= std::byte{8})
        return FileKind::Idx;
    if (startsWith(bytes, "\x93NUMPY"))
        return FileKind::Npy;
    if (startsWith(bytes, "\x89HDF\r\n\x1a\n"))
        return FileKind::Hdf5;
    if (startsWith(bytes, "\x89PNG") || startsWith(bytes, "\xff\xd8\xff") || startsWith(bytes, "GIF8"))
        return FileKind::Image;
    if (startsWith(bytes, "GGUF"))
        return FileKind::Gguf;
    if (bytes.size() >= 8 && startsWith(bytes.subspan(4), "TFL3"))
        return FileKind::TfLite;
    if (startsWith(bytes, "version https://git-lfs.github.com/spec/"))
        return FileKind::LfsPointer;
    if (isHtml(bytes))
        return FileKind::Html;
    if (isPickle(bytes))
        return FileKind::Pickle;
    if (isSafetensors(bytes))
        return FileKind::Safetensors;
    if (isOnnx(bytes))
        return FileKind::Onnx;
    if (isText(bytes))
        return bytes[0] == std::byte{'{'} || bytes[0] == std::byte{'['} ? FileKind::Json : FileKind::Text;
    return FileKind::Unknown;
}

std::string describeContents(ByteView bytes)
{
    switch (fileKind(bytes)) {
    case FileKind::Empty: return "an empty file";
    case FileKind::Onnx: return "an ONNX model";
    case FileKind::Safetensors: return "a safetensors file";
    case FileKind::Gguf: return "a GGUF file";
    case FileKind::Zip: return "a zip archive";
    case FileKind::Gzip: return "a gzip file";
    case FileKind::Idx: return "an IDX file (MNIST-style data)";
    case FileKind::Npy: return "a single NumPy array (.npy)";
    case FileKind::Hdf5:
        return "an HDF5 file: of a Keras model, load it in Keras and export it with "
               "model.export(\"net.onnx\", format=\"onnx\")";
    case FileKind::TfLite:
        return "a TFLite model: convert it with python -m tf2onnx.convert --tflite model.tflite --output net.onnx";
    case FileKind::LfsPointer: return "a Git LFS pointer in place of the file: run git lfs pull";
    case FileKind::Html: return "an HTML page, not a network: download the file itself, not the page about it";
    case FileKind::Pickle: return "a Python pickle";
    case FileKind::Image: return "a picture";
    case FileKind::Json:
    case FileKind::Text: {
        const std::size_t length = std::min<std::size_t>(bytes.size(), 32);
        return "a text file that starts with " + inQuotes({reinterpret_cast<const char*>(bytes.data()), length});
    }
    case FileKind::Unknown: break;
    }
    return "a file that starts with the bytes" + firstBytes(bytes);
}

} // namespace termscope
