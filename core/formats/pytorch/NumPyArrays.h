// Arrays of NumPy in a pickle.
#pragma once

#include "core/base/Error.h"
#include "core/formats/pytorch/Pickle.h"
#include "core/tensor/Tensor.h"

#include <optional>
#include <string>

namespace termscope {

struct PickledArray {
    std::string type; ///< "<f4"
    std::string storedType;
    std::optional<Tensor> floats; ///< none for other kinds of number
};

/// `where` opens messages. Range: a call with the role NumPyArray. Errors: a state that is not an array's, bytes that
/// do not fit its shape.
Result<PickledArray> numPyArray(const PickleValue& value, const std::string& where);

} // namespace termscope
