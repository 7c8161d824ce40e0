#include "core/run/ByteProducts.h"

#include "core/run/Dnnl.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

namespace termscope {
namespace {

/// Of a weight's byte: −128 … 127.
constexpr std::int32_t mostOfWeight = 128;
/// Two products that are added in 16 bits, signed.
constexpr std::int32_t mostOfPair = 32767;

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
constexpr std::array<Trial, 5> trialsOfPositive{Trial{OperandType::Uint8, 127, -128},
                                                {OperandType::Uint8, 127, -127},
                                                {OperandType::Uint8, 127, 127},
                                                {OperandType::Uint8, 255, -64},
                                                {OperandType::Uint8, 255, 64}};

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

std::int32_t largestByteFor(std::int32_t largestData)
{
    if (byteProducts() == ByteProducts::All || largestData == 0)
        return mostOfWeight;
    return std::min(mostOfWeight, mostOfPair / (2 * largestData));
}

} // namespace termscope
