// A convolution in pieces whose sums stay in the cache until what follows has read them: some whole images, or some
// rows of one.
#pragma once

#include "core/ops/SlidingWindow.h"

namespace termscope {

/// Rows are those of ImagePass: all spatial axes of the result but the last.
struct ImagePiece {
    std::int64_t image = 0;  ///< the first one
    std::int64_t images = 0; ///< one where it is not all rows
    std::int64_t row = 0;    ///< of the result
    std::int64_t rows = 0;
    std::int64_t inputPlace = 0; ///< of an image, the first that the window reads
    SlidingWindow window;        ///< that gives these rows
};

/// All of `batch` images in order, in pieces of at most `mostPlaces` places of the result where one slice along the
/// first axis has no more. A window of one axis, or with slices that read padding alone, is cut between images only.
std::vector<ImagePiece> imagePieces(const SlidingWindow& window, std::int64_t batch, std::int64_t mostPlaces);

} // namespace termscope
