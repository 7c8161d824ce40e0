#include "hwmodel/topology/FormatWriters.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::int64_t mostRows = std::int64_t{1} << 20;

/// SCALE-Sim takes a name with "DP" in it for a depthwise layer, and a comma for the end of the name.
std::string rowNameOf(const std::string& name, LayerNotes& notes)
{
    std::string row = name;
    std::ranges::replace_if(
        row, [](char c) { return c == ',' || c == '"'; }, '_');
    for (std::size_t at = row.find("DP"); at != std::string::npos; at = row.find("DP", at))
        row[at + 1] = 'p';
    if (row != name)
        notes.add("named otherwise, as SCALE-Sim takes a comma and \"DP\" in a name for more than a name", name);
    return row;
}

/// The values of a row behind its name, where an image says what the layer multiplies.
std::optional<std::string> imageRow(const TableLayer& layer)
{
    const std::optional<ImageWindow> image = imageWindowOf(layer);
    if (!image || layer.batch > 1)
        return {};
    // One stride is for both axes; along an axis with one place it does not matter.
    const std::int64_t stride = image->height > 1 ? image->strideHeight : image->strideWidth;
    if (image->height > 1 && image->width > 1 && image->strideHeight != image->strideWidth)
        return {};
    return text((image->height - 1) * stride + image->kernelHeight, ',',
                (image->width - 1) * stride + image->kernelWidth, ',', image->kernelHeight, ',', image->kernelWidth,
                ',', image->channels, ',', image->filters, ',', stride);
}

/// Any product as a convolution along one axis: M places, a filter of as many places as K has kernel positions.
std::string lineRow(const LayerShape& shape)
{
    const std::int64_t positions = shape.kernelPositions;
    return text(shape.gemm.m - 1 + positions, ",1,", positions, ",1,", shape.gemm.k / positions, ',', shape.gemm.n,
                ",1");
}

std::string convolutionRow(const TableLayer& layer, LayerNotes& notes)
{
    if (const std::optional<std::string> row = imageRow(layer)) {
        const SlidingWindow& window = *layer.window;
        if (std::ranges::any_of(window.dilations, [](std::int64_t dilation) { return dilation > 1; }))
            notes.add("written without dilation: as many products, of a smaller image", layer.shape.name);
        return *row;
    }
    if (layer.window)
        notes.add("written as a convolution along one axis with the same products, as the format knows one image, two "
                  "axes and one stride",
                  layer.shape.name);
    return lineRow(layer.shape);
}

/// Layers of one product whose groups of values cross no kernel positions.
bool hasProductsAlone(const LayerTable& table)
{
    return std::ranges::none_of(table.layers, [](const TableLayer& layer) { return layer.window.has_value(); });
}

void noteLayer(LayerNotes& notes, const TableLayer& layer)
{
    if (layer.kind == LayerKind::Convolution && layer.apart > 1)
        notes.add("a row for each group of channels, as the format knows none", layer.shape.name);
    else if (layer.kind == LayerKind::Attention && layer.apart > 1)
        notes.add("a row for each head of each sample, as the format knows none", layer.shape.name);
    else if (layer.apart > 1)
        notes.add("a row for each step of each direction, as the format knows none", layer.shape.name);
    noteRepeats(notes, layer, "a row for each time step, as the format knows none; each waits for the one before");
    noteWindow(notes, layer, "padding is part of the image, as the format knows none");
}

} // namespace

Result<WrittenLayers> scaleSimLayers(const LayerTable& table, bool sparsity)
{
    std::int64_t rows = 0;
    for (const TableLayer& layer : table.layers) {
        if (layer.shape.repeats > mostRows - rows)
            return fail("layer ", layer.shape.name, ": SCALE-Sim's format wants a row for each of its ",
                        layer.shape.repeats, " products; expected at most ", mostRows, " rows in all");
        rows += layer.shape.repeats;
    }
    const bool products = hasProductsAlone(table);
    LayerNotes notes;
    std::string csv = products ? "Layer,M,N,K,"
                               : "Layer name,IFMAP Height,IFMAP Width,Filter Height,Filter Width,Channels,Num Filter,"
                                 "Strides,";
    csv += sparsity ? "Sparsity,\n" : "\n";
    for (const TableLayer& layer : table.layers) {
        noteLayer(notes, layer);
        const std::string name = rowNameOf(layer.shape.name, notes);
        const GemmShape& gemm = layer.shape.gemm;
        std::string values = products ? text(gemm.m, ',', gemm.n, ',', gemm.k) : convolutionRow(layer, notes);
        // SCALE-Sim leaves out what stands behind the last comma.
        values += !sparsity ? "," : layer.nonZeroOfFour < 4 ? text(',', layer.nonZeroOfFour, ":4,") : ",1:1,";
        for (std::int64_t i = 0; i < layer.shape.repeats; ++i)
            csv += text(name, layer.shape.repeats > 1 ? text('_', i + 1) : "", ',', values, '\n');
    }
    return WrittenLayers{{{"topology.csv", std::move(csv)}}, notes.sentences()};
}

} // namespace termscope
