// What `rtl` writes beside the memory files: sources, Makefile, file list, constraints and a page that tells them.
#pragma once

#include "hwmodel/rtl/ArrayDesign.h"

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

} // namespace termscope::cli
