// What flows along the edges of a network's graph: a dense array of numbers, the last axis contiguous.
//
// Floating-point elements of every width are held as float32, integers and booleans of every width as 64-bit integers;
// `type` says what the file calls them, so that casts and overflows come out as they do there.
#pragma once

#include "core/base/Error.h"
#include "core/files/FloatCodes.h"
#include "core/tensor/Tensor.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace termscope {

enum class ElementType {
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Bool,
    Int4, ///< the four narrow ones come two or four in a byte
    UInt4,
    Int2,
    UInt2,
    Float8E4M3Fn, ///< these are floating-point numbers of eight bits and less (core/files/FloatCodes.h)
    Float8E4M3Fnuz,
    Float8E5M2,
    Float8E5M2Fnuz,
    Float8E8M0,
    Float4E2M1
};

/// The type with ONNX's number; none for text, complex numbers and types that this version does not know.
std::optional<ElementType> typeFromNumber(std::int64_t number);
/// "float", "int64", …: ONNX's own names.
std::string_view nameOf(ElementType type);
bool isFloating(ElementType type);
/// Of a floating-point type of eight bits and less; none for any other.
std::optional<FloatCode> floatCode(ElementType type);

/// `value` as an integer of the type holds it: wrapped around; a Bool is 0 or 1.
std::int64_t wrapped(std::int64_t value, ElementType type);

/// Smallest and largest integer of a type of at most 16 bits; none for any other.
std::optional<std::pair<std::int32_t, std::int32_t>> integerRange(ElementType type);

/// `value` rounded to a floating-point type: float32 as it is, narrower types to nearest; what is too large for a float
/// code becomes its largest.
float rounded(float value, ElementType type);

struct Value {
    ElementType type = ElementType::Float32;
    Shape shape;
    bool known = true;                  ///< false: only type and shape are
    FloatBuffer floats;                 ///< elements of a floating-point type
    std::vector<std::int64_t> integers; ///< elements of the others

    std::int64_t size() const { return elementCount(shape); }
    std::int64_t rank() const { return static_cast<std::int64_t>(shape.size()); }
    bool floating() const { return isFloating(type); }
};

/// Values are shared, and never changed while shared.
using ValuePtr = std::shared_ptr<const Value>;

/// The elements of a floating-point value, shared with it.
SharedFloats sharedFloats(const ValuePtr& value);

/// A new value with room for its elements, all zero.
std::shared_ptr<Value> newValue(ElementType type, Shape shape);
/// The same with elements of any value, all of which are written before they are read.
std::shared_ptr<Value> newValueToFill(ElementType type, Shape shape);
/// A value of which nothing but type and shape is known.
ValuePtr shapeOnly(ElementType type, Shape shape);
ValuePtr floatValue(Shape shape, FloatBuffer elements);
ValuePtr integerValue(Shape shape, std::vector<std::int64_t> elements, ElementType type = ElementType::Int64);

} // namespace termscope
