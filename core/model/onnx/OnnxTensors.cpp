#include "core/model/onnx/OnnxTensors.h"

#include "core/base/ByteOrder.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <limits>

namespace termscope::onnxfile {
namespace {

/// The number of values that the shape asks for, with the shape checked.
Result<std::int64_t> checkedCount(const onnx::TensorProto& tensor, const std::string& where)
{
    const Shape shape(tensor.dims().begin(), tensor.dims().end());
    const auto count = checkedElementCount(shape);
    if (!count)
        return fail(where, ": expected a shape of non-negative sizes that fits the file, found ", toText(shape));
    if (tensor.data_location() == onnx::TensorProto::EXTERNAL)
        return fail(where, ": expected its data in the file, found them in another file (external data)");
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

Result<std::vector<float>> floatValues(const onnx::TensorProto& tensor, FloatType type, std::size_t count,
                                       const std::string& where)
{
    if (tensor.has_raw_data()) {
        const ByteView bytes = bytesOf(tensor.raw_data());
        // Compared by division: the product with the size of a value might not fit.
        if (bytes.size() % byteSize(type) != 0 || bytes.size() / byteSize(type) != count)
            return fail(where, ": expected ", count, " values of ", byteSize(type), " bytes for ",
                        typeName(tensor.data_type()), " ", toText(Shape(tensor.dims().begin(), tensor.dims().end())),
                        ", found ", bytes.size(), " bytes");
        return floatsFromBytes(bytes, type);
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

std::string typeName(int type)
{
    if (onnx::TensorProto::DataType_IsValid(type))
        return onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(type));
    return text("type ", type);
}

Result<Tensor> floatTensor(const onnx::TensorProto& tensor, const std::string& where)
{
    const auto type = floatType(tensor);
    if (!type)
        return fail(where, ": expected FLOAT, DOUBLE, FLOAT16 or BFLOAT16, found ", typeName(tensor.data_type()));
    const auto count = checkedCount(tensor, where);
    if (!count)
        return tl::unexpected(count.error());
    auto values = floatValues(tensor, *type, static_cast<std::size_t>(*count), where);
    if (!values)
        return tl::unexpected(values.error());
    if (const auto finite = checkFinite(*values, where); !finite)
        return tl::unexpected(finite.error());
    return Tensor{Shape(tensor.dims().begin(), tensor.dims().end()), std::move(*values)};
}

Result<std::vector<std::int64_t>> integerTensor(const onnx::TensorProto& tensor, const std::string& where)
{
    if (tensor.data_type() != onnx::TensorProto::INT64)
        return fail(where, ": expected INT64, found ", typeName(tensor.data_type()));
    const auto count = checkedCount(tensor, where);
    if (!count)
        return tl::unexpected(count.error());
    const auto expected = static_cast<std::size_t>(*count);
    if (!tensor.has_raw_data()) {
        if (static_cast<std::size_t>(tensor.int64_data_size()) != expected)
            return wrongLength(tensor, where, expected, static_cast<std::size_t>(tensor.int64_data_size()), "values");
        return std::vector<std::int64_t>(tensor.int64_data().begin(), tensor.int64_data().end());
    }
    const ByteView bytes = bytesOf(tensor.raw_data());
    if (bytes.size() % 8 != 0 || bytes.size() / 8 != expected)
        return fail(where, ": expected ", expected, " values of 8 bytes, found ", bytes.size(), " bytes");
    std::vector<std::int64_t> values(expected);
    for (std::size_t i = 0; i < expected; ++i)
        values[i] = static_cast<std::int64_t>(loadLittleEndian<std::uint64_t>(bytes.data() + 8 * i));
    return values;
}

Result<void> replaceValues(onnx::TensorProto& tensor, std::span<const float> values, const std::string& where)
{
    const FloatType type = floatType(tensor).value_or(FloatType::F32);
    const Bytes bytes = bytesFromFloats(values, type);
    if (type == FloatType::F16 || type == FloatType::BF16) {
        const auto finite =
            checkFinite(floatsFromBytes(bytes, type), text(where, " as ", typeName(tensor.data_type())));
        if (!finite)
            return finite;
    }
    tensor.clear_float_data();
    tensor.clear_double_data();
    tensor.clear_int32_data();
    tensor.set_raw_data(bytes.data(), bytes.size());
    return {};
}

} // namespace termscope::onnxfile
