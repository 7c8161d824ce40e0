// A text file that gives every picture its label, one per line:
//
//     ILSVRC2012_val_00000347.JPEG 472        a class number
//     cat one.png 3                           the last word is the number, all before it the file
//     dog.png Great Dane                      else the first word is the file, the rest a class name
//     dog.png,3                               a comma will do where there is no blank
//
// Empty lines and lines that start with # are passed over.
#pragma once

#include "core/data/images/ClassNames.h"

#include <optional>

namespace termscope {

struct LabelledName {
    std::string name;
    std::int32_t label = 0;
};

struct LabelsFile {
    std::vector<LabelledName> entries;   ///< in the file's order
    std::vector<std::string> classNames; ///< by label; empty where the labels are numbers and no names were given
};

/// With `classes`, names stand for the classes there; without, for their places in alphabetical order. Errors name the
/// line: no label, a name that no class has, a number that no class has, numbers and names mixed, a picture twice, no
/// line at all.
Result<LabelsFile> readLabelsFile(const std::filesystem::path& path, const std::optional<ClassNames>& classes = {});
Result<LabelsFile> parseLabelsFile(std::string_view text, const std::string& file,
                                   const std::optional<ClassNames>& classes = {});

} // namespace termscope
