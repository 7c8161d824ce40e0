#include "core/run/ByteWeights.h"

#include "core/run/Dnnl.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <unordered_map>

namespace termscope {
namespace {

constexpr std::int64_t largestByte = 127;
constexpr std::int64_t belowExactFloat = std::int64_t{1} << 24;
constexpr std::int64_t belowWord = std::int64_t{1} << 31;

struct RowOfWeights {
    bool hasLargest = false;  ///< +128
    bool hasSmallest = false; ///< −128
    bool fits = true;
    std::int64_t magnitudes = 0; ///< their sum
};

template <class Number>
RowOfWeights look(std::span<const Number> row)
{
    RowOfWeights found;
    for (const Number weight : row) {
        const auto value = static_cast<std::int64_t>(weight);
        found.hasLargest = found.hasLargest || value == largestByte + 1;
        found.hasSmallest = found.hasSmallest || value == -largestByte - 1;
        found.fits = found.fits && std::abs(value) <= largestByte + 1;
        found.magnitudes += std::abs(value);
    }
    return found;
}

using dnnl_common::DataType;
using dnnl_common::Dimensions;
using dnnl_common::engine;

/// A memory of oneDNN's with this byte everywhere.
dnnl::memory filled(const dnnl::memory::desc& description, std::int64_t value)
{
    dnnl::memory memory(description, engine());
    std::fill_n(static_cast<std::uint8_t*>(memory.get_data_handle()), description.get_size(),
                static_cast<std::uint8_t>(value));
    return memory;
}

/// Runs a primitive on data that are 127 (255) and weights that are −127 throughout: is every sum of `fanIn` products
/// what it must be? Two of them exceed 16 bits, and beyond 2^24 a float holds no odd sum, so that it shows where one is
/// rounded.
template <class Primitive, class Description>
bool isExact(OperandType type, std::int64_t fanIn, const Description& description,
             const dnnl::memory::desc& weightsAsGiven, std::size_t results)
{
    const auto expected = static_cast<float>(-fanIn * largestOf(type) * largestByte);
    dnnl::stream stream(engine());
    dnnl::memory data = filled(description.src_desc(), largestOf(type));
    dnnl::memory given = filled(weightsAsGiven, -largestByte);
    dnnl::memory weights(description.weights_desc(), engine());
    dnnl::reorder(given, weights).execute(stream, given, weights);
    dnnl::memory sums(description.dst_desc(), engine());
    dnnl::memory scratch(description.scratchpad_desc(), engine());
    Primitive(description)
        .execute(
            stream,
            {{DNNL_ARG_SRC, data}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DST, sums}, {DNNL_ARG_SCRATCHPAD, scratch}});
    stream.wait();
    const auto* const values = static_cast<const float*>(sums.get_data_handle());
    return std::all_of(values, values + results, [expected](float sum) { return sum == expected; });
}

bool isMatrixProductExact()
{
    constexpr std::int64_t rows = 16, inputs = 1041, outputs = 32;
    const dnnl::memory::desc x({rows, inputs}, DataType::s8, dnnl::memory::format_tag::ab);
    const dnnl::memory::desc w({inputs, outputs}, DataType::s8, dnnl::memory::format_tag::any);
    const dnnl::memory::desc y({rows, outputs}, DataType::f32, dnnl::memory::format_tag::ab);
    const auto description = dnnl_common::describeProduct(x, w, y, dnnl_common::attributes());
    return !dnnl_common::isReference(description)
           && isExact<dnnl::matmul>(OperandType::Int8, inputs, description,
                                    {{inputs, outputs}, DataType::s8, dnnl::memory::format_tag::ba}, rows * outputs);
}

bool isConvolutionExact(OperandType type)
{
    constexpr std::int64_t inputs = 117, outputs = 16, taps = 9;
    const Dimensions kernel{outputs, inputs, 3, 3};
    const auto description = dnnl_common::describeConvolution(
        dnnl_common::channelsLast({1, inputs, 3, 3}, dnnl_common::dataTypeOf(type)),
        {kernel, DataType::s8, dnnl::memory::format_tag::any}, {},
        dnnl_common::channelsLast({1, outputs, 1, 1}, DataType::f32), {{1, 1}, {0, 0}, {0, 0}, {0, 0}},
        dnnl_common::attributes());
    return !dnnl_common::isReference(description)
           && isExact<dnnl::convolution_forward>(type, inputs * taps, description,
                                                 dnnl_common::plain(kernel, DataType::s8), outputs);
}

} // namespace

template <class Number>
std::optional<ByteWeights> byteWeights(std::span<const Number> weights, std::int64_t outputs, std::int32_t largestData)
{
    if (outputs == 0 || largestData > largestOf(OperandType::Uint8))
        return std::nullopt;
    const std::size_t fanIn = weights.size() / static_cast<std::size_t>(outputs);
    ByteWeights bytes;
    bytes.values.reserve(weights.size());
    std::vector<std::int8_t> further;
    for (std::int64_t output = 0; output < outputs; ++output) {
        const std::span<const Number> row = weights.subspan(static_cast<std::size_t>(output) * fanIn, fanIn);
        const RowOfWeights found = look(row);
        const bool both = found.hasLargest && found.hasSmallest;
        // oneDNN adds 128 to data that have signs, so its sums are of up to 255 times the weights on the way.
        constexpr std::int64_t factor = 2 * largestByte + 1;
        if (!found.fits || found.magnitudes * factor >= belowWord
            || (both && found.magnitudes * largestData >= belowExactFloat))
            return std::nullopt;
        const bool turns = found.hasLargest && !both;
        bytes.signs.push_back(turns ? -1.0F : 1.0F);
        for (const Number weight : row) {
            const auto value = static_cast<std::int64_t>(weight);
            bytes.values.push_back(static_cast<std::int8_t>(turns ? -value : std::min(value, largestByte)));
        }
        if (!both)
            continue;
        bytes.owners.push_back(static_cast<std::int32_t>(output));
        for (const Number weight : row)
            further.push_back(static_cast<std::int64_t>(weight) > largestByte ? 1 : 0);
    }
    bytes.values.insert(bytes.values.end(), further.begin(), further.end());
    return bytes;
}

template std::optional<ByteWeights> byteWeights(std::span<const std::int32_t>, std::int64_t, std::int32_t);
template std::optional<ByteWeights> byteWeights(std::span<const float>, std::int64_t, std::int32_t);

bool hasByteProducts()
{
    static const bool has = [] {
        const char* const told = std::getenv("TERMSCOPE_INT8");
        if ((told != nullptr && std::string_view(told) == "0") || !dnnl_common::hasByteInstructions())
            return false;
        try {
            return isMatrixProductExact() && isConvolutionExact(OperandType::Int8)
                   && isConvolutionExact(OperandType::Uint8);
        } catch (const dnnl::error&) {
            return false;
        }
    }();
    return has;
}

} // namespace termscope
