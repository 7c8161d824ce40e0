// Pictures in a folder, JPEG or PNG, decoded when they are asked for.
//
// With a labels file: the pictures it lists, in its order. Without: a folder for each class, as ImageNet's are; classes
// are numbered in the alphabetical order of their folders, or, where class names are given, as these say. A folder of
// pictures alone has no labels.
#pragma once

#include "core/data/images/ClassNames.h"
#include "core/data/images/ImageSource.h"

#include <optional>

namespace termscope {

struct ImageFolderConfig {
    std::filesystem::path folder;
    std::optional<std::filesystem::path> labels;
    std::optional<ClassNames> classes;
};

/// Lists the folder and reads the labels, but no picture. Errors: no such folder, no picture in it, a class folder that
/// no class is named for, a picture outside the folder in the labels file, errors of readLabelsFile. Cost: one entry of
/// memory per picture, about the length of its name.
Result<LabelledImages> openImageFolder(const ImageFolderConfig& config);

} // namespace termscope
