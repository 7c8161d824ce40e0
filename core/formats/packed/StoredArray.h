// An array of numbers of any kind, where a file has it.
#pragma once

#include "core/files/FloatBytes.h"
#include "core/files/FloatCodes.h"
#include "core/files/MappedFile.h"
#include "core/tensor/Tensor.h"

#include <memory>
#include <string>
#include <vector>

namespace termscope {

enum class NumberFamily {
    Float, ///< of FloatType
    Code,  ///< of FloatCode
    Signed,
    Unsigned,
    Other ///< truth values, complex numbers, objects
};

struct NumberKind {
    NumberFamily family = NumberFamily::Other;
    int bits = 8;
    FloatType floats = FloatType::F32;
    FloatCode code = FloatCode::E4M3;

    bool isWhole() const { return family == NumberFamily::Signed || family == NumberFamily::Unsigned; }
    bool isFloating() const { return family == NumberFamily::Float || family == NumberFamily::Code; }
};

struct StoredArray {
    std::string name;
    std::string type; ///< as the file calls it: "I8"
    NumberKind kind;
    Shape shape;
    FileBytes source{ByteView()}; ///< all of its numbers, the last axis contiguous; good while it is read
    bool bigEndian = false;
    std::shared_ptr<const void> owner = {}; ///< of bytes that nothing else keeps
    SharedFloats floats = {};               ///< of a floating-point array whose reader has made them; then no source

    std::int64_t size() const { return elementCount(shape); }
};

/// The numbers of an array of the families Float and Code, where the file has them if they are many.
SharedFloats floatsOf(const StoredArray& array);

/// "float16", "FP8 E4M3"; empty for float32.
std::string storedTypeOf(const NumberKind& kind);

/// One whole number. Range: kind.isWhole(), of 8 to 64 bits; unsigned numbers beyond int64 become negative.
std::int64_t wholeAt(const std::byte* bytes, std::size_t index, const NumberKind& kind, bool bigEndian);

/// "int8", "uint8".
std::string wholeTypeOf(const NumberKind& kind);

/// Numbers that are made when they are read; those of few values at once and for good.
SharedFloats lazily(StoredFloatsPtr floats);

} // namespace termscope
