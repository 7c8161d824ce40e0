// A matrix that a file holds as small integers with scales, in whatever order they are packed: w = (q − z) · scale
// (+ offset).
#pragma once

#include "core/base/Error.h"
#include "core/graph/WeightsOnly.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace termscope {

struct PackedMatrix {
    std::string type; ///< "uint4"
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t block = 0; ///< consecutive values of a row that share a scale; 0: all of a row
    std::int32_t lowest = 0;
    std::int32_t highest = 0; ///< of q
    /// Values q of a row from `first` on. What it reads of a file is let go of by `release`, of a range of values.
    std::function<void(std::int64_t row, std::int64_t first, std::span<std::int32_t> values)> read = {};
    std::function<void(std::size_t first, std::size_t count)> release = [](std::size_t, std::size_t) {};
    /// z of a block of a row; none where it is 0.
    std::function<std::int32_t(std::int64_t row, std::int64_t block)> zero = {};
    SharedFloats scales = {};               ///< one; one a row; or [rows, blocks]
    SharedFloats offsets = {};              ///< as scales; empty for none
    std::vector<std::int32_t> groupOf = {}; ///< of a column, which block it belongs to; empty for consecutive ones

    std::int64_t blocks() const { return block == 0 ? 1 : (columns + block - 1) / block; }
};

/// The layer `name` of `shape`, whose first axis is the rows. Where groupOf scatters the blocks, no integers with
/// blocks in a row can be given: then it is dequantized, and its storedType says so.
FoundTensor foundTensor(const std::string& name, const Shape& shape, PackedMatrix matrix);

/// Numbers that share scales: base · scale (+ offset), made when they are read. Range as PackedMatrix.
struct ScaledNumbers {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t block = 0;
    SharedFloats scales;
    SharedFloats offsets = {};
    std::function<void(std::size_t first, std::span<float> to)> base;
};
SharedFloats scaledFloats(ScaledNumbers numbers);

/// Integers that are made when they are read.
StoredIntegersPtr computedIntegers(std::size_t size, std::function<void(std::size_t, std::span<std::int32_t>)> read);

/// visit(row, column, place in the range, count) for the parts of rows in a range of a matrix's values.
template <class Visit>
void visitRows(std::size_t first, std::size_t count, std::int64_t columns, Visit visit)
{
    const auto width = static_cast<std::size_t>(columns);
    for (std::size_t done = 0; done < count;) {
        const std::size_t column = (first + done) % width;
        const std::size_t taken = std::min(width - column, count - done);
        visit(static_cast<std::int64_t>((first + done) / width), static_cast<std::int64_t>(column), done, taken);
        done += taken;
    }
}

} // namespace termscope
