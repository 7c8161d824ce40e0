#include "core/run/QuantizedLayer.h"

#include <algorithm>

namespace termscope {
namespace {

/// Copies between [outer, inner, positions] and [outer, positions, inner].
std::vector<float> swapInnerAxes(std::span<const float> values, std::int64_t outer, std::int64_t rows,
                                 std::int64_t columns)
{
    std::vector<float> swapped(values.size());
    for (std::int64_t o = 0; o < outer; ++o) {
        const float* source = values.data() + o * rows * columns;
        float* target = swapped.data() + o * rows * columns;
        for (std::int64_t r = 0; r < rows; ++r)
            for (std::int64_t c = 0; c < columns; ++c)
                target[c * rows + r] = source[r * columns + c];
    }
    return swapped;
}

/// Values one parallel task takes at least: less is not worth waking a thread.
constexpr std::int64_t valuesPerTask = std::int64_t{1} << 15;

} // namespace

std::int64_t kernelPositions(const WeightLayer& layer)
{
    return layer.fanIn() / layer.inputs();
}

SharedFloats inGroupOrder(const WeightLayer& layer)
{
    const SharedFloats values = layer.weight.values.loaded();
    if (kernelPositions(layer) == 1)
        return values;
    SharedFloats swapped = swapInnerAxes(values, layer.outputs(), layer.inputs(), kernelPositions(layer));
    values.release();
    return swapped;
}

std::vector<float> inLayerOrder(const WeightLayer& layer, std::vector<float> values)
{
    if (kernelPositions(layer) == 1)
        return values;
    return swapInnerAxes(values, layer.outputs(), kernelPositions(layer), layer.inputs());
}

WeightLayer outputsOf(const WeightLayer& layer, std::int64_t first, std::int64_t count)
{
    WeightLayer some;
    some.name = layer.name;
    some.kind = layer.kind;
    some.weight.shape = layer.weight.shape;
    some.weight.shape[0] = count;
    some.weight.values = layer.weight.values.part(static_cast<std::size_t>(first * layer.fanIn()),
                                                  static_cast<std::size_t>(count * layer.fanIn()));
    return some;
}

QuantizedMatrix quantizeLayer(const WeightLayer& layer, int bits, Quantizer quantizer, bool perChannel)
{
    return quantizeInGroupOrder(layer, inGroupOrder(layer), bits, quantizer, perChannel);
}

QuantizedMatrix quantizeInGroupOrder(const WeightLayer& layer, const SharedFloats& values, int bits,
                                     Quantizer quantizer, bool perChannel, std::optional<float> clip)
{
    const std::int64_t positions = kernelPositions(layer);
    QuantizedMatrix matrix = quantizeMatrix(values, layer.outputs(), bits, quantizer, perChannel, clip);
    values.release();
    matrix.rows = layer.outputs() * positions;
    matrix.columns = layer.inputs();
    if (perChannel && positions > 1) {
        std::vector<float> perRow;
        for (const float scale : matrix.scales)
            perRow.insert(perRow.end(), static_cast<std::size_t>(positions), scale);
        matrix.scales = std::move(perRow);
    }
    return matrix;
}

RevealedMatrix revealMatrix(const QuantizedMatrix& matrix, Encoding encoding, int groupSize, int budget)
{
    RevealedMatrix revealed;
    revealed.values.resize(matrix.values.size());
    revealed.keptTerms.resize(matrix.values.size());
    const RevealConfig config{encoding, matrix.largest, groupSize, budget};
    const std::int64_t size = static_cast<std::int64_t>(matrix.values.size());
    if (size == 0)
        return revealed;
    // Rows of whole groups join seamlessly, so that short rows cost no more than long ones.
    const std::int64_t joined = matrix.columns % groupSize == 0
                                    ? std::max<std::int64_t>(1, valuesPerTask / matrix.columns)
                                    : 1;
    const std::int64_t length = joined * matrix.columns;
    const std::int64_t tasks = (size + length - 1) / length;
#pragma omp parallel for schedule(static) if (size > valuesPerTask)
    for (std::int64_t task = 0; task < tasks; ++task) {
        const auto first = static_cast<std::size_t>(task * length);
        const auto count = static_cast<std::size_t>(std::min(length, size - task * length));
        revealRow(config, {matrix.values.data() + first, count}, {revealed.values.data() + first, count},
                  {revealed.keptTerms.data() + first, count});
    }
    return revealed;
}

RevealedMatrix unrevealedMatrix(const QuantizedMatrix& matrix, Encoding encoding)
{
    RevealedMatrix same{matrix.values, std::vector<std::uint8_t>(matrix.values.size())};
    countTerms(encoding, same.values, same.keptTerms);
    return same;
}

} // namespace termscope
