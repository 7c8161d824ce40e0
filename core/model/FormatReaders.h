// The reader of each network format, for readNetwork() to choose from. `file` is what messages call the file.
#pragma once

#include "core/base/Error.h"
#include "core/base/Files.h"
#include "core/model/Network.h"

namespace termscope {

Result<Network> parseOnnx(ByteView bytes, const std::string& file);
Result<Network> parseSafetensors(ByteView bytes, const std::string& file);
Result<Network> parseNpz(ByteView bytes, const std::string& file);

} // namespace termscope
