#include "hwmodel/topology/FormatWriters.h"

#include <bit>

namespace termscope {
namespace {

/// Bits of a sum of K products that no sum goes beyond.
int sumBits(const WordWidths& widths, std::int64_t k)
{
    return widths.weightBits + widths.dataBits - 1
           + (k <= 1 ? 0 : static_cast<int>(std::bit_width(static_cast<std::uint64_t>(k - 1))));
}

std::string convolutionYaml(const TableLayer& layer, const ImageWindow& image)
{
    const SlidingWindow& window = *layer.window;
    const bool grouped = layer.apart > 1;
    const char* const group = grouped ? "[g]" : "";
    const bool flat = window.axes() == 1;
    const auto padding = [&](std::size_t axis) {
        return text('[', window.before[axis], ", ", window.after[axis], ']');
    };
    return text("  operator_type: Conv\n  equation: O[b]", group, "[k][oy][ox]+=W", group, "[k][c][fy][fx]*I[b]", group,
                "[c][iy][ix]\n  dimension_relations: [ix=", image.strideWidth, "*ox+", image.dilationWidth,
                "*fx, iy=", image.strideHeight, "*oy+", image.dilationHeight, "*fy]\n  loop_dims: [B, ",
                grouped ? "G, " : "", "K, C, OY, OX, FY, FX]\n  loop_sizes: [", layer.batch, ", ",
                grouped ? text(layer.apart, ", ") : "", image.filters, ", ", image.channels, ", ", image.height, ", ",
                image.width, ", ", image.kernelHeight, ", ", image.kernelWidth,
                "]\n  pr_loop_dims: [IX, IY]\n  pr_loop_sizes: [", flat ? 1 : window.inputs[1], ", ", window.inputs[0],
                "]\n  padding: [", flat ? "[0, 0]" : padding(1), ", ", padding(0), "]\n");
}

std::string productYaml(const TableLayer& layer)
{
    const GemmShape& gemm = layer.shape.gemm;
    const bool grouped = layer.apart > 1;
    const char* const group = grouped ? "[h]" : "";
    return text("  operator_type: Gemm\n  equation: O", group, "[d][k]+=I", group, "[d][c]*W", group,
                "[c][k]\n  dimension_relations: []\n  loop_dims: [", grouped ? "H, " : "", "D, C, K]\n  loop_sizes: [",
                grouped ? text(layer.apart, ", ") : "", gemm.m * layer.steps, ", ", gemm.k, ", ", gemm.n, "]\n");
}

} // namespace

Result<WrittenLayers> zigZagLayers(const LayerTable& table, const WordWidths& widths)
{
    LayerNotes notes;
    std::string yaml;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const TableLayer& layer = table.layers[i];
        const std::optional<ImageWindow> image = imageWindowOf(layer);
        noteRepeats(notes, layer, "time steps stand in D, as if none waited for the one before");
        if (layer.window && !image)
            notes.add("written as a product, as the convolution here has three axes", layer.shape.name);
        const bool weights = layer.kind != LayerKind::Attention;
        // A sum or a concatenation waits for the last of its parts.
        const auto sourceOf = [&](const std::vector<int>& rows) {
            if (rows.size() > 1)
                notes.add("operand_source is the last of the layers whose outputs are added or joined before",
                          layer.shape.name);
            return rows.empty() ? static_cast<int>(i) : rows.back();
        };
        yaml += text("- id: ", i, "\n  name: ", yamlText(layer.shape.name), '\n',
                     image ? convolutionYaml(layer, *image) : productYaml(layer),
                     "  operand_precision:\n    W: ", weights ? widths.weightBits : widths.dataBits,
                     "\n    I: ", widths.dataBits, "\n    O: ", sumBits(widths, layer.shape.gemm.k),
                     "\n    O_final: ", widths.dataBits,
                     "\n  operand_source:\n    W: ", weights ? static_cast<int>(i) : sourceOf(layer.staying),
                     "\n    I: ", sourceOf(layer.sources), '\n');
    }
    return WrittenLayers{{{"workload.yaml", std::move(yaml)}}, notes.sentences()};
}

} // namespace termscope
