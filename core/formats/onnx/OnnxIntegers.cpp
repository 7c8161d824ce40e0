#include "core/formats/onnx/OnnxIntegers.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/formats/onnx/OnnxTensors.h"

#include <cmath>

namespace termscope::onnxfile {
namespace {

constexpr const char* ownIntegersOnly = "the file's own integers, revealed or not, are all that can be written into it";

/// Bits of a value of a type that holds integers.
int bitsOf(ElementType type)
{
    switch (type) {
    case ElementType::Int2:
    case ElementType::UInt2: return 2;
    case ElementType::Int4:
    case ElementType::UInt4: return 4;
    case ElementType::Int8:
    case ElementType::UInt8: return 8;
    case ElementType::Int16:
    case ElementType::UInt16: return 16;
    default: return 32;
    }
}

/// Little endian; of values of less than a byte the first one lies in the lowest bits.
std::string packed(std::span<const std::int64_t> values, int bits)
{
    std::string bytes((values.size() * at(bits) + 7) / 8, '\0');
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto word = static_cast<std::uint64_t>(values[i]);
        if (bits >= 8)
            for (std::size_t byte = 0; byte < at(bits) / 8; ++byte)
                bytes[i * at(bits) / 8 + byte] = static_cast<char>(word >> (8 * byte) & 255);
        else
            bytes[i * at(bits) / 8] |= static_cast<char>((word & ((1U << bits) - 1)) << (i * at(bits) % 8));
    }
    return bytes;
}

float scaleOf(const WeightLayer& layer, std::size_t index)
{
    const GivenWeights& given = *layer.given;
    const std::size_t fanIn = at(layer.fanIn());
    if (given.scales.size() == 1)
        return given.scales[0];
    if (given.block == 0)
        return given.scales[index / fanIn];
    const std::size_t block = at(given.block);
    return given.scales[index / fanIn * ((fanIn + block - 1) / block) + index % fanIn / block];
}

/// Where the layer's weight `index` lies in the file.
std::size_t placeInFile(const WeightLayer& layer, std::size_t index)
{
    const std::size_t inputs = at(layer.inputs());
    return layer.transposed ? index % inputs * at(layer.outputs()) + index / inputs : index;
}

/// How many scales a weight is. Error: a weight lies between two levels of its scale.
Result<std::int64_t> levelOf(const WeightLayer& layer, std::size_t index, float weight, const std::string& where)
{
    const float scale = scaleOf(layer, index);
    const float level = scale == 0.0F && weight == 0.0F ? 0.0F : weight / scale;
    const float whole = std::nearbyint(level);
    if (!(std::abs(level - whole) < 0.01F))
        return fail(where, ": expected weights on the levels that the file has for them, found ", weight,
                    " between two; ", ownIntegersOnly);
    return static_cast<std::int64_t>(whole);
}

} // namespace

Result<void> checkLevels(const WeightLayer& layer, std::span<const float> weights, const std::string& where)
{
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Result<std::int64_t> level = levelOf(layer, i, weights[i], where);
        if (!level)
            return tl::unexpected(level.error());
        const bool neither = layer.given->type == "bipolar" && *level == 0;
        if (*level < layer.given->lowest || *level > layer.given->highest || neither)
            return fail(where, ": expected weights that ", layer.given->type, " holds, found ", *level, "; ",
                        ownIntegersOnly);
    }
    return {};
}

Result<void> replaceIntegers(onnx::TensorProto& tensor, const WeightLayer& layer, std::span<const float> weights,
                             const std::string& where)
{
    const Result<ValuePtr> stored = tensorValue(tensor, {}, where);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored || (*stored)->floating() || (*stored)->integers.size() != weights.size())
        return fail(where, ": expected the ", weights.size(), " integers of layer ", printable(layer.name), ", found ",
                    typeName(tensor.data_type()), " ", toText(Shape(tensor.dims().begin(), tensor.dims().end())));
    std::vector<std::int64_t> values = (*stored)->integers;
    std::vector<std::int32_t> before(weights.size());
    layer.given->integers->read(0, before);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Result<std::int64_t> level = levelOf(layer, i, weights[i], where);
        if (!level)
            return tl::unexpected(level.error());
        std::int64_t& value = values[placeInFile(layer, i)];
        value += *level - before[i]; // at the zero point that it had
        if (wrapped(value, (*stored)->type) != value)
            return fail(where, ": expected weights that ", nameOf((*stored)->type), " holds, found ", value, "; ",
                        ownIntegersOnly);
    }
    const std::string bytes = packed(values, bitsOf((*stored)->type));
    tensor.clear_int32_data();
    tensor.clear_uint64_data();
    tensor.clear_int64_data();
    tensor.set_raw_data(bytes);
    return {};
}

} // namespace termscope::onnxfile
