// The readers behind the rows of Formats.cpp. `file` is what messages call the file.
#pragma once

#include "core/base/Error.h"
#include "core/files/MappedFile.h"
#include "core/files/Zip.h"
#include "core/graph/Network.h"

namespace termscope {

/// Large tensors of float32 are shared with the file that the bytes are of, where it is mapped; those in another form
/// too, but of ONNX; all else is copied.
/// `folder`: where the model's external data may be; none when it has to hold all of its data.
Result<Network> parseOnnx(const FileBytes& source, const std::string& file,
                          const std::optional<std::filesystem::path>& folder = {});
Result<Network> parseSafetensors(const FileBytes& source, const std::string& file);
/// The index of a network in several safetensors files, which are in `folder`. Errors name the file or tensor: one that
/// is missing, in another file than the index says, in two; a name that leaves the folder.
Result<Network> parseShardIndex(const FileBytes& source, const std::string& file,
                                const std::optional<std::filesystem::path>& folder);
/// Of a network in several files, `folder` has the others: all are read, whichever of them this is.
Result<Network> parseGguf(const FileBytes& source, const std::string& file,
                          const std::optional<std::filesystem::path>& folder);
Result<Network> parseNpz(const FileBytes& source, const std::string& file);

/// Whether it has the data.pkl of torch.save.
bool isPyTorchArchive(const ZipReader& zip);
/// Range: isPyTorchArchive(zip), which is of `source`.
Result<Network> parsePyTorch(const FileBytes& source, const ZipReader& zip, const std::string& file);
/// The format of torch.save before PyTorch 1.6. `source` is a pickle.
Result<Network> parseOldPyTorch(const FileBytes& source, const std::string& file);

} // namespace termscope
