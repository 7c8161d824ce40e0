#include "core/run/ByteWeights.h"

#include "core/run/Dnnl.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace termscope {
namespace {

constexpr std::int32_t largestByte = 127;
constexpr std::int64_t belowExactFloat = std::int64_t{1} << 24;
constexpr std::int64_t belowWord = std::int64_t{1} << 31;

// Plain loops, of which the compiler makes vectors: this is done for every weight whenever a setting changes.

struct Range {
    std::int32_t lowest = 0;
    std::int32_t highest = 0;
};

Range rangeOf(std::span<const std::int32_t> row)
{
    Range range;
    for (const std::int32_t weight : row) {
        range.lowest = std::min(range.lowest, weight);
        range.highest = std::max(range.highest, weight);
    }
    return range;
}

/// Of an output with weights of ±128: whether more of them have a plus than a minus.
bool isMostlyPositive(std::span<const std::int32_t> row)
{
    std::int32_t more = 0;
    for (const std::int32_t weight : row)
        more += (weight > largestByte ? 1 : 0) - (weight < -largestByte ? 1 : 0);
    return more > 0;
}

/// Of weights up to 128, fewer than 2^24.
std::int64_t magnitudesOf(std::span<const std::int32_t> row)
{
    std::int32_t sum = 0;
    for (const std::int32_t weight : row)
        sum += std::abs(weight);
    return sum;
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

/// What a trial multiplies: data and weights that are the same throughout.
struct Trial {
    OperandType type;
    std::int64_t datum;
    std::int64_t weight;
};
// With weights of ±127 the sums are beyond 2^24 and odd: a float holds none, so that it shows where one is rounded. Two
// products with data of 255, or of 127 to which 128 is added, exceed 16 bits; those of the others nearly do.
constexpr std::array<Trial, 2> trialsOfAll{Trial{OperandType::Int8, 127, -127}, {OperandType::Uint8, 255, -127}};
constexpr std::array<Trial, 3> trialsOfPositive{
    Trial{OperandType::Uint8, 127, -128}, {OperandType::Uint8, 127, -127}, {OperandType::Uint8, 127, 127}};

/// Runs a primitive: is every sum of `fanIn` products what it must be?
template <class Primitive, class Sum, class Description>
bool isExact(const Trial& trial, std::int64_t fanIn, const Description& description,
             const dnnl::memory::desc& weightsAsGiven, std::size_t results)
{
    const auto expected = static_cast<Sum>(fanIn * trial.datum * trial.weight);
    dnnl::stream stream(engine());
    dnnl::memory data = filled(description.src_desc(), trial.datum);
    dnnl::memory given = filled(weightsAsGiven, trial.weight);
    dnnl::memory weights(description.weights_desc(), engine());
    dnnl::reorder(given, weights).execute(stream, given, weights);
    dnnl::memory sums(description.dst_desc(), engine());
    dnnl::memory scratch(description.scratchpad_desc(), engine());
    Primitive(description)
        .execute(
            stream,
            {{DNNL_ARG_SRC, data}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DST, sums}, {DNNL_ARG_SCRATCHPAD, scratch}});
    stream.wait();
    const auto* const values = static_cast<const Sum*>(sums.get_data_handle());
    return std::all_of(values, values + results, [expected](Sum sum) { return sum == expected; });
}

/// The product takes unsigned bytes alone (MatrixProduct.cpp).
bool isMatrixProductExact(const Trial& trial)
{
    if (trial.type != OperandType::Uint8)
        return true;
    constexpr std::int64_t rows = 16, inputs = 1041, outputs = 32;
    const dnnl::memory::desc x({rows, inputs}, DataType::u8, dnnl::memory::format_tag::ab);
    const dnnl::memory::desc w({inputs, outputs}, DataType::s8, dnnl::memory::format_tag::any);
    const dnnl::memory::desc y({rows, outputs}, DataType::s32, dnnl::memory::format_tag::ab);
    const auto description = dnnl_common::describeProduct(x, w, y, dnnl_common::attributes());
    return !dnnl_common::isReference(description)
           && isExact<dnnl::matmul, std::int32_t>(trial, inputs, description,
                                                  {{inputs, outputs}, DataType::s8, dnnl::memory::format_tag::ba},
                                                  rows * outputs);
}

bool isConvolutionExact(const Trial& trial)
{
    constexpr std::int64_t inputs = 117, outputs = 16, taps = 9;
    const Dimensions kernel{outputs, inputs, 3, 3};
    const auto description = dnnl_common::describeConvolution(
        dnnl_common::channelsLast({1, inputs, 3, 3}, dnnl_common::dataTypeOf(trial.type)),
        {kernel, DataType::s8, dnnl::memory::format_tag::any}, {},
        dnnl_common::channelsLast({1, outputs, 1, 1}, DataType::f32), {{1, 1}, {0, 0}, {0, 0}, {0, 0}},
        dnnl_common::attributes());
    return !dnnl_common::isReference(description)
           && isExact<dnnl::convolution_forward, float>(trial, inputs * taps, description,
                                                        dnnl_common::plain(kernel, DataType::s8), outputs);
}

bool areExact(std::span<const Trial> trials)
{
    try {
        return std::ranges::all_of(
            trials, [](const Trial& trial) { return isMatrixProductExact(trial) && isConvolutionExact(trial); });
    } catch (const dnnl::error&) {
        return false;
    }
}

} // namespace

template <class Number>
std::optional<ByteWeights> byteWeights(std::span<const Number> weights, std::int64_t outputs, std::int32_t largestData)
{
    constexpr std::size_t mostInputs = std::size_t{1} << 24;
    if (outputs == 0 || weights.size() / static_cast<std::size_t>(outputs) >= mostInputs
        || largestData > largestOf(OperandType::Uint8))
        return std::nullopt;
    const std::size_t fanIn = weights.size() / static_cast<std::size_t>(outputs);
    ByteWeights bytes;
    bytes.values.resize(weights.size());
    std::vector<std::int8_t> further;
    std::vector<std::int32_t> row(fanIn);
    for (std::int64_t output = 0; output < outputs; ++output) {
        const std::size_t begin = static_cast<std::size_t>(output) * fanIn;
        std::transform(weights.begin() + static_cast<std::ptrdiff_t>(begin),
                       weights.begin() + static_cast<std::ptrdiff_t>(begin + fanIn), row.begin(),
                       [](Number weight) { return static_cast<std::int32_t>(weight); });
        const Range range = rangeOf(row);
        if (range.lowest < -largestByte - 1 || range.highest > largestByte + 1)
            return std::nullopt;
        const std::int64_t magnitudes = magnitudesOf(row);
        // Data that have signs get 128 added on the way, so that sums are of up to 255 times the weights.
        constexpr std::int64_t factor = largestOf(OperandType::Uint8);
        const bool both = range.highest > largestByte && range.lowest < -largestByte;
        if (magnitudes * factor >= belowWord || (both && magnitudes * largestData >= belowExactFloat))
            return std::nullopt;
        const bool turns = both ? isMostlyPositive(row) : range.highest > largestByte;
        bytes.signs.push_back(turns ? -1.0F : 1.0F);
        if (turns)
            std::ranges::transform(row, row.begin(), std::negate<>());
        std::ranges::transform(row, bytes.values.begin() + static_cast<std::ptrdiff_t>(begin), [](std::int32_t weight) {
            return static_cast<std::int8_t>(std::min(weight, largestByte));
        });
        if (!both)
            continue;
        bytes.owners.push_back(static_cast<std::int32_t>(output));
        std::ranges::transform(row, std::back_inserter(further), [](std::int32_t weight) {
            return static_cast<std::int8_t>(weight > largestByte ? 1 : 0);
        });
    }
    bytes.values.insert(bytes.values.end(), further.begin(), further.end());
    return bytes;
}

template std::optional<ByteWeights> byteWeights(std::span<const std::int32_t>, std::int64_t, std::int32_t);
template std::optional<ByteWeights> byteWeights(std::span<const float>, std::int64_t, std::int32_t);

ByteProducts byteProducts()
{
    static const ByteProducts products = [] {
        const char* const variable = std::getenv("TERMSCOPE_INT8");
        const std::string_view told = variable != nullptr ? variable : "";
        if (told == "0" || !dnnl_common::hasByteCode())
            return ByteProducts::None;
        if (told != "7" && dnnl_common::hasByteInstructions() && areExact(trialsOfAll))
            return ByteProducts::All;
        return areExact(trialsOfPositive) ? ByteProducts::Positive : ByteProducts::None;
    }();
    return products;
}

} // namespace termscope
