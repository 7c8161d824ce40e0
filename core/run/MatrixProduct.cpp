#include "core/run/MatrixProduct.h"

#include "core/run/Bfloat16Speed.h"
#include "core/run/ByteWeights.h"
#include "core/run/Dnnl.h"
#include "core/run/ExactSplit.h"
#include "core/run/ThreadBuffers.h"

#include <Eigen/Core>
#include <algorithm>
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
    const DataType type = dnnl_common::dataTypeOf(operands);
    Part part;
    part.first = first;
    part.count = count;
    const dnnl::memory::desc anyWeights({count, outputs}, type, dnnl::memory::format_tag::any);
    part.source = dnnl::memory::desc({rows, count}, type, Dimensions{inputs, 1});
    part.result = dnnl::memory::desc({rows, outputs}, DataType::f32, dnnl::memory::format_tag::ab);
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

void runPart(const Part& part, OperandType type, const void* data, float* result)
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

} // namespace

struct MatrixProduct::State {
    OperandType operandType = OperandType::Float32;
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::int64_t rows = blockRows;
    std::vector<Part> parts;
    RowMatrix wide;                   ///< Float64: the weights
    std::vector<float> signs;         ///< Int8: by output, those of its sums; empty: none is turned
    std::vector<std::int32_t> owners; ///< Int8: of further outputs (ByteWeights.h)

    void runBytes(const void* data, float* result) const;
};

/// The product with its further outputs, then every sum where it belongs.
void MatrixProduct::State::runBytes(const void* data, float* result) const
{
    if (owners.empty() && signs.empty()) {
        runPart(parts.front(), OperandType::Int8, data, result);
        return;
    }
    const auto width = static_cast<std::size_t>(outputs);
    const std::size_t stride = width + owners.size();
    auto* const sums = threadBufferFor<float>(ThreadBuffer::ByteSums, static_cast<std::size_t>(rows) * stride);
    runPart(parts.front(), OperandType::Int8, data, sums);
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
        const float* const from = sums + row * stride;
        float* const to = result + row * width;
        if (signs.empty())
            std::copy_n(from, width, to);
        for (std::size_t o = 0; o < signs.size(); ++o)
            to[o] = from[o] * signs[o];
        for (std::size_t i = 0; i < owners.size(); ++i)
            to[owners[i]] += from[width + i];
    }
}

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
            state->owners = std::move(bytes->owners);
            if (std::ranges::find(bytes->signs, -1.0F) != bytes->signs.end())
                state->signs = std::move(bytes->signs);
            state->parts.push_back(makePart(bytes->values.data(), OperandType::Int8,
                                            outputs + std::ssize(state->owners), inputs, 0, inputs, rows));
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
        state_->runBytes(data, result);
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
