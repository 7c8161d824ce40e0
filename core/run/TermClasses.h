// Term pairs of a convolution, counted from sums of its data's terms.
//
// Places of the input that the same kernel positions meet are of one class: in the middle of an image nearly all, at
// its edges, and where a stride leaves places out, others. pairs = Σ over channels and classes of (terms of the data
// there) · (terms of the weights that meet them, over all outputs). What lies in the padding has no terms.
#pragma once

#include "core/ops/SlidingWindow.h"

#include <span>

namespace termscope {

/// Images in lanes: `lanes` neighbouring channels lie side by side at each place; the last block of channels is filled
/// up.
class TermClasses {
public:
    /// columnTerms: [groups, kernel positions, inputs of a group], terms of the weights over the outputs of their
    /// group.
    TermClasses(const SlidingWindow& window, std::span<const std::uint64_t> columnTerms, std::int64_t groups,
                std::int64_t lanes);

    /// Rows of an image (all axes but the last), and their length.
    std::int64_t rows() const { return static_cast<std::int64_t>(rowClasses_.size()); }
    std::int64_t width() const { return width_; }

    /// Whether all places are of one class.
    bool isOne() const { return isOne_; }
    /// Sums that a block of channels needs, all zero: [classes, lanes].
    std::vector<std::uint32_t> noSums() const;
    /// Adds the terms [width, lanes] of one row.
    void addRow(const std::uint8_t* terms, std::int64_t row, std::uint32_t* sums) const;
    /// The pairs of what was added, as channels of block `block`.
    double pairs(std::span<const std::uint32_t> sums, std::int64_t block) const;

private:
    /// Places of a row that are of one class, at equal distances.
    struct Run {
        std::int32_t first, count, step, column;
    };

    void findRuns(const std::vector<int>& columnClasses);

    std::int64_t width_;
    std::int64_t lanes_;
    std::vector<int> rowClasses_; ///< by row; −1 where no window reads it
    std::vector<Run> runs_;
    std::int64_t columns_ = 0; ///< classes of the last axis
    std::int64_t classes_ = 0;
    bool isOne_ = false;
    std::vector<double> weights_; ///< [blocks, classes, lanes]: terms of the weights
};

} // namespace termscope
