// JPEG and PNG to 8-bit grey or red, green and blue, as Pillow's convert("RGB") has them: alpha and transparency are
// left out, of 16 bits the upper 8 stay, CMYK is multiplied out, and the orientation an EXIF block asks for is not
// applied.
#pragma once

#include "core/base/Error.h"
#include "core/data/images/Image.h"
#include "core/files/Files.h"

#include <string_view>

namespace termscope {

/// By the first bytes. `file` opens every message. Errors: neither JPEG nor PNG, cut short, damaged, too many pixels.
/// Thread-safe.
Result<Image> decodeImage(ByteView bytes, const std::string& file);

/// True for the names that pictures have, ".JPEG" or ".png", those of formats that are not read included: such a file
/// in a folder is told of, not passed over.
bool hasImageName(std::string_view fileName);

} // namespace termscope
