#include "core/run/BlockRunner.h"

#include "core/base/ParallelFor.h"
#include "core/terms/Kernels.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::int64_t blockRows = MatrixProduct::blockRows;

/// A block of operands in the type its product takes.
struct Operands {
    std::vector<std::uint16_t> halves;
    std::vector<float> floats;

    const void* data(OperandType operandType) const
    {
        return operandType == OperandType::Bfloat16 ? static_cast<const void*>(halves.data()) : floats.data();
    }
    void resize(OperandType operandType, std::int64_t count)
    {
        if (operandType == OperandType::Bfloat16)
            halves.resize(static_cast<std::size_t>(count));
        else
            floats.resize(static_cast<std::size_t>(count));
    }
};

/// Quantizes and looks up one row, or copies it for a layer in float32; `place` is the row's first operand.
void lookUp(const PreparedLayer& layer, OperandType operandType, std::span<const float> row, std::uint16_t* halves,
            float* floats, std::size_t place, std::uint32_t* sums)
{
    const kernels::KernelSet& kernel = kernels::best();
    if (layer.inFloat())
        std::ranges::copy(row, floats + place);
    else if (operandType == OperandType::Bfloat16)
        kernel.lookUpBfloat16(row.data(), row.size(), layer.dataScale, layer.table.largest, layer.table.entries.data(),
                              halves + place, sums);
    else
        kernel.lookUpFloat(row.data(), row.size(), layer.dataScale, layer.table.largest, layer.table.entries.data(),
                           floats + place, sums);
}

void add(std::vector<std::uint64_t>& sums, const std::uint32_t* more)
{
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] += more[i];
}

std::vector<std::uint64_t> columnTermsOf(const PreparedLayer& layer)
{
    std::vector<std::uint32_t> sums(static_cast<std::size_t>(layer.inputs), 0);
    for (std::size_t first = 0; first < layer.weightTerms.size(); first += sums.size())
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] += layer.weightTerms[first + k];
    return {sums.begin(), sums.end()};
}

} // namespace

const void* FirstInputs::block(std::int64_t index) const
{
    const auto offset = static_cast<std::size_t>(index * blockRows * features);
    return operandType == OperandType::Bfloat16 ? static_cast<const void*>(halves.data() + offset)
                                                : floats.data() + offset;
}

BlockRunner::BlockRunner(const PreparedNetwork& network) : network_(network)
{
    columnTerms_.resize(network.layers.size());
    for (const Step& step : network.plan) {
        if (step.kind != StepKind::Linear)
            continue;
        const PreparedLayer& layer = network.layers[static_cast<std::size_t>(step.layer)];
        products_.push_back(layer.inFloat() ? MatrixProduct::ofFloats(layer.floats, layer.outputs, layer.inputs)
                                            : MatrixProduct::ofIntegers(layer.weights, layer.outputs, layer.inputs,
                                                                        layer.table.largestKept()));
        layers_.push_back(step.layer);
        columnTerms_[static_cast<std::size_t>(step.layer)] = columnTermsOf(layer);
    }
}

OperandType BlockRunner::firstOperandType() const
{
    return products_.front().operandType();
}

FirstInputs BlockRunner::firstInputs(std::span<const float> samples, std::int64_t count) const
{
    const PreparedLayer& layer = network_.layers[static_cast<std::size_t>(layers_.front())];
    FirstInputs inputs;
    inputs.operandType = firstOperandType();
    inputs.features = layer.inputs;
    const std::int64_t blocks = (count + blockRows - 1) / blockRows;
    if (inputs.operandType == OperandType::Bfloat16)
        inputs.halves.resize(static_cast<std::size_t>(blocks * blockRows * layer.inputs));
    else
        inputs.floats.resize(static_cast<std::size_t>(blocks * blockRows * layer.inputs));
    inputs.blockTerms.resize(static_cast<std::size_t>(blocks * layer.inputs));
    // Steps before the first layer (a network may begin with ReLU) are applied on the way.
    const auto firstLayer = std::ranges::find(network_.plan, StepKind::Linear, &Step::kind);
    parallelFor(blocks, [&](std::int64_t block) {
        std::vector<float> row(static_cast<std::size_t>(layer.inputs));
        for (std::int64_t r = block * blockRows; r < std::min(count, (block + 1) * blockRows); ++r) {
            const auto place = static_cast<std::size_t>(r * layer.inputs);
            std::copy_n(samples.data() + place, row.size(), row.data());
            for (auto step = network_.plan.begin(); step != firstLayer; ++step)
                applyStep(step->kind, row);
            lookUp(layer, inputs.operandType, row, inputs.halves.data(), inputs.floats.data(), place,
                   inputs.blockTerms.data() + block * layer.inputs);
        }
    });
    return inputs;
}

TermSums BlockRunner::emptySums() const
{
    TermSums sums;
    for (const auto& columns : columnTerms_)
        sums.emplace_back(columns.size(), 0);
    return sums;
}

void BlockRunner::run(const FirstInputs& inputs, std::int64_t block, std::int64_t rows, std::vector<float>& outputs,
                      TermSums& sums) const
{
    Operands operands;
    std::vector<std::uint32_t> terms;
    std::size_t position = 0; // in products_
    std::int64_t width = 0;
    const auto row = [&](std::int64_t r) {
        return std::span<float>(outputs.data() + r * width, static_cast<std::size_t>(width));
    };
    for (const Step& step : network_.plan) {
        if (step.kind != StepKind::Linear) {
            for (std::int64_t r = 0; position > 0 && r < rows; ++r)
                applyStep(step.kind, row(r));
            continue;
        }
        const PreparedLayer& layer = network_.layers[static_cast<std::size_t>(step.layer)];
        const MatrixProduct& product = products_[position];
        auto& layerSums = sums[static_cast<std::size_t>(step.layer)];
        const void* data = nullptr;
        if (position == 0) {
            data = inputs.block(block);
            add(layerSums, inputs.blockTerms.data() + block * layer.inputs);
        } else {
            operands.resize(product.operandType(), blockRows * layer.inputs);
            terms.assign(static_cast<std::size_t>(layer.inputs), 0);
            for (std::int64_t r = 0; r < rows; ++r)
                lookUp(layer, product.operandType(), row(r), operands.halves.data(), operands.floats.data(),
                       static_cast<std::size_t>(r * layer.inputs), terms.data());
            add(layerSums, terms.data());
            data = operands.data(product.operandType());
        }
        outputs.resize(static_cast<std::size_t>(blockRows * layer.outputs));
        product.run(data, outputs.data());
        width = layer.outputs;
        ++position;
        for (std::int64_t r = 0; r < rows; ++r)
            kernels::best().finishRow(row(r).data(), row(r).size(), layer.scales.data(), layer.scales.size() > 1,
                                      layer.bias.empty() ? nullptr : layer.bias.data(), step.relu);
    }
    outputs.resize(static_cast<std::size_t>(rows * width));
}

double BlockRunner::pairs(const TermSums& sums) const
{
    double total = 0.0;
    for (std::size_t layer = 0; layer < sums.size(); ++layer)
        for (std::size_t k = 0; k < sums[layer].size(); ++k)
            total += static_cast<double>(columnTerms_[layer][k]) * static_cast<double>(sums[layer][k]);
    return total;
}

} // namespace termscope
