// One NumPy array, as in a .npy file. Source: numpy/lib/format.py, versions 1.0 to 3.0.
#pragma once

#include "core/files/FloatBytes.h"
#include "core/tensor/Tensor.h"

#include <optional>

namespace termscope {

struct NpyArray {
    std::string type; ///< as NumPy writes it: "<f4", ">i2", "|u1"
    char kind = 0;    ///< 'f' floating point, 'i' signed, 'u' unsigned, 'b' truth values; 'O' Python objects, of which
                      ///< only Python knows how they are stored; others as NumPy has them
    bool bigEndian = false;
    bool fortranOrder = false; ///< the first axis is contiguous
    std::size_t itemSize = 0;
    Shape shape;
    Bytes file; ///< the whole .npy
    std::size_t dataStart = 0;

    ByteView data() const { return ByteView(file).subspan(dataStart); }
};

/// The array of a .npy that stays where it is: all of NpyArray but `file`. Checks and errors as those of parseNpy().
Result<NpyArray> parseNpyHeader(ByteView bytes, const std::string& where);

/// Checks magic, header and that the shape matches the data. `where` opens every message.
Result<NpyArray> parseNpy(Bytes bytes, const std::string& where);

/// binary16, 32 or 64; none for other types.
std::optional<FloatType> floatType(const NpyArray& array);

/// All values, the last axis contiguous, as float32. Only for arrays that have a floatType().
std::vector<float> floatValues(const NpyArray& array);

/// The same, in the array's own memory where they lie there as wanted.
SharedFloats sharedFloats(NpyArray array);

/// All values of an array of whole numbers of up to 8 bytes or of truth values, the last axis contiguous; none for
/// other types. Unsigned numbers above the range of int64 become negative.
std::optional<std::vector<std::int64_t>> integerValues(const NpyArray& array);

/// The elements of an array as they are, the last axis contiguous.
Bytes rowOrderBytes(const NpyArray& array);

/// A .npy file (version 1.0, "<f4", the last axis contiguous, data on a multiple of 64 bytes).
Bytes npyBytes(const Shape& shape, std::span<const float> values);

} // namespace termscope
