// The reader of each network format, for readNetwork() to choose from. `file` is what messages call the file.
#pragma once

#include "core/base/Error.h"
#include "core/base/Files.h"
#include "core/model/Network.h"

namespace termscope {

/// `folder`: where the model's external data may be; none when it has to hold all of its data.
Result<Network> parseOnnx(ByteView bytes, const std::string& file, const std::optional<std::filesystem::path>& folder = {});
Result<Network> parseSafetensors(ByteView bytes, const std::string& file);
Result<Network> parseNpz(ByteView bytes, const std::string& file);

} // namespace termscope
