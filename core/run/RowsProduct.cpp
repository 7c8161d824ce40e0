#include "core/run/RowsProduct.h"

#include "core/run/ThreadBuffers.h"
#include "core/terms/Kernels.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::int64_t largeRows = MatrixProduct::blockRows;
constexpr std::int64_t smallRows = 16;

} // namespace

RowsProduct RowsProduct::ofFloats(int layer, std::span<const float> weights, std::int64_t outputs, std::int64_t inputs)
{
    RowsProduct rows;
    rows.layer_ = layer;
    rows.outputs_ = outputs;
    rows.inputs_ = inputs;
    rows.large_.emplace(MatrixProduct::ofFloats(weights, outputs, inputs));
    rows.small_.emplace(MatrixProduct::ofFloats(weights, outputs, inputs, smallRows));
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
    const std::span<const std::int32_t> weights = std::span(prepared.weights).subspan(begin, count);
    const std::int32_t largest = prepared.table.largestKept();
    rows.columnTerms_.assign(static_cast<std::size_t>(prepared.inputs), 0.0);
    for (std::size_t i = 0; i < count; ++i)
        rows.columnTerms_[i % rows.columnTerms_.size()] += prepared.weightTerms[begin + i];
    if (prepared.block > 0) {
        rows.addParts(first, outputs);
        return rows;
    }
    rows.large_.emplace(MatrixProduct::ofIntegers(weights, outputs, prepared.inputs, largest));
    rows.small_.emplace(MatrixProduct::ofIntegers(weights, outputs, prepared.inputs, largest, smallRows));
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
            {begin, count, std::move(scales), MatrixProduct::ofIntegers(weights, outputs, count, largest, smallRows)});
    }
}

void RowsProduct::run(std::span<const float> x, std::int64_t rows, const float* bias, std::span<float> result,
                      LayerLog* log, std::span<const float> rowScales) const
{
    std::vector<std::uint32_t> terms(static_cast<std::size_t>(inputs_), 0);
    std::int64_t done = 0;
    while (done < rows) {
        const bool large = parts_.empty() && rows - done > largeRows / 2;
        const std::int64_t block = large ? largeRows : smallRows;
        const std::int64_t count = std::min(block, rows - done);
        const auto data = x.subspan(static_cast<std::size_t>(done * inputs_));
        const auto to = result.subspan(static_cast<std::size_t>(done * outputs_));
        const auto factors = rowScales.subspan(rowScales.empty() ? 0 : static_cast<std::size_t>(done));
        if (parts_.empty())
            runBlock(large ? *large_ : *small_, data, count, block, bias, to, terms, factors);
        else
            runParts(data, count, bias, to, terms, factors);
        done += count;
    }
    if (prepared_ == nullptr || log == nullptr)
        return;
    for (std::size_t k = 0; k < terms.size(); ++k)
        log->pairs[static_cast<std::size_t>(layer_)] += columnTerms_[k] * terms[k];
    log->products[static_cast<std::size_t>(layer_)] += static_cast<double>(rows * outputs_ * inputs_);
}

void RowsProduct::runBlock(const MatrixProduct& product, std::span<const float> x, std::int64_t rows,
                           std::int64_t block, const float* bias, std::span<float> result,
                           std::vector<std::uint32_t>& terms, std::span<const float> rowScales) const
{
    const kernels::KernelSet& kernel = kernels::best();
    const auto width = static_cast<std::size_t>(inputs_);
    const auto values = static_cast<std::size_t>(block) * width;
    const void* data = x.data();
    if (prepared_ != nullptr && product.operandType() == OperandType::Bfloat16) {
        auto* const halves = threadBufferFor<std::uint16_t>(ThreadBuffer::RowValues, values);
        for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r)
            kernel.lookUpBfloat16(x.data() + r * width, width, prepared_->dataScale, prepared_->table.largest,
                                  prepared_->table.entries.data(), halves + r * width, terms.data());
        data = halves;
    } else if (prepared_ != nullptr) {
        auto* const floats = threadBufferFor<float>(ThreadBuffer::RowValues, values);
        for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r)
            kernel.lookUpFloat(x.data() + r * width, width, prepared_->dataScale, prepared_->table.largest,
                               prepared_->table.entries.data(), floats + r * width, terms.data());
        data = floats;
    } else if (rows < block) {
        auto* const floats = threadBufferFor<float>(ThreadBuffer::RowValues, values);
        std::copy_n(x.data(), static_cast<std::size_t>(rows) * width, floats);
        data = floats;
    }
    float* to = result.data();
    if (rows < block)
        to = threadBufferFor<float>(ThreadBuffer::RowResults, static_cast<std::size_t>(block * outputs_));
    product.run(data, to);
    if (rows < block)
        std::copy_n(to, rows * outputs_, result.data());
    constexpr float one = 1.0F;
    if (prepared_ == nullptr && bias == nullptr)
        return;
    std::vector<float> own;
    for (std::int64_t r = 0; r < rows; ++r) {
        const float* scales = prepared_ != nullptr ? scales_.data() : &one;
        if (!rowScales.empty()) {
            own = scales_;
            for (float& scale : own)
                scale *= rowScales[static_cast<std::size_t>(r)];
            scales = own.data();
        }
        kernel.finishRow(result.data() + r * outputs_, static_cast<std::size_t>(outputs_), scales, scales_.size() > 1,
                         bias, false);
    }
}

/// At most smallRows rows, block of inputs after block: every exact sum is scaled, then added.
void RowsProduct::runParts(std::span<const float> x, std::int64_t rows, const float* bias, std::span<float> result,
                           std::vector<std::uint32_t>& terms, std::span<const float> rowScales) const
{
    const kernels::KernelSet& kernel = kernels::best();
    const auto outputs = static_cast<std::size_t>(outputs_);
    std::ranges::fill(result.first(static_cast<std::size_t>(rows) * outputs), 0.0F);
    for (const ScaledPart& part : parts_) {
        const auto width = static_cast<std::size_t>(part.count);
        const bool narrow = part.product.operandType() == OperandType::Bfloat16;
        auto* const data = threadBufferFor<float>(ThreadBuffer::RowValues, smallRows * width);
        for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r) {
            const float* const row = x.data() + static_cast<std::int64_t>(r) * inputs_ + part.first;
            std::uint32_t* const sums = terms.data() + part.first;
            if (narrow)
                kernel.lookUpBfloat16(row, width, prepared_->dataScale, prepared_->table.largest,
                                      prepared_->table.entries.data(),
                                      reinterpret_cast<std::uint16_t*>(data) + r * width, sums);
            else
                kernel.lookUpFloat(row, width, prepared_->dataScale, prepared_->table.largest,
                                   prepared_->table.entries.data(), data + r * width, sums);
        }
        auto* const sums = threadBufferFor<float>(ThreadBuffer::RowResults, smallRows * outputs);
        part.product.run(data, sums);
        for (std::size_t i = 0; i < static_cast<std::size_t>(rows) * outputs; ++i) {
            const float factor = rowScales.empty() ? 1.0F : rowScales[i / outputs];
            result[i] += sums[i] * (part.scales[i % outputs] * factor);
        }
    }
    for (std::size_t i = 0; bias != nullptr && i < static_cast<std::size_t>(rows) * outputs; ++i)
        result[i] += bias[i % outputs];
}

} // namespace termscope
