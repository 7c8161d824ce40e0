#include "core/run/MatrixProduct.h"

#include "core/run/Bfloat16Speed.h"
#include "core/run/ByteProducts.h"
#include "core/run/ByteRows.h"
#include "core/run/Dnnl.h"
#include "core/run/ExactSplit.h"
#include "core/run/ThreadBuffers.h"
#include "core/terms/Kernels.h"

#include <Eigen/Core>
#include <algorithm>
#include <mutex>
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

} // namespace

struct MatrixProduct::State {
    OperandType operandType = OperandType::Float32;
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::span<const float> floats; ///< the weights of a float32 product; else:
    Operands weights;
    std::vector<InputRun> runs;
    RowMatrix wide;      ///< Float64: the weights
    ByteRows bytes;      ///< Int8, with:
    bool isExact = true; ///< ByteUse
    std::int32_t largestData = 0;

    /// For blocks of one size.
    struct Block {
        std::once_flag once;
        std::vector<Part> parts;
    };
    mutable Block large, few;
    mutable std::once_flag once;
    mutable std::unique_ptr<MatrixProduct> ofSigned; ///< Int8: for blocks that its bytes do not take

    State(std::int64_t outputCount, std::int64_t inputCount) : outputs(outputCount), inputs(inputCount) {}
    const std::vector<Part>& partsFor(std::int64_t size) const;
    void runFloats(const void* data, std::int64_t size, float* result) const;
    std::int32_t* sumsOfBytes(const void* data, std::int64_t size, std::int64_t rows) const;
    void runSigned(const void* data, std::int64_t size, std::int64_t rows, const RowFinish& finish,
                   float* result) const;
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

/// None where the machine's products are not exact for them.
template <class Number>
std::optional<MatrixProduct> MatrixProduct::ofBytes(std::span<const Number> weights, std::int64_t outputs,
                                                    std::int64_t inputs, const ByteUse& use)
{
    if (byteProducts() == ByteProducts::None || use.largestData > largestOf(OperandType::Int8))
        return std::nullopt;
    const auto bytes = byteWeights(weights, outputs, use);
    if (!bytes)
        return std::nullopt;
    auto state = std::make_unique<State>(outputs, inputs);
    state->operandType = OperandType::Int8;
    state->isExact = use.isExact;
    state->largestData = use.largestData;
    state->bytes = ByteRows(*bytes, byteProducts() == ByteProducts::All);
    const auto used = static_cast<std::size_t>(state->bytes.stride() * inputs);
    state->weights = Operands(OperandType::Int8, std::span(bytes->values).first(used));
    state->runs = {{0, inputs}};
    return MatrixProduct(std::move(state));
}

MatrixProduct MatrixProduct::ofValues(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
                                      std::int32_t largestData)
{
    const bool narrow = operandTypeFor(weights, largestData, hasBfloat16()) == OperandType::Bfloat16;
    const ByteUse use{largestData, largestByteFor(largestData), false, !narrow};
    if (auto product = ofBytes(weights, outputs, inputs, use))
        return std::move(*product);
    return ofNumbers(weights, outputs, inputs, largestData);
}

MatrixProduct MatrixProduct::ofNumbers(std::span<const float> weights, std::int64_t outputs, std::int64_t inputs,
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
    ByteUse use{largestData, largestByteFor(largestData), true, false};
    if (auto product = ofBytes(weights, outputs, inputs, use))
        return std::move(*product);
    use.takesWider = exactSplit(weights, outputs, inputs, largestData, hasBfloat16()).type != OperandType::Bfloat16;
    if (use.takesWider)
        if (auto product = ofBytes(weights, outputs, inputs, use))
            return std::move(*product);
    return ofWiderIntegers(weights, outputs, inputs, largestData);
}

MatrixProduct MatrixProduct::ofWiderIntegers(std::span<const std::int32_t> weights, std::int64_t outputs,
                                             std::int64_t inputs, std::int32_t largestData)
{
    auto state = std::make_unique<State>(outputs, inputs);
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

/// The sums of unsigned bytes, [size, bytes.stride()], on this thread until the next call. None where bytes are
/// positive alone and a datum of the first `rows` is not.
std::int32_t* MatrixProduct::State::sumsOfBytes(const void* data, std::int64_t size, std::int64_t rows) const
{
    if (!bytes.takesAll && !ByteRows::isPositive(data, rows * inputs))
        return nullptr;
    if (bytes.takesAll) {
        auto* const shifted = threadBufferFor<std::uint8_t>(ThreadBuffer::ByteRows,
                                                            static_cast<std::size_t>(size * inputs));
        ByteRows::shift(data, size * inputs, shifted);
        data = shifted;
    }
    auto* const sums = threadBufferFor<std::int32_t>(ThreadBuffer::ByteSums,
                                                     static_cast<std::size_t>(size * bytes.stride()));
    runPart(partsFor(size).front(), OperandType::Uint8, data, sums);
    return sums;
}

/// The same product of numbers that are no bytes, for a block with data below 0.
void MatrixProduct::State::runSigned(const void* data, std::int64_t size, std::int64_t rows, const RowFinish& finish,
                                     float* result) const
{
    std::call_once(once, [this] {
        const std::vector<float> values = bytes.weights(static_cast<const std::int8_t*>(weights.from(0)));
        if (isExact)
            ofSigned = std::make_unique<MatrixProduct>(
                ofWiderIntegers(std::vector<std::int32_t>(values.begin(), values.end()), outputs, inputs, largestData));
        else
            ofSigned = std::make_unique<MatrixProduct>(ofNumbers(values, outputs, inputs, largestData));
    });
    const OperandType type = ofSigned->operandType();
    const auto count = static_cast<std::size_t>(size * inputs);
    void* const operands = threadBuffer(ThreadBuffer::ByteRows, count * widthOf(type));
    const auto* const from = static_cast<const std::int8_t*>(data);
    if (type == OperandType::Bfloat16)
        std::transform(from, from + count, static_cast<std::uint16_t*>(operands),
                       [](std::int8_t value) { return bfloat16Bits(value); });
    else
        std::copy_n(from, count, static_cast<float*>(operands));
    ofSigned->run(operands, size, rows, finish, result);
}

/// Sums of bytes, finished as they are read.
void MatrixProduct::State::runBytes(const void* data, std::int64_t size, std::int64_t rows, const RowFinish& finish,
                                    float* result) const
{
    std::int32_t* sums = sumsOfBytes(data, size, rows);
    if (sums == nullptr) {
        runSigned(data, size, rows, finish, result);
        return;
    }
    const auto* row = static_cast<const std::int8_t*>(data);
    const auto width = static_cast<std::size_t>(outputs);
    std::vector<float> own;
    std::vector<float> ownScales;
    for (std::int64_t r = 0; r < rows; ++r, row += inputs, sums += bytes.stride(), result += outputs) {
        bytes.addFurther(row, sums);
        if (r == 0 || !finish.rowScales.empty()) {
            const std::span<const float> scales = scalesOf(finish, static_cast<std::size_t>(r), own);
            ownScales = bytes.scales;
            for (std::size_t o = 0; o < width; ++o)
                ownScales[o] *= scales[scales.size() == 1 ? 0 : o];
        }
        kernels::best().finishByteRow(sums, width, sums + width, bytes.to.empty() ? nullptr : bytes.to.data(),
                                      bytes.ofAddition.data(), ownScales.data(), finish.bias, finish.relu, result);
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
