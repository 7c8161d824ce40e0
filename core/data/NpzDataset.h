// Images and labels from the arrays of an npz file.
#pragma once

#include "core/base/Error.h"
#include "core/data/StoredImages.h"
#include "core/files/Files.h"

namespace termscope {

/// Whether it is an npz file with one of the names of labels. Reads names alone.
bool hasLabels(ByteView bytes);

/// The array `x`, `images` or `x_test`, or the only array of two or more axes; and the labels, where there are any.
Result<StoredImages> imagesFromNpz(ByteView bytes, const std::string& file);

/// The array `y`, `labels` or `y_test`, or the only array: whole numbers 0…65,535, or one-hot rows.
Result<std::vector<std::int32_t>> labelsFromNpz(ByteView bytes, const std::string& file);

} // namespace termscope
