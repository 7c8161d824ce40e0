// What `rtl` writes beside the memory files: sources, Makefile, file list, constraints and a page that tells them.
#pragma once

#include "hwmodel/rtl/ArrayDesign.h"

namespace termscope {

struct RtlSource {
    std::string_view name; ///< of the module, and of the file without ".sv"
    std::string_view text;
};

/// A whole folder: sources in rtl/, memory files in memory/.
struct RtlFolder {
    ArrayDesign design;
    SimulationConfig config;
    std::shared_ptr<const ProductOperands> operands;
    std::string product; ///< where the operands come from
    ProductMemory memory;
    std::vector<RtlSource> sources; ///< what is built, the top first
    RtlSource bench;                ///< the self-checking test bench
};

/// Refuses what would take the memories of a test bench, and the simulator, too long: matrices of more than 2^22
/// values, more than `mostProducts` products of values.
Result<void> checkMemories(const GemmShape& shape, std::int64_t mostProducts);

/// Fills design and memory from the configuration and the operands. Errors: arrayDesign's and productMemory's.
Result<void> prepareFolder(RtlFolder& folder, const DesignRange& range);

/// Every file, by its path in the folder.
std::vector<DesignFile> filesOf(const RtlFolder& folder);

} // namespace termscope
