// The file formats of networks, one row each. A new format is a folder beside this file and a row in Formats.cpp; what
// opens, writes, offers or names formats reads the table.
#pragma once

#include "core/formats/NetworkWriter.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>

namespace termscope {

/// A network that is to be written with other weights.
struct NetworkExport {
    const Network& network;
    const LayerWeights& weights;
    const std::vector<NamedTensor>& replaced;                  ///< other tensors of the network that change with them
    std::vector<std::pair<std::string, std::string>> metadata; ///< key, value; for formats that hold some
    std::function<Result<Bytes>()> source;                     ///< the bytes that the network was read from
    std::vector<std::string>* warnings = nullptr;              ///< told what could not be kept, a sentence each
};

struct FormatInfo {
    std::string_view key;   ///< "onnx": on the command line, and the ending of files that are written
    std::string_view title; ///< "ONNX": for the screen and messages
    std::span<const std::string_view> patterns; ///< of file names, for dialogs and desktops: "*.onnx"

    /// By the contents, never by the name.
    bool (*detects)(ByteView bytes);
    /// `file` is what messages call the file. `folder`: where other files that it names may be; none when it has to
    /// hold everything itself. Any bytes: those of another format are an error.
    Result<Network> (*read)(const FileBytes& source, const std::string& file,
                            const std::optional<std::filesystem::path>& folder);

    /// nullptr for a format that is read only.
    Result<Bytes> (*write)(const NetworkExport& what) = nullptr;
    bool overSource = false; ///< write puts the weights into a copy of the file, which is of the same format
    bool rounds = false;     ///< written weights have the number type of the file, down to 16 bits
};

/// The rows in the order in which contents are asked for them and messages name them.
std::span<const FormatInfo> formats();

/// The row with this key, or nullptr.
const FormatInfo* findFormat(std::string_view key);

/// The row that detects the contents, or nullptr.
const FormatInfo* formatOf(ByteView bytes);

/// The rows that can be written: first those that hold any network, then those that only copies of their own files are
/// written in.
std::vector<const FormatInfo*> writtenFormats();

/// "ONNX, safetensors, GGUF, npz or PyTorch".
std::string formatTitles();
/// ".safetensors, .npz or .onnx": the endings of files that are written.
std::string writtenEndings();
/// "a, b or c".
std::string listWithOr(std::span<const std::string> words);

/// Errors: the format is read only or written over its own files alone (names `out`), or those of the writer.
Result<Bytes> exportBytes(const FormatInfo& format, const NetworkExport& what, const std::string& out);

} // namespace termscope
