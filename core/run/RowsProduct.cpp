#include "core/run/RowsProduct.h"

#include "core/base/Index.h"
#include "core/run/ThreadBuffers.h"
#include "core/terms/Kernels.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::int64_t largeRows = MatrixProduct::blockRows;
constexpr std::int64_t smallRows = MatrixProduct::fewRows;
/// Values that are quantized at once.
constexpr std::size_t mostAtOnce = 1024;

/// Of rows of `width` numbers, the sum of each column.
std::vector<double> columnSums(std::span<const std::uint8_t> numbers, std::size_t width)
{
    std::vector<std::uint32_t> sums(width, 0);
    for (std::size_t first = 0; first < numbers.size(); first += width)
        kernels::best().addBytes(numbers.data() + first, width, sums.data());
    return {sums.begin(), sums.end()};
}

} // namespace

RowsProduct RowsProduct::ofFloats(int layer, std::span<const float> weights, std::int64_t outputs, std::int64_t inputs)
{
    RowsProduct rows;
    rows.layer_ = layer;
    rows.outputs_ = outputs;
    rows.inputs_ = inputs;
    rows.product_.emplace(MatrixProduct::ofFloats(weights, outputs, inputs));
    return rows;
}

RowsProduct RowsProduct::ofPrepared(int layer, const PreparedLayer& prepared, std::int64_t first, std::int64_t outputs)
{
    RowsProduct rows;
    rows.layer_ = layer;
    rows.outputs_ = outputs;
    rows.inputs_ = prepared.inputs;
    rows.prepared_ = &prepared;
    const auto begin = static_cast<std::size_t>(first * prepared.inputs);
    const auto count = static_cast<std::size_t>(outputs * prepared.inputs);
    const std::int32_t largest = prepared.table.largestKept();
    rows.columnTerms_ = columnSums(std::span(prepared.weightTerms).subspan(begin, count), at(prepared.inputs));
    if (prepared.block > 0) {
        rows.addParts(first, outputs);
        return rows;
    }
    if (prepared.values.empty())
        rows.product_ = MatrixProduct::ofIntegers(std::span(prepared.weights).subspan(begin, count), outputs,
                                                  prepared.inputs, largest);
    else
        rows.product_ = (prepared.dataForm ? MatrixProduct::ofNumbers : MatrixProduct::ofValues)(
            std::span(prepared.values).subspan(begin, count), outputs, prepared.inputs, largest);
    rows.addQuantizer(rows.product_->operandType());
    rows.scales_ = prepared.scales;
    if (rows.scales_.size() > 1)
        rows.scales_.assign(prepared.scales.begin() + first, prepared.scales.begin() + first + outputs);
    return rows;
}

/// A product for every block of inputs.
void RowsProduct::addParts(std::int64_t first, std::int64_t outputs)
{
    const std::int64_t blocks = (inputs_ + prepared_->block - 1) / prepared_->block;
    const std::int32_t largest = prepared_->table.largestKept();
    for (std::int64_t block = 0; block < blocks; ++block) {
        const std::int64_t begin = block * prepared_->block;
        const std::int64_t count = std::min(prepared_->block, inputs_ - begin);
        std::vector<std::int32_t> weights;
        std::vector<float> scales;
        for (std::int64_t output = first; output < first + outputs; ++output) {
            const auto row = prepared_->weights.begin() + output * inputs_ + begin;
            weights.insert(weights.end(), row, row + count);
            scales.push_back(prepared_->scales[static_cast<std::size_t>(output * blocks + block)]);
        }
        parts_.push_back(
            {begin, count, std::move(scales), MatrixProduct::ofIntegers(weights, outputs, count, largest)});
        addQuantizer(parts_.back().product.operandType());
    }
}

RowsProduct::Block RowsProduct::blockOf(std::int64_t rowsLeft)
{
    const std::int64_t size = rowsLeft > largeRows / 2 ? largeRows : smallRows;
    return {size, std::min(size, rowsLeft)};
}

/// One for each operand type that a product of this layer takes.
void RowsProduct::addQuantizer(OperandType type)
{
    const auto known = std::ranges::find(quantizers_, type, &InputQuantizer::type);
    if (known == quantizers_.end())
        quantizers_.emplace_back(*prepared_, type);
}

/// Operands of a run of inputs; their terms are added to `terms`.
void RowsProduct::quantizeRun(const float* x, std::size_t count, OperandType type, void* operands,
                              std::uint32_t* terms) const
{
    const InputQuantizer& quantizer = *std::ranges::find(quantizers_, type, &InputQuantizer::type);
    std::array<std::uint8_t, mostAtOnce> bytes;
    for (std::size_t first = 0; first < count; first += bytes.size()) {
        const std::size_t size = std::min(count - first, bytes.size());
        quantizer.quantize(x + first, size, static_cast<char*>(operands) + first * widthOf(type), bytes.data());
        kernels::best().addBytes(bytes.data(), size, terms + first);
    }
}

void RowsProduct::quantizeRows(std::span<const float> x, std::int64_t rows, OperandType type, void* operands,
                               std::uint32_t* terms) const
{
    const auto width = static_cast<std::size_t>(inputs_);
    const std::size_t count = static_cast<std::size_t>(rows) * width;
    auto* const to = static_cast<char*>(operands);
    if (count == 0)
        return;
    if (prepared_->dataForm || 2 * width > mostAtOnce) {
        for (std::size_t first = 0; first < count; first += width)
            quantizeRun(x.data() + first, width, type, to + first * widthOf(type), terms);
        return;
    }
    // Short rows together: what quantizes has its tables to set up.
    const InputQuantizer& quantizer = *std::ranges::find(quantizers_, type, &InputQuantizer::type);
    std::array<std::uint8_t, mostAtOnce> bytes;
    const std::size_t some = mostAtOnce / width * width;
    for (std::size_t first = 0; first < count; first += some) {
        const std::size_t size = std::min(some, count - first);
        quantizer.quantize(x.data() + first, size, to + first * widthOf(type), bytes.data());
        for (std::size_t row = 0; row < size; row += width)
            kernels::best().addBytes(bytes.data() + row, width, terms);
    }
}

/// At most smallRows rows, block of inputs after block: every exact sum is scaled, then added.
void RowsProduct::runParts(std::span<const float> x, std::int64_t rows, RowFinish finish, std::span<float> result,
                           std::span<std::uint32_t> terms) const
{
    const auto outputs = static_cast<std::size_t>(outputs_);
    const std::size_t count = static_cast<std::size_t>(rows) * outputs;
    std::ranges::fill(result.first(count), 0.0F);
    for (const ScaledPart& part : parts_) {
        const auto width = static_cast<std::size_t>(part.count);
        const OperandType type = part.product.operandType();
        auto* const data = threadBufferFor<char>(ThreadBuffer::RowValues, smallRows * width * widthOf(type));
        for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r)
            quantizeRun(x.data() + static_cast<std::int64_t>(r) * inputs_ + part.first, width, type,
                        data + r * width * widthOf(type), terms.data() + part.first);
        auto* const sums = threadBufferFor<float>(ThreadBuffer::RowSums, smallRows * outputs);
        part.product.run(data, smallRows, rows, {}, sums);
        for (std::size_t i = 0; i < count; ++i) {
            const float factor = finish.rowScales.empty() ? 1.0F : finish.rowScales[i / outputs];
            result[i] += sums[i] * (part.scales[i % outputs] * factor);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        result[i] += finish.bias != nullptr ? finish.bias[i % outputs] : 0.0F;
        result[i] = finish.relu ? std::max(result[i], 0.0F) : result[i];
    }
}

void RowsProduct::count(std::span<const std::uint32_t> terms, std::int64_t rows, LayerLog* log) const
{
    if (log == nullptr)
        return;
    for (std::size_t k = 0; k < terms.size(); ++k)
        log->pairs[static_cast<std::size_t>(layer_)] += columnTerms_[k] * terms[k];
    log->products[static_cast<std::size_t>(layer_)] += static_cast<double>(rows * outputs_ * inputs_);
}

void RowsProduct::runBlock(std::span<const float> x, const Block& block, RowFinish finish, std::span<float> result,
                           std::span<std::uint32_t> terms) const
{
    const auto there = static_cast<std::size_t>(block.rows * inputs_);
    const auto values = static_cast<std::size_t>(block.size * inputs_);
    const void* data = x.data();
    if (prepared_ != nullptr || there < values) {
        const OperandType type = prepared_ != nullptr ? product_->operandType() : OperandType::Float32;
        auto* const operands = static_cast<char*>(threadBuffer(ThreadBuffer::RowValues, values * widthOf(type)));
        if (prepared_ != nullptr)
            quantizeRows(x, block.rows, type, operands, terms.data());
        else
            std::copy_n(x.data(), there, reinterpret_cast<float*>(operands));
        // What stood there may be bytes of another layer, which are no normal floats: products of those take a hundred
        // times as long.
        std::fill(operands + there * widthOf(type), operands + values * widthOf(type), '\0');
        data = operands;
    }
    product_->run(data, block.size, block.rows, finish, result.data());
}

void RowsProduct::run(std::span<const float> x, std::int64_t rows, RowFinish finish, std::span<float> result,
                      LayerLog* log) const
{
    finish.scales = scales_;
    std::vector<std::uint32_t> terms(static_cast<std::size_t>(inputs_), 0);
    for (std::int64_t done = 0; done < rows;) {
        const std::span<const float> own = x.subspan(static_cast<std::size_t>(done * inputs_));
        const std::span<float> to = result.subspan(static_cast<std::size_t>(done * outputs_));
        if (parts_.empty()) {
            const Block block = blockOf(rows - done);
            runBlock(own, block, finish.fromRow(done), to, terms);
            done += block.rows;
        } else {
            const std::int64_t some = std::min(smallRows, rows - done);
            runParts(own, some, finish.fromRow(done), to, terms);
            done += some;
        }
    }
    if (prepared_ != nullptr)
        count(terms, rows, log);
}

RowOperandsPtr RowsProduct::quantize(std::span<const float> x, std::int64_t rows) const
{
    auto operands = std::make_shared<RowOperands>();
    operands->dataScale = prepared_->dataScale;
    operands->table = prepared_->table;
    operands->dataForm = prepared_->dataForm;
    operands->rows = rows;
    operands->terms.assign(static_cast<std::size_t>(inputs_), 0);
    std::int64_t filled = 0;
    for (std::int64_t done = 0; done < rows; done += blockOf(rows - done).rows)
        filled += blockOf(rows - done).size;
    operands->values = Operands(product_->operandType(), static_cast<std::size_t>(filled * inputs_));
    quantizeRows(x, rows, operands->values.type(), operands->values.from(0), operands->terms.data());
    return operands;
}

bool RowsProduct::takes(const RowOperands& operands) const
{
    return prepared_ != nullptr && parts_.empty() && operands.values.type() == product_->operandType()
           && operands.dataScale == prepared_->dataScale && std::ssize(operands.terms) == inputs_
           && operands.table == prepared_->table && operands.dataForm == prepared_->dataForm;
}

bool RowsProduct::quantizesAs(const RowsProduct& other) const
{
    return prepared_ != nullptr && other.prepared_ != nullptr && parts_.empty() && other.parts_.empty()
           && inputs_ == other.inputs_ && product_->operandType() == other.product_->operandType()
           && prepared_->dataScale == other.prepared_->dataScale && prepared_->table == other.prepared_->table
           && prepared_->dataForm == other.prepared_->dataForm;
}

void RowsProduct::run(const RowOperands& x, RowFinish finish, std::span<float> result, LayerLog* log) const
{
    finish.scales = scales_;
    for (std::int64_t done = 0; done < x.rows;) {
        const Block block = blockOf(x.rows - done); // all blocks before the last are full: the operands lie in a row
        product_->run(x.values.from(static_cast<std::size_t>(done * inputs_)), block.size, block.rows,
                      finish.fromRow(done), result.data() + done * outputs_);
        done += block.rows;
    }
    count(x.terms, x.rows, log);
}

} // namespace termscope
