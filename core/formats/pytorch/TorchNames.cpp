#include "core/formats/pytorch/TorchNames.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

using enum TorchRole;

constexpr std::array names{
    TorchName{"torch", "DoubleStorage", Storage, "float64", 8, FloatType::F64},
    TorchName{"torch", "FloatStorage", Storage, "float32", 4, FloatType::F32},
    TorchName{"torch", "HalfStorage", Storage, "float16", 2, FloatType::F16},
    TorchName{"torch", "BFloat16Storage", Storage, "bfloat16", 2, FloatType::BF16},
    TorchName{"torch", "LongStorage", Storage, "int64", 8},
    TorchName{"torch", "IntStorage", Storage, "int32", 4},
    TorchName{"torch", "ShortStorage", Storage, "int16", 2},
    TorchName{"torch", "CharStorage", Storage, "int8", 1},
    TorchName{"torch", "ByteStorage", Storage, "uint8", 1},
    TorchName{"torch", "BoolStorage", Storage, "bool", 1},
    TorchName{"torch", "ComplexFloatStorage", Storage, "complex64", 8},
    TorchName{"torch", "ComplexDoubleStorage", Storage, "complex128", 16},
    TorchName{"torch", "QInt8Storage", Storage, "qint8", 1},
    TorchName{"torch", "QUInt8Storage", Storage, "quint8", 1},
    TorchName{"torch", "QInt32Storage", Storage, "qint32", 4},
    TorchName{"torch", "UntypedStorage", Storage},
    TorchName{"torch.storage", "UntypedStorage", Storage},
    TorchName{"torch.storage", "_UntypedStorage", Storage},
    TorchName{"torch._utils", "_rebuild_tensor", RebuildTensor},
    TorchName{"torch._utils", "_rebuild_tensor_v2", RebuildTensor},
    TorchName{"torch._utils", "_rebuild_tensor_v3", RebuildTypedTensor},
    TorchName{"torch._utils", "_rebuild_parameter", RebuildParameter},
    TorchName{"torch._utils", "_rebuild_parameter_with_state", RebuildParameter},
    TorchName{"torch._utils", "_rebuild_qtensor", RebuildQuantized},
    TorchName{"torch", "per_tensor_affine", PerTensor},
    TorchName{"torch", "per_channel_affine", PerChannel},
    TorchName{"torch", "float64", NumberType, "float64", 8, FloatType::F64},
    TorchName{"torch", "float32", NumberType, "float32", 4, FloatType::F32},
    TorchName{"torch", "float16", NumberType, "float16", 2, FloatType::F16},
    TorchName{"torch", "bfloat16", NumberType, "bfloat16", 2, FloatType::BF16},
    TorchName{"torch", "int64", NumberType, "int64", 8},
    TorchName{"torch", "int32", NumberType, "int32", 4},
    TorchName{"torch", "int16", NumberType, "int16", 2},
    TorchName{"torch", "int8", NumberType, "int8", 1},
    TorchName{"torch", "uint64", NumberType, "uint64", 8},
    TorchName{"torch", "uint32", NumberType, "uint32", 4},
    TorchName{"torch", "uint16", NumberType, "uint16", 2},
    TorchName{"torch", "uint8", NumberType, "uint8", 1},
    TorchName{"torch", "bool", NumberType, "bool", 1},
    TorchName{"torch", "complex64", NumberType, "complex64", 8},
    TorchName{"torch", "complex128", NumberType, "complex128", 16},
    TorchName{"torch", "float8_e4m3fn", NumberType, "float8_e4m3fn", 1},
    TorchName{"torch", "float8_e4m3fnuz", NumberType, "float8_e4m3fnuz", 1},
    TorchName{"torch", "float8_e5m2", NumberType, "float8_e5m2", 1},
    TorchName{"torch", "float8_e5m2fnuz", NumberType, "float8_e5m2fnuz", 1},
    TorchName{"torch", "qint8", NumberType, "qint8", 1},
    TorchName{"torch", "quint8", NumberType, "quint8", 1},
    TorchName{"torch", "qint32", NumberType, "qint32", 4},
    TorchName{"numpy.core.multiarray", "_reconstruct", NumPyArray},
    TorchName{"numpy._core.multiarray", "_reconstruct", NumPyArray},
    TorchName{"numpy.core.multiarray", "scalar"},
    TorchName{"numpy._core.multiarray", "scalar"},
    TorchName{"numpy", "ndarray"},
    TorchName{"numpy", "dtype", NumPyType},
    TorchName{"_codecs", "encode", EncodedText},
    TorchName{"torch", "Size"},
    TorchName{"torch", "device"},
};

} // namespace

std::span<const TorchName> torchNames()
{
    return names;
}

int torchNameOf(std::string_view module, std::string_view name)
{
    const auto found = std::ranges::find_if(
        names, [&](const TorchName& known) { return known.module == module && known.name == name; });
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

} // namespace termscope
