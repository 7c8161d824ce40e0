// What `rtl` writes beside the memory files: sources, Makefile, file list, constraints and a page that tells them.
#pragma once

#include "hwmodel/rtl/ArrayDesign.h"

#include <filesystem>

namespace termscope::cli {

/// A whole folder: sources in rtl/, memory files in memory/.
struct RtlFolder {
    ArrayDesign design;
    SimulationConfig config;
    std::shared_ptr<const ProductOperands> operands;
    std::string product; ///< where the operands come from
    ProductMemory memory;
};

/// Every file, by its path in the folder.
std::vector<DesignFile> filesOf(const RtlFolder& folder);

/// Says before long work whether the folder can be written: it is not there and can be made, or it is empty.
Result<void> checkRtlFolder(const std::filesystem::path& folder);

/// Writes all files, or none: into a folder beside, which then takes the place.
Result<void> writeRtlFolder(const std::filesystem::path& folder, const std::vector<DesignFile>& files);

} // namespace termscope::cli
