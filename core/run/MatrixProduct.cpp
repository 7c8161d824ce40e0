#include "core/run/MatrixProduct.h"

#include "core/run/Bfloat16Speed.h"
#include "core/run/ByteWeights.h"
#include "core/run/Dnnl.h"
#include "core/run/ExactSplit.h"
#include "core/run/ThreadBuffers.h"

#include <Eigen/Core>
#include <algorithm>
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
Part makePart(void* weights, OperandType operands, std::int64_t outputs, std::int64_t inputs, std::int64_t first,
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
                       static_cast<char*>(weights) + static_cast<std::size_t>(first) * widthOf(operands));
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
struct ByteRows {
    std::int64_t outputs = 0;
    std::vector<float> signs;             ///< by output (ByteWeights.h)
    std::vector<std::int32_t> owners;     ///< of further outputs
    std::vector<std::int32_t> ofAddition; ///< by output, of its further output too: what is taken off

    explicit ByteRows(const ByteWeights& weights);
    ByteRows() = default;

    std::int64_t stride() const { return outputs + std::ssize(owners); }
    static void shift(const void* data, std::size_t count, std::uint8_t* shifted);
    void finish(std::int32_t* sums, std::int64_t rows, float* result) const;
};

ByteRows::ByteRows(const ByteWeights& weights)
    : outputs(std::ssize(weights.signs)), signs(weights.signs), owners(weights.owners)
{
    const std::size_t fanIn = weights.values.size() / static_cast<std::size_t>(stride());
    for (auto row = weights.values.begin(); row != weights.values.end(); row += static_cast<std::ptrdiff_t>(fanIn))
        ofAddition.push_back(128 * std::accumulate(row, row + static_cast<std::ptrdiff_t>(fanIn), std::int32_t{0}));
    for (std::size_t i = 0; i < owners.size(); ++i)
        ofAddition[static_cast<std::size_t>(owners[i])] += ofAddition[static_cast<std::size_t>(outputs) + i];
}

void ByteRows::shift(const void* data, std::size_t count, std::uint8_t* shifted)
{
    const auto* const bytes = static_cast<const std::uint8_t*>(data);
    for (std::size_t i = 0; i < count; ++i)
        shifted[i] = bytes[i] ^ 0x80;
}

void ByteRows::finish(std::int32_t* sums, std::int64_t rows, float* result) const
{
    const auto width = static_cast<std::size_t>(outputs);
    for (std::int64_t row = 0; row < rows; ++row, sums += stride(), result += width) {
        for (std::size_t i = 0; i < owners.size(); ++i)
            sums[owners[i]] += sums[width + i];
        for (std::size_t o = 0; o < width; ++o)
            result[o] = static_cast<float>(sums[o] - ofAddition[o]) * signs[o];
    }
}

} // namespace

struct MatrixProduct::State {
    OperandType operandType = OperandType::Float32;
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::int64_t rows = blockRows;
    std::vector<Part> parts;
    RowMatrix wide; ///< Float64: the weights
    ByteRows bytes; ///< Int8
};

MatrixProduct::MatrixProduct(std::unique_ptr<State> state) : state_(std::move(state)) {}
MatrixProduct::~MatrixProduct() = default;
MatrixProduct::MatrixProduct(MatrixProduct&&) noexcept = default;
MatrixProduct& MatrixProduct::operator=(MatrixProduct&&) noexcept = default;

MatrixProduct MatrixProduct::ofFloats(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
                                      std::int64_t rows)
{
    auto state = std::make_unique<State>();
    state->outputs = outputs;
    state->inputs = inputs;
    state->rows = rows;
    state->parts.push_back(
        makePart(const_cast<float*>(weights.data()), OperandType::Float32, outputs, inputs, 0, inputs, rows));
    return MatrixProduct(std::move(state));
}

MatrixProduct MatrixProduct::ofValues(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
                                      std::int32_t largestData, std::int64_t rows)
{
    auto state = std::make_unique<State>();
    state->outputs = outputs;
    state->inputs = inputs;
    state->rows = rows;
    state->operandType = operandTypeFor(weights, largestData, hasBfloat16());
    Operands operands(state->operandType, weights);
    state->parts.push_back(makePart(operands.from(0), state->operandType, outputs, inputs, 0, inputs, rows));
    return MatrixProduct(std::move(state));
}

MatrixProduct MatrixProduct::ofIntegers(std::span<const std::int32_t> weights, std::int64_t outputs,
                                        std::int64_t inputs, std::int32_t largestData, std::int64_t rows)
{
    auto state = std::make_unique<State>();
    state->outputs = outputs;
    state->inputs = inputs;
    state->rows = rows;
    if (hasByteProducts() && largestData <= largestOf(OperandType::Int8))
        if (auto bytes = byteWeights(weights, outputs, largestData)) {
            state->operandType = OperandType::Int8;
            state->bytes = ByteRows(*bytes);
            state->parts.push_back(
                makePart(bytes->values.data(), OperandType::Int8, state->bytes.stride(), inputs, 0, inputs, rows));
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
    Operands operands(split.type, weights);
    for (const InputRun& run : split.runs)
        state->parts.push_back(makePart(operands.from(0), split.type, outputs, inputs, run.first, run.count, rows));
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

void MatrixProduct::run(const void* data, float* result) const
{
    if (state_->operandType == OperandType::Int8) {
        const auto count = static_cast<std::size_t>(state_->rows * state_->inputs);
        auto* const shifted = threadBufferFor<std::uint8_t>(ThreadBuffer::ByteRows, count);
        ByteRows::shift(data, count, shifted);
        auto* const sums = threadBufferFor<std::int32_t>(
            ThreadBuffer::ByteSums, static_cast<std::size_t>(state_->rows * state_->bytes.stride()));
        runPart(state_->parts.front(), OperandType::Uint8, shifted, sums);
        state_->bytes.finish(sums, state_->rows, result);
        return;
    }
    const auto size = static_cast<std::size_t>(state_->rows * state_->outputs);
    if (state_->operandType == OperandType::Float64) {
        const Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> x(
            static_cast<const float*>(data), state_->rows, state_->inputs);
        const RowMatrix product = x.cast<double>() * state_->wide.transpose();
        std::transform(product.data(), product.data() + size, result,
                       [](double value) { return static_cast<float>(value); });
        return;
    }
    if (state_->parts.size() == 1) {
        runPart(state_->parts.front(), state_->operandType, data, result);
        return;
    }
    std::vector<double> sums(size, 0.0);
    for (const Part& part : state_->parts) {
        runPart(part, state_->operandType, data, result);
        for (std::size_t i = 0; i < size; ++i)
            sums[i] += result[i];
    }
    std::ranges::transform(sums, result, [](double value) { return static_cast<float>(value); });
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
