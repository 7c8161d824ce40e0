// Opens labelled images; the file's contents decide the format, not its name.
//
//   IDX     the MNIST format, gzipped or not: unsigned bytes, images [count, height, width(, channels)],
//           labels [count]; of four axes as npz
//   npz     arrays `x` (or the only array of two or more axes, or `images`, `x_test`) and `y` (or `labels`,
//           `y_test`), [count] or a class for each pixel, [count, rows, columns]; where the channels of four axes stand
//           is found out (core/data/StoredOrder.h)
//   npz     arrays by the names of the network's inputs: core/data/ArrayTable.h
//   CIFAR   the binary version of CIFAR-10 or CIFAR-100, gzipped or not; several files one after the other
//   picture one JPEG or PNG, without a label
//   folder  JPEG and PNG, streamed: a folder for each class, or a text file of labels; see
//           core/data/images/ImageFolder.h
//
// Where no labels are given they come from the npz itself, or from the IDX file beside the images whose name has
// "labels-idx1" for "images-idx3". Bytes become values as the preprocessing says; numbers that an npz holds in floating
// point are taken as already scaled, so that only mean and std apply to them.
#pragma once

#include "core/base/Error.h"
#include "core/data/ArrayTable.h"
#include "core/files/Files.h"
#include "core/tensor/Tensor.h"

#include <optional>

namespace termscope {

/// What files of images are called, for dialogs; the contents decide.
inline constexpr std::string_view datasetPatterns[] = {"*ubyte*", "*.idx", "*.npz", "*.bin",
                                                       "*.gz",    "*.png", "*.jpg", "*.jpeg"};

struct DatasetConfig {
    Preprocessing preprocessing;
    std::optional<std::filesystem::path> classNames;      ///< see core/data/images/ClassNames.h
    std::optional<std::filesystem::path> vocabulary = {}; ///< of the tokens among arrays: core/data/text/Vocabulary.h
    std::vector<TableInput> inputs = {}; ///< of the network, where it is known: arrays by their names are told so
    Shape networkInput = {}; ///< what the network declares that it takes, −1 for any size; empty: not known
};

/// For images of a network with this input: its layout counts where the preprocessing's text names none.
void followInput(DatasetConfig& config, const Shape& networkInput, std::string_view preprocessingText);

/// Pictures are streamed where they come from a folder or change their size: loaded() brings them into memory. Errors:
/// unreadable, wrong magic, truncated, images and labels of different counts, values not finite, labels negative or
/// above 65,535, an archive that unpacks to more than `limit` bytes, none of a folder's first 100 pictures readable.
Result<DatasetPtr> readDataset(const std::filesystem::path& images,
                               const std::optional<std::filesystem::path>& labels = {},
                               const DatasetConfig& config = {});

/// The same from memory, and no folders; `name` is what messages call it. Empty `labels` means none are given.
Result<DatasetPtr> parseDataset(ByteView images, ByteView labels, const std::string& name,
                                const DatasetConfig& config = {});

/// "IMAGES", "IMAGES,LABELS" or "CIFAR,CIFAR,…" as given on the command line. A file whose own name has a comma is
/// found first.
Result<DatasetPtr> readDatasetArgument(const std::string& argument, const DatasetConfig& config = {});

/// The labels must be classes the network has, and the features its input: a sentence if not.
Result<void> checkFits(const Dataset& dataset, std::int64_t inputFeatures, std::int64_t outputFeatures);

/// 1 for a network whose class 0 is the background: 1001 outputs for the 1000 classes of ImageNet; else 0.
std::int32_t backgroundClasses(const Dataset& dataset, std::int64_t outputFeatures);

/// The same samples with `shift` added to every label; the classes before are called "background".
/// Error: a label would be negative.
Result<DatasetPtr> withLabelsShifted(const DatasetPtr& dataset, std::int32_t shift);

} // namespace termscope
