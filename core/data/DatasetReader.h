// Opens labelled images; the file's contents decide the format, not its name.
//
//   IDX   the MNIST format, gzipped or not: unsigned bytes, images [count, height, width], labels [count]
//   npz   arrays `x` (or the only array of two or more axes, or `images`, `x_test`) and `y` (or `labels`, `y_test`);
//         bytes are divided by 255, floats are taken as they are
//
// Where no labels are given they come from the npz itself, or from the IDX file beside the images whose name has
// "labels-idx1" for "images-idx3".
#pragma once

#include "core/base/Error.h"
#include "core/base/Files.h"
#include "core/data/Dataset.h"

#include <optional>

namespace termscope {

/// Errors: unreadable, wrong magic, truncated, images and labels of different counts, values not finite, labels negative
/// or above 65,535, an archive that unpacks to more than `limit` bytes.
Result<DatasetPtr> readDataset(const std::filesystem::path& images, const std::optional<std::filesystem::path>& labels = {});

/// The same from memory; `name` is what messages call it. Empty `labels` means none are given.
Result<DatasetPtr> parseDataset(ByteView images, ByteView labels, const std::string& name);

/// "IMAGES" or "IMAGES,LABELS" as given on the command line. A file whose own name has a comma is found first.
Result<DatasetPtr> readDatasetArgument(const std::string& argument);

/// The labels must be classes the network has, and the features its input: a sentence if not.
Result<void> checkFits(const Dataset& dataset, std::int64_t inputFeatures, std::int64_t outputFeatures);

} // namespace termscope
