// Tensors from one safetensors file, or from several in turn.
#pragma once

#include "core/base/Error.h"
#include "core/files/MappedFile.h"
#include "core/formats/packed/StoredArray.h"
#include "core/graph/WeightsOnly.h"

#include <functional>
#include <string>
#include <vector>

namespace termscope {

struct SafetensorsTensors {
    std::vector<StoredArray> arrays;
    LeftOutTensors leftOut{"tensor"};
};

/// Adds the tensors of a file that are wanted. Errors: those of the header and of `wanted`.
Result<void> addTensors(SafetensorsTensors& found, const FileBytes& source, const std::string& file,
                        const std::function<Result<bool>(const std::string& name)>& wanted);

/// Arrays that belong together joined, all others as they are. The name of the file opens messages.
Result<Network> networkOf(SafetensorsTensors found, const std::string& file);

} // namespace termscope
