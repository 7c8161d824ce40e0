#include "core/formats/onnx/OnnxTensors.h"

#include "core/base/ByteOrder.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/FloatCodes.h"
#include "core/formats/onnx/ExternalData.h"
#include "core/formats/onnx/OnnxParts.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace termscope::onnxfile {
namespace {

/// The number of values that the shape asks for, with the shape checked.
Result<std::int64_t> checkedCount(const onnx::TensorProto& tensor, const std::string& where)
{
    if (static_cast<std::size_t>(tensor.dims_size()) > limits::axes)
        return fail(where, ": expected at most ", limits::axes, " axes, found ", tensor.dims_size());
    const Shape shape(tensor.dims().begin(), tensor.dims().end());
    const auto count = checkedElementCount(shape);
    if (!count)
        return fail(where, ": expected a shape of non-negative sizes that fits the file, found ", toText(shape));
    if (tensor.has_segment())
        return fail(where, ": expected it whole, found a segment of it");
    return *count;
}

tl::unexpected<Error> wrongLength(const onnx::TensorProto& tensor, const std::string& where, std::size_t expected,
                                  std::size_t found, const char* unit)
{
    const Shape shape(tensor.dims().begin(), tensor.dims().end());
    return fail(where, ": expected ", expected, " ", unit, " for ", typeName(tensor.data_type()), " ", toText(shape),
                ", found ", found);
}

/// Numbers stored in a repeated field of the message, one field entry per value.
template <class Field, class Convert>
Result<std::vector<float>> fromField(const onnx::TensorProto& tensor, const Field& field, std::size_t count,
                                     const std::string& where, Convert convert)
{
    if (static_cast<std::size_t>(field.size()) != count)
        return wrongLength(tensor, where, count, static_cast<std::size_t>(field.size()), "values");
    std::vector<float> values(count);
    std::transform(field.begin(), field.end(), values.begin(), convert);
    return values;
}

float narrowed(double value)
{
    const double bound = std::numeric_limits<float>::max();
    const float infinity = std::numeric_limits<float>::infinity();
    return value > bound ? infinity : value < -bound ? -infinity : static_cast<float>(value);
}

/// `raw`: the elements as bytes, where the file has them so.
Result<FloatBuffer> floatValues(const onnx::TensorProto& tensor, const std::optional<FileBytes>& raw, FloatType type,
                                std::size_t count, const std::string& where)
{
    if (raw) {
        const ByteView bytes = raw->bytes;
        // Compared by division: the product with the size of a value might not fit.
        if (bytes.size() % byteSize(type) != 0 || bytes.size() / byteSize(type) != count)
            return fail(where, ": expected ", count, " values of ", byteSize(type), " bytes for ",
                        typeName(tensor.data_type()), " ", toText(Shape(tensor.dims().begin(), tensor.dims().end())),
                        ", found ", bytes.size(), " bytes");
        return FloatBuffer(sharedFloats(*raw, type));
    }
    const auto bits = [](std::int32_t value) { return static_cast<std::uint16_t>(value); };
    switch (type) {
    case FloatType::F64: return fromField(tensor, tensor.double_data(), count, where, narrowed);
    case FloatType::F32: return fromField(tensor, tensor.float_data(), count, where, [](float value) { return value; });
    case FloatType::F16:
        return fromField(tensor, tensor.int32_data(), count, where,
                         [&](std::int32_t value) { return floatFromHalf(bits(value)); });
    case FloatType::BF16:
        return fromField(tensor, tensor.int32_data(), count, where, [&](std::int32_t value) {
            return std::bit_cast<float>(static_cast<std::uint32_t>(bits(value)) << 16);
        });
    }
    return {};
}

/// Codes of eight bits, or of four with the first one in the lower half of a byte.
Result<FloatBuffer> codeValues(const onnx::TensorProto& tensor, const std::optional<FileBytes>& raw, FloatCode code,
                               std::size_t count, const std::string& where)
{
    const int bits = termscope::bitsOf(code);
    const std::size_t perByte = bits == 4 ? 2 : 1;
    const std::size_t expected = count / perByte + count % perByte;
    const std::size_t found = raw ? raw->bytes.size() : static_cast<std::size_t>(tensor.int32_data_size());
    if (found != expected)
        return wrongLength(tensor, where, expected, found, expected == 1 ? "byte" : "bytes");
    const std::span<const float> numbers = valuesOf(code);
    std::vector<float> values(count);
    if (raw) {
        for (std::size_t i = 0; i < count; ++i)
            values[i] = numbers[packedNumber(raw->bytes.data(), i, bits)];
        raw->release();
        return values;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto byte = static_cast<std::uint32_t>(tensor.int32_data(static_cast<int>(i / perByte)));
        values[i] = numbers[byte >> (static_cast<std::size_t>(bits) * (i % perByte)) & ((1U << bits) - 1)];
    }
    return values;
}

std::size_t byteSizeOf(ElementType type)
{
    switch (type) {
    case ElementType::Int16:
    case ElementType::UInt16: return 2;
    case ElementType::Int32:
    case ElementType::UInt32: return 4;
    case ElementType::Int64:
    case ElementType::UInt64: return 8;
    default: return 1;
    }
}

std::int64_t integerAt(const std::byte* bytes, std::size_t size)
{
    switch (size) {
    case 1: return static_cast<std::int64_t>(*bytes);
    case 2: return loadLittleEndian<std::uint16_t>(bytes);
    case 4: return loadLittleEndian<std::uint32_t>(bytes);
    default: return static_cast<std::int64_t>(loadLittleEndian<std::uint64_t>(bytes));
    }
}

/// Of the types of which several come in a byte, the first one in the lowest bits; 1 for the others.
std::size_t valuesOfByte(ElementType type)
{
    switch (type) {
    case ElementType::Int4:
    case ElementType::UInt4: return 2;
    case ElementType::Int2:
    case ElementType::UInt2: return 4;
    default: return 1;
    }
}

Result<std::vector<std::int64_t>> packedValues(const onnx::TensorProto& tensor, const std::optional<FileBytes>& raw,
                                               ElementType type, std::size_t count, const std::string& where)
{
    const std::size_t perByte = valuesOfByte(type);
    const std::size_t expected = (count + perByte - 1) / perByte;
    const std::size_t found = raw ? raw->bytes.size() : static_cast<std::size_t>(tensor.int32_data_size());
    if (found != expected)
        return fail(where, ": expected ", expected, expected == 1 ? " byte" : " bytes", " for ", count, " values of ",
                    nameOf(type), ", found ", found);
    std::vector<std::int64_t> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t byte = raw ? static_cast<std::int64_t>(raw->bytes[i / perByte])
                                      : tensor.int32_data(static_cast<int>(i / perByte));
        values[i] = wrapped((byte & 255) >> (8 / perByte * (i % perByte)), type);
    }
    if (raw)
        raw->release();
    return values;
}

Result<std::vector<std::int64_t>> integerValues(const onnx::TensorProto& tensor, const std::optional<FileBytes>& raw,
                                                ElementType type, std::size_t count, const std::string& where)
{
    if (valuesOfByte(type) > 1)
        return packedValues(tensor, raw, type, count, where);
    std::vector<std::int64_t> values;
    if (raw) {
        const ByteView bytes = raw->bytes;
        const std::size_t size = byteSizeOf(type);
        if (bytes.size() % size != 0 || bytes.size() / size != count)
            return fail(where, ": expected ", count, " values of ", size, size == 1 ? " byte" : " bytes", ", found ",
                        bytes.size(), " bytes");
        values.resize(count);
        for (std::size_t i = 0; i < count; ++i)
            values[i] = wrapped(integerAt(bytes.data() + size * i, size), type);
        raw->release();
        return values;
    }
    if (type == ElementType::Int64)
        values.assign(tensor.int64_data().begin(), tensor.int64_data().end());
    else if (type == ElementType::UInt32 || type == ElementType::UInt64)
        values.assign(tensor.uint64_data().begin(), tensor.uint64_data().end());
    else
        values.assign(tensor.int32_data().begin(), tensor.int32_data().end());
    if (values.size() != count)
        return wrongLength(tensor, where, count, values.size(), "values");
    // A truth value is any number but 0.
    for (std::int64_t& value : values) {
        const std::int64_t held = wrapped(value, type);
        if (held != value && type != ElementType::Bool)
            return fail(where, ": expected values that ", nameOf(type), " holds, found ", value);
        value = held;
    }
    return values;
}

} // namespace

std::optional<FloatType> floatType(const onnx::TensorProto& tensor)
{
    switch (tensor.data_type()) {
    case onnx::TensorProto::DOUBLE: return FloatType::F64;
    case onnx::TensorProto::FLOAT: return FloatType::F32;
    case onnx::TensorProto::FLOAT16: return FloatType::F16;
    case onnx::TensorProto::BFLOAT16: return FloatType::BF16;
    default: return std::nullopt;
    }
}

std::optional<ElementType> elementType(int type)
{
    return typeFromNumber(type);
}

std::string typeName(int type)
{
    if (onnx::TensorProto::DataType_IsValid(type))
        return onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(type));
    const auto newer = typeFromNumber(type); // than the ONNX that is compiled against
    if (!newer)
        return text("type ", type);
    std::string name(nameOf(*newer));
    std::ranges::transform(name, name.begin(), [](char letter) {
        return static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    });
    return name;
}

Result<ValuePtr> tensorValue(const onnx::TensorProto& tensor, const TensorData& data, const std::string& where)
{
    const auto type = elementType(tensor.data_type());
    const auto count = checkedCount(tensor, where);
    if (!count)
        return tl::unexpected(count.error());
    if (!type)
        return ValuePtr{};
    std::optional<FileBytes> raw;
    if (tensor.data_location() == onnx::TensorProto::EXTERNAL) {
        auto external = externalData(tensor, data, where);
        if (!external)
            return tl::unexpected(external.error());
        raw = std::move(*external);
    } else if (tensor.has_raw_data()) {
        raw = data.places == nullptr ? FileBytes(bytesOf(tensor.raw_data()))
                                     : FileBytes(placeOf(tensor, *data.places), data.file);
    }
    auto value = std::make_shared<Value>();
    value->type = *type;
    value->shape.assign(tensor.dims().begin(), tensor.dims().end());
    if (const auto narrow = floatType(tensor)) {
        auto values = floatValues(tensor, raw, *narrow, static_cast<std::size_t>(*count), where);
        if (!values)
            return tl::unexpected(values.error());
        value->floats = std::move(*values);
        return value;
    }
    if (const auto code = floatCode(*type)) {
        auto values = codeValues(tensor, raw, *code, static_cast<std::size_t>(*count), where);
        if (!values)
            return tl::unexpected(values.error());
        value->floats = std::move(*values);
        return value;
    }
    auto values = integerValues(tensor, raw, *type, static_cast<std::size_t>(*count), where);
    if (!values)
        return tl::unexpected(values.error());
    value->integers = std::move(*values);
    return value;
}

Result<void> replaceValues(onnx::TensorProto& tensor, std::span<const float> values, const std::string& where)
{
    const FloatType type = floatType(tensor).value_or(FloatType::F32);
    const Bytes bytes = bytesFromFloats(values, type);
    if (type == FloatType::F16 || type == FloatType::BF16) {
        const auto finite = checkFinite(floatsFromBytes(bytes, type),
                                        text(where, " as ", typeName(tensor.data_type())));
        if (!finite)
            return finite;
    }
    tensor.clear_float_data();
    tensor.clear_double_data();
    tensor.clear_int32_data();
    tensor.clear_external_data();
    tensor.clear_data_location();
    tensor.set_raw_data(bytes.data(), bytes.size());
    return {};
}

} // namespace termscope::onnxfile
