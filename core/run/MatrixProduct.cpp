#include "core/run/MatrixProduct.h"

#include "core/run/Bfloat16Speed.h"
#include "core/run/ByteWeights.h"
#include "core/run/Dnnl.h"
#include "core/run/ExactSplit.h"
#include "core/run/ThreadBuffers.h"
#include "core/terms/Kernels.h"

#include <Eigen/Core>
#include <algorithm>
#include <mutex>
#include <numeric>
#include <omp.h>
#include <vector>

namespace termscope {
namespace {

using dnnl_common::DataType;
using dnnl_common::Dimensions;
using dnnl_common::engine;
using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A product over a run of the inputs: the primitive, and the weights in the order it likes.
struct Part {
    std::int64_t first = 0;
    std::int64_t count = 0;
    dnnl::matmul primitive;
    dnnl::memory::desc source;
    dnnl::memory::desc result;
    dnnl::memory::desc scratch;
    dnnl::memory weights;
};

/// Does oneDNN multiply bfloat16 on this machine, and faster than float32?
bool hasBfloat16()
{
    static const bool can = [] {
        if (!isBfloat16Faster())
            return false;
        try {
            const dnnl::memory::desc operand({8, 8}, DataType::bf16, dnnl::memory::format_tag::ab);
            const dnnl::memory::desc product({8, 8}, DataType::f32, dnnl::memory::format_tag::ab);
            return !dnnl_common::isReference(
                dnnl_common::describeProduct(operand, operand, product, dnnl_common::attributes()));
        } catch (const dnnl::error&) {
            return false;
        }
    }();
    return can;
}

/// Describes x[:, first … first+count) · w[:, first … first+count)ᵀ. `weights` points to [outputs, inputs] of the type.
Part makePart(const void* weights, OperandType operands, std::int64_t outputs, std::int64_t inputs, std::int64_t first,
              std::int64_t count, std::int64_t rows)
{
    const SingleThreadScope alone;
    const bool bytes = operands == OperandType::Int8;
    const DataType type = dnnl_common::dataTypeOf(operands);
    Part part;
    part.first = first;
    part.count = count;
    const dnnl::memory::desc anyWeights({count, outputs}, type, dnnl::memory::format_tag::any);
    part.source = dnnl::memory::desc({rows, count}, bytes ? DataType::u8 : type, Dimensions{inputs, 1});
    part.result = dnnl::memory::desc({rows, outputs}, bytes ? DataType::s32 : DataType::f32,
                                     dnnl::memory::format_tag::ab);
    const dnnl::matmul::primitive_desc description = dnnl_common::describeProduct(part.source, anyWeights, part.result,
                                                                                  dnnl_common::attributes());
    part.primitive = dnnl::matmul(description);
    part.scratch = description.scratchpad_desc();

    const dnnl::memory::desc plain({count, outputs}, type, Dimensions{1, inputs});
    dnnl::memory given(plain, engine(),
                       static_cast<char*>(const_cast<void*>(weights))
                           + static_cast<std::size_t>(first) * widthOf(operands));
    part.weights = dnnl::memory(description.weights_desc(), engine());
    dnnl::stream stream(engine());
    dnnl::reorder(given, part.weights).execute(stream, given, part.weights);
    stream.wait();
    return part;
}

void runPart(const Part& part, OperandType type, const void* data, void* result)
{
    void* const scratch = threadBuffer(ThreadBuffer::MatrixScratch, part.scratch.get_size());
    char* start = static_cast<char*>(const_cast<void*>(data)) + static_cast<std::size_t>(part.first) * widthOf(type);
    dnnl::stream stream(engine());
    part.primitive.execute(stream, {{DNNL_ARG_SRC, dnnl::memory(part.source, engine(), start)},
                                    {DNNL_ARG_WEIGHTS, part.weights},
                                    {DNNL_ARG_DST, dnnl::memory(part.result, engine(), result)},
                                    {DNNL_ARG_SCRATCHPAD, dnnl::memory(part.scratch, engine(), scratch)}});
    stream.wait();
}

/// Sums of bytes as the product leaves them, and what makes the outputs of them.
///
/// Data have signs and the product takes unsigned bytes: 128 is added to each, and 128 times the sum of its weights
/// taken off every result. (oneDNN takes signed ones by the same way, but needs milliseconds to bring weights in order
/// for that.)
///
/// Where few weights need a further output (ByteWeights.h), it is left out, and their data are added to the sums.
struct ByteRows {
    struct Further {
        std::int32_t output, input;
    };
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::vector<float> signs; ///< by output (ByteWeights.h)
    std::int64_t furtherOutputs = 0;
    std::vector<std::uint16_t> to;    ///< by 16 outputs: those that one of them is added to, as bits; empty for none
    std::vector<Further> furtherData; ///< in their place
    std::vector<std::int32_t> ofAddition; ///< by output, of its further output too: what is taken off

    explicit ByteRows(const ByteWeights& weights);
    ByteRows() = default;

    std::int64_t stride() const { return outputs + furtherOutputs; }
    static void shift(const void* data, std::size_t count, std::uint8_t* shifted);
};

ByteRows::ByteRows(const ByteWeights& weights) : outputs(std::ssize(weights.signs)), signs(weights.signs)
{
    const std::size_t rows = signs.size() + weights.owners.size();
    const std::size_t fanIn = rows == 0 ? 0 : weights.values.size() / rows;
    inputs = static_cast<std::int64_t>(fanIn);
    const auto further = weights.values.begin() + static_cast<std::ptrdiff_t>(signs.size() * fanIn);
    if (std::count(further, weights.values.end(), 1) <= inputs / 2) {
        for (std::size_t i = 0; i < weights.owners.size() * fanIn; ++i)
            if (further[static_cast<std::ptrdiff_t>(i)] != 0)
                furtherData.push_back({weights.owners[i / fanIn], static_cast<std::int32_t>(i % fanIn)});
    } else {
        furtherOutputs = std::ssize(weights.owners);
        to.assign((signs.size() + 15) / 16, 0);
        for (const std::int32_t owner : weights.owners)
            to[static_cast<std::size_t>(owner / 16)] |= static_cast<std::uint16_t>(1U << (owner % 16));
    }
    auto row = weights.values.begin();
    for (std::int64_t i = 0; i < stride(); ++i, row += static_cast<std::ptrdiff_t>(fanIn))
        ofAddition.push_back(128 * std::accumulate(row, row + static_cast<std::ptrdiff_t>(fanIn), std::int32_t{0}));
    for (std::int64_t i = 0; i < furtherOutputs; ++i)
        ofAddition[static_cast<std::size_t>(weights.owners[static_cast<std::size_t>(i)])] +=
            ofAddition[static_cast<std::size_t>(outputs + i)];
}

void ByteRows::shift(const void* data, std::size_t count, std::uint8_t* shifted)
{
    const auto* const bytes = static_cast<const std::uint8_t*>(data);
    for (std::size_t i = 0; i < count; ++i)
        shifted[i] = bytes[i] ^ 0x80;
}

} // namespace

struct MatrixProduct::State {
    OperandType operandType = OperandType::Float32;
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::span<const float> floats; ///< the weights of a float32 product; else:
    Operands weights;
    std::vector<InputRun> runs;
    RowMatrix wide; ///< Float64: the weights
    ByteRows bytes; ///< Int8

    /// For blocks of one size.
    struct Block {
        std::once_flag once;
        std::vector<Part> parts;
    };
    mutable Block large, few;

    State(std::int64_t outputCount, std::int64_t inputCount) : outputs(outputCount), inputs(inputCount) {}
    const std::vector<Part>& partsFor(std::int64_t size) const;
    void runFloats(const void* data, std::int64_t size, float* result) const;
    void runBytes(const void* data, std::int64_t size, std::int64_t rows, const RowFinish& finish, float* result) const;
};

const std::vector<Part>& MatrixProduct::State::partsFor(std::int64_t size) const
{
    Block& block = size == blockRows ? large : few;
    std::call_once(block.once, [&] {
        const void* const from = floats.empty() ? weights.from(0) : floats.data();
        const std::int64_t stride = operandType == OperandType::Int8 ? bytes.stride() : outputs;
        std::vector<Part> made;
        for (const InputRun& run : runs)
            made.push_back(makePart(from, operandType, stride, inputs, run.first, run.count, size));
        block.parts = std::move(made);
    });
    return block.parts;
}

MatrixProduct::MatrixProduct(std::unique_ptr<State> state) : state_(std::move(state)) {}
MatrixProduct::~MatrixProduct() = default;
MatrixProduct::MatrixProduct(MatrixProduct&&) noexcept = default;
MatrixProduct& MatrixProduct::operator=(MatrixProduct&&) noexcept = default;

MatrixProduct MatrixProduct::ofFloats(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs)
{
    auto state = std::make_unique<State>(outputs, inputs);
    state->floats = weights;
    state->runs = {{0, inputs}};
    return MatrixProduct(std::move(state));
}

MatrixProduct MatrixProduct::ofValues(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
                                      std::int32_t largestData)
{
    auto state = std::make_unique<State>(outputs, inputs);
    state->operandType = operandTypeFor(weights, largestData, hasBfloat16());
    state->weights = Operands(state->operandType, weights);
    state->runs = {{0, inputs}};
    return MatrixProduct(std::move(state));
}

MatrixProduct MatrixProduct::ofIntegers(std::span<const std::int32_t> weights, std::int64_t outputs,
                                        std::int64_t inputs, std::int32_t largestData)
{
    auto state = std::make_unique<State>(outputs, inputs);
    if (hasByteProducts() && largestData <= largestOf(OperandType::Int8))
        if (const auto bytes = byteWeights(weights, outputs, largestData)) {
            state->operandType = OperandType::Int8;
            state->bytes = ByteRows(*bytes);
            const auto used = static_cast<std::size_t>(state->bytes.stride() * inputs);
            state->weights = Operands(OperandType::Int8, std::span(bytes->values).first(used));
            state->runs = {{0, inputs}};
            return MatrixProduct(std::move(state));
        }
    const ExactSplit split = exactSplit(weights, outputs, inputs, largestData, hasBfloat16());
    state->operandType = split.type;
    if (split.type == OperandType::Float64) {
        state->wide = Eigen::Map<const Eigen::Matrix<std::int32_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
                          weights.data(), outputs, inputs)
                          .cast<double>();
        return MatrixProduct(std::move(state));
    }
    state->weights = Operands(split.type, weights);
    state->runs = split.runs;
    return MatrixProduct(std::move(state));
}

OperandType MatrixProduct::operandType() const
{
    return state_->operandType;
}

std::int64_t MatrixProduct::inputs() const
{
    return state_->inputs;
}

std::int64_t MatrixProduct::outputs() const
{
    return state_->outputs;
}

namespace {

/// The scales of a row of which one has its own factor besides.
std::span<const float> scalesOf(const RowFinish& finish, std::size_t row, std::vector<float>& own)
{
    constexpr static float one = 1.0F;
    const std::span<const float> scales = finish.scales.empty() ? std::span(&one, 1) : finish.scales;
    if (finish.rowScales.empty())
        return scales;
    own.assign(scales.begin(), scales.end());
    for (float& scale : own)
        scale *= finish.rowScales[row];
    return own;
}

} // namespace

/// Sums of bytes, finished as they are read.
void MatrixProduct::State::runBytes(const void* data, std::int64_t size, std::int64_t rows, const RowFinish& finish,
                                    float* result) const
{
    const auto count = static_cast<std::size_t>(size * inputs);
    auto* const shifted = threadBufferFor<std::uint8_t>(ThreadBuffer::ByteRows, count);
    ByteRows::shift(data, count, shifted);
    auto* sums = threadBufferFor<std::int32_t>(ThreadBuffer::ByteSums, static_cast<std::size_t>(size * bytes.stride()));
    runPart(partsFor(size).front(), OperandType::Uint8, shifted, sums);
    const auto* row = static_cast<const std::int8_t*>(data);
    const auto width = static_cast<std::size_t>(outputs);
    std::vector<float> own;
    std::vector<float> signedScales;
    for (std::int64_t r = 0; r < rows; ++r, row += inputs, sums += bytes.stride(), result += outputs) {
        for (const auto& [output, input] : bytes.furtherData)
            sums[output] += row[input];
        if (r == 0 || !finish.rowScales.empty()) {
            const std::span<const float> scales = scalesOf(finish, static_cast<std::size_t>(r), own);
            signedScales = bytes.signs;
            for (std::size_t o = 0; o < width; ++o)
                signedScales[o] *= scales[scales.size() == 1 ? 0 : o];
        }
        kernels::best().finishByteRow(sums, width, sums + width, bytes.to.empty() ? nullptr : bytes.to.data(),
                                      bytes.ofAddition.data(), signedScales.data(), finish.bias, finish.relu, result);
    }
}

/// Of other operands: [size, outputs].
void MatrixProduct::State::runFloats(const void* data, std::int64_t size, float* result) const
{
    const auto count = static_cast<std::size_t>(size * outputs);
    if (operandType == OperandType::Float64) {
        const Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> x(
            static_cast<const float*>(data), size, inputs);
        const RowMatrix product = x.cast<double>() * wide.transpose();
        std::transform(product.data(), product.data() + count, result,
                       [](double value) { return static_cast<float>(value); });
        return;
    }
    const std::vector<Part>& parts = partsFor(size);
    if (parts.size() == 1) {
        runPart(parts.front(), operandType, data, result);
        return;
    }
    std::vector<double> sums(count, 0.0);
    for (const Part& part : parts) {
        runPart(part, operandType, data, result);
        for (std::size_t i = 0; i < count; ++i)
            sums[i] += result[i];
    }
    std::ranges::transform(sums, result, [](double value) { return static_cast<float>(value); });
}

void MatrixProduct::run(const void* data, std::int64_t size, std::int64_t rows, const RowFinish& finish,
                        float* result) const
{
    if (state_->operandType == OperandType::Int8) {
        state_->runBytes(data, size, rows, finish, result);
        return;
    }
    const auto width = static_cast<std::size_t>(state_->outputs);
    float* const to = rows < size
                          ? threadBufferFor<float>(ThreadBuffer::RowResults, static_cast<std::size_t>(size) * width)
                          : result;
    state_->runFloats(data, size, to);
    if (rows < size)
        std::copy_n(to, static_cast<std::size_t>(rows) * width, result);
    if (finish.scales.empty() && finish.rowScales.empty() && finish.bias == nullptr && !finish.relu)
        return;
    std::vector<float> own;
    for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r) {
        const std::span<const float> scales = scalesOf(finish, r, own);
        kernels::best().finishRow(result + r * width, width, scales.data(), scales.size() > 1, finish.bias,
                                  finish.relu);
    }
}

SingleThreadScope::SingleThreadScope() : before_(omp_get_max_threads())
{
    omp_set_num_threads(1);
}

SingleThreadScope::~SingleThreadScope()
{
    omp_set_num_threads(before_);
}

} // namespace termscope
