// The names of Python that are known in a PyTorch file: what torch.save writes of tensors, and NumPy of arrays.
//
// Source: PyTorch, torch/_utils.py, torch/serialization.py and torch/storage.py, versions 0.4 to 2.6; NumPy,
// numpy/core/src/multiarray (__reduce__ of arrays and types), versions 1 and 2.
#pragma once

#include "core/files/FloatBytes.h"

#include <optional>
#include <span>
#include <string_view>

namespace termscope {

enum class TorchRole {
    Storage,            ///< class of a row of numbers of one type; untyped: of bytes
    RebuildTensor,      ///< (storage, offset, size, stride, …)
    RebuildTypedTensor, ///< the same; the seventh argument is the type of the numbers, and the storage has bytes
    RebuildParameter,   ///< (tensor, …)
    RebuildQuantized,   ///< (storage, offset, size, stride, (scheme, scales, zero points, axis), …)
    PerTensor,          ///< scheme: a scale and a zero point as numbers
    PerChannel,         ///< scheme: two tensors of them, and an axis
    NumberType,         ///< torch.float16
    NumPyArray,         ///< makes an array, whose state is (version, shape, type, order, bytes)
    NumPyType,          ///< (name, …), whose state is (version, byte order, …)
    EncodedText,        ///< bytes: (text, "latin1")
    Other               ///< that holds no weights: torch.Size, torch.device, single numbers of NumPy
};

struct TorchName {
    std::string_view module;
    std::string_view name;
    TorchRole role = TorchRole::Other;
    std::string_view type = {};           ///< Storage, NumberType: "float32"; "" for bytes
    std::size_t size = 1;                 ///< of one number, in bytes
    std::optional<FloatType> floats = {}; ///< none for other kinds of number
};

std::span<const TorchName> torchNames();

/// Position among torchNames(); −1 for any other name.
int torchNameOf(std::string_view module, std::string_view name);

} // namespace termscope
