#include "core/run/QuantizedLayer.h"

#include <algorithm>
#include <cstdlib>

namespace termscope {
namespace {

/// Copies between [outer, inner, positions] and [outer, positions, inner].
template <class Number>
std::vector<Number> swapInnerAxes(std::span<const Number> values, std::int64_t outer, std::int64_t rows,
                                  std::int64_t columns)
{
    std::vector<Number> swapped(values.size());
    for (std::int64_t o = 0; o < outer; ++o) {
        const Number* source = values.data() + o * rows * columns;
        Number* target = swapped.data() + o * rows * columns;
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
    SharedFloats swapped = swapInnerAxes<float>(values, layer.outputs(), layer.inputs(), kernelPositions(layer));
    values.release();
    return swapped;
}

std::vector<float> inLayerOrder(const WeightLayer& layer, std::vector<float> values)
{
    if (kernelPositions(layer) == 1)
        return values;
    return swapInnerAxes<float>(values, layer.outputs(), kernelPositions(layer), layer.inputs());
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
    if (layer.given)
        some.given = outputsOf(layer.given, first, count, layer.outputs());
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

QuantizedMatrix givenMatrix(const WeightLayer& layer)
{
    const GivenWeights& given = *layer.given;
    const std::int64_t positions = kernelPositions(layer);
    QuantizedMatrix matrix;
    matrix.rows = layer.outputs() * positions;
    matrix.columns = layer.inputs();
    matrix.block = given.block;
    matrix.values.resize(given.integers->size());
    given.integers->read(0, matrix.values);
    if (positions > 1)
        matrix.values = swapInnerAxes<std::int32_t>(matrix.values, layer.outputs(), layer.inputs(), positions);
    for (const std::int32_t value : matrix.values)
        matrix.largest = std::max(matrix.largest, std::abs(value));
    for (const float scale : std::span<const float>(given.scales))
        matrix.scales.insert(matrix.scales.end(), given.scales.size() > 1 ? static_cast<std::size_t>(positions) : 1,
                             scale);
    return matrix;
}

QuantizedMatrix layerMatrix(const WeightLayer& layer, const Settings& settings)
{
    return settings.source == Source::Given && layer.given
               ? givenMatrix(layer)
               : quantizeLayer(layer, settings.weightBits, settings.quantizer, settings.perChannel);
}

std::int32_t largestInteger(const WeightLayer& layer, const Settings& settings)
{
    return settings.source == Source::Given && layer.given ? layer.given->largest()
                                                           : largestMagnitude(settings.weightBits, settings.quantizer);
}

namespace {

/// The matrix with its rows cut into `columns` values each.
QuantizedMatrix cutInto(QuantizedMatrix matrix, std::int64_t columns)
{
    matrix.rows = matrix.rows * matrix.columns / columns;
    matrix.columns = columns;
    matrix.block = 0;
    return matrix;
}

/// Rows whose last block is shorter than the others.
RevealedMatrix revealUnevenBlocks(const QuantizedMatrix& matrix, const RevealConfig& config)
{
    RevealedMatrix revealed{matrix.values, std::vector<std::uint8_t>(matrix.values.size())};
#pragma omp parallel for schedule(static)
    for (std::int64_t row = 0; row < matrix.rows; ++row)
        for (std::int64_t first = 0; first < matrix.columns; first += matrix.block) {
            const auto place = static_cast<std::size_t>(row * matrix.columns + first);
            const auto count = static_cast<std::size_t>(std::min(matrix.block, matrix.columns - first));
            revealRow(config, {matrix.values.data() + place, count}, {revealed.values.data() + place, count},
                      {revealed.keptTerms.data() + place, count});
        }
    return revealed;
}

} // namespace

RevealedMatrix revealMatrix(const QuantizedMatrix& matrix, Encoding encoding, int groupSize, int budget)
{
    if (matrix.block > 0 && matrix.columns % matrix.block == 0)
        return revealMatrix(cutInto(matrix, matrix.block), encoding, groupSize, budget);
    if (matrix.block > 0)
        return revealUnevenBlocks(matrix, {encoding, matrix.largest, groupSize, budget});
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
