// The operands of one matrix product from an .npz archive: x [M, K] (or `inputs`) and w [K, N] (or `weights`), whole
// numbers of any NumPy type.
#pragma once

#include "core/base/Error.h"
#include "hwmodel/ArrayConfig.h"

#include <filesystem>
#include <vector>

namespace termscope {

struct RawOperands {
    GemmShape shape;
    std::vector<std::int64_t> x; ///< [M, K]
    std::vector<std::int64_t> w; ///< [K, N]
};

/// Errors name the file and the array: not an .npz, an array missing, not a matrix, empty, values that are no whole
/// numbers, an x and a w that do not fit each other.
Result<RawOperands> readOperandFile(const std::filesystem::path& path);

} // namespace termscope
