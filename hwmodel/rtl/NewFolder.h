// Verbs that write a folder of files: all of them, or none.
#pragma once

#include "hwmodel/rtl/ArrayDesign.h"

#include <filesystem>
#include <vector>

namespace termscope {

/// Says before long work whether the folder can be written: it is not there and can be made, or it is empty.
Result<void> checkNewFolder(const std::filesystem::path& folder);

/// Writes all files, or none: into a folder beside, which then takes the place.
Result<void> writeFolder(const std::filesystem::path& folder, const std::vector<DesignFile>& files);

} // namespace termscope
