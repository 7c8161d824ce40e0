// The reader of each network format, for readNetwork() to choose from. `file` is what messages call the file.
#pragma once

#include "core/base/Error.h"
#include "core/base/MappedFile.h"
#include "core/model/Network.h"

namespace termscope {

/// Large tensors of float32 are shared with the file that the bytes are of, where it is mapped; all else is copied.
/// `folder`: where the model's external data may be; none when it has to hold all of its data.
Result<Network> parseOnnx(const FileBytes& source, const std::string& file,
                          const std::optional<std::filesystem::path>& folder = {});
Result<Network> parseSafetensors(const FileBytes& source, const std::string& file);
Result<Network> parseNpz(const FileBytes& source, const std::string& file);

} // namespace termscope
