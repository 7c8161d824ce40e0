#include "hwmodel/topology/LayerTable.h"

#include "core/base/Cancel.h"
#include "core/graph/LayerSources.h"
#include "hwmodel/timing/Count.h"

#include <algorithm>

namespace termscope {
namespace {

/// Of the rows [inputs, positions] of a weight: the most values that are not zero among four consecutive inputs.
int mostNonZero(const WeightLayer& layer)
{
    const std::int64_t inputs = layer.inputs();
    if (inputs < 4)
        return 4;
    const std::int64_t positions = layer.fanIn() / inputs;
    const SharedFloats values = layer.weight.values.loaded();
    int most = 1; // the formats know no fewer
    for (std::int64_t output = 0; output < layer.outputs() && most < 4; ++output) {
        checkCancelled();
        const float* const row = values.data() + output * layer.fanIn();
        for (std::int64_t position = 0; position < positions; ++position)
            for (std::int64_t first = 0; first < inputs; first += 4) {
                int found = 0;
                for (std::int64_t i = first; i < std::min(first + 4, inputs); ++i)
                    found += row[i * positions + position] != 0.0f ? 1 : 0;
                most = std::max(most, found);
            }
    }
    return most;
}

TableLayer describedLayer(const Network& network, LayerShape shape, int index, std::int64_t batch)
{
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(index)];
    TableLayer row;
    row.kind = layer.kind;
    row.batch = batch;
    if (layer.kind == LayerKind::Convolution)
        row.window = layer.window;
    if (layer.isRecurrent())
        row.steps = std::max<std::int64_t>(1, layer.positions.value_or(1));
    row.apart = shape.repeats / row.steps;
    row.shape = std::move(shape);
    return row;
}

/// Rows instead of layers; the recurrent weights of a node are in the row of its input weights.
void linkRows(LayerTable& table, const Network& network, const std::vector<int>& layerOfRow)
{
    const std::vector<LayerSources> sources = layerSources(network);
    const auto rowsOf = [&](const std::vector<int>& layers) {
        std::vector<int> rows;
        for (std::size_t row = 0; row < layerOfRow.size(); ++row)
            if (std::ranges::find(layers, layerOfRow[row]) != layers.end())
                rows.push_back(static_cast<int>(row));
        return rows;
    };
    for (std::size_t row = 0; row < layerOfRow.size(); ++row) {
        const LayerSources& of = sources[static_cast<std::size_t>(layerOfRow[row])];
        table.layers[row].sources = rowsOf(of.data);
        table.layers[row].staying = rowsOf(of.staying);
    }
}

} // namespace

LayerTable layerTable(const Network& network, std::int64_t batch, bool sparsity)
{
    NetworkShapes shapes = shapesOf(network, batch);
    LayerTable table;
    table.warnings = std::move(shapes.warnings);
    for (std::size_t i = 0; i < shapes.shapes.size(); ++i) {
        table.layers.push_back(describedLayer(network, std::move(shapes.shapes[i]), shapes.layers[i], batch));
        const auto index = static_cast<std::size_t>(shapes.layers[i]);
        TableLayer& row = table.layers.back();
        if (!sparsity || row.kind == LayerKind::Attention)
            continue;
        // The recurrent weights of a node are the layer behind its input weights.
        row.nonZeroOfFour = mostNonZero(network.layers[index]);
        if (network.layers[index].isRecurrent() && index + 1 < network.layers.size())
            row.nonZeroOfFour = std::max(row.nonZeroOfFour, mostNonZero(network.layers[index + 1]));
    }
    linkRows(table, network, shapes.layers);
    return table;
}

Result<std::int64_t> macsOf(const LayerShape& shape)
{
    const Count macs = Count(shape.gemm.m) * shape.gemm.k * shape.gemm.n * shape.repeats;
    if (!macs.fits())
        return fail("layer ", shape.name, ": its multiply-accumulates do not fit 64 bits");
    return macs.value();
}

} // namespace termscope
