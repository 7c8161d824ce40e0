#include "hwmodel/topology/FormatWriters.h"

namespace termscope {
namespace {

/// Every layer in the dimensions of Timeloop's convolution, so that one architecture's constraints are for all: R, S
/// width and height of the filter, P, Q of the output, C and M channels, N samples; G products of their own.
struct Problem {
    ImageWindow image;
    std::int64_t samples = 1;
    std::int64_t groups = 1;
};

Problem problemOf(const TableLayer& layer, LayerNotes& notes)
{
    const GemmShape& gemm = layer.shape.gemm;
    Problem problem;
    problem.groups = layer.apart;
    if (const std::optional<ImageWindow> image = imageWindowOf(layer)) {
        problem.image = *image;
        problem.samples = layer.batch;
        return problem;
    }
    if (layer.window)
        notes.add("written as a product, as the convolution here has three axes", layer.shape.name);
    problem.image.channels = gemm.k;
    problem.image.filters = gemm.n;
    problem.samples = gemm.m * layer.steps;
    return problem;
}

std::string problemYaml(const TableLayer& layer, const Problem& problem)
{
    const ImageWindow& image = problem.image;
    const bool grouped = problem.groups > 1;
    const char* const group = grouped ? "        - [ [G] ]\n" : "";
    return text("problem:\n  version: 0.4\n  shape:\n    name: ", yamlText(layer.shape.name), "\n    dimensions: [ ",
                grouped ? "G, " : "",
                "C, M, R, S, N, P, Q ]\n    coefficients:\n"
                "    - name: Wstride\n      default: ",
                image.strideWidth, "\n    - name: Hstride\n      default: ", image.strideHeight,
                "\n    - name: Wdilation\n      default: ", image.dilationWidth,
                "\n    - name: Hdilation\n      default: ", image.dilationHeight,
                "\n    data_spaces:\n    - name: Weights\n      projection:\n", group,
                "        - [ [C] ]\n        - [ [M] ]\n        - [ [R] ]\n        - [ [S] ]\n"
                "    - name: Inputs\n      projection:\n",
                group,
                "        - [ [N] ]\n        - [ [C] ]\n        - [ [R, Wdilation], [P, Wstride] ]\n"
                "        - [ [S, Hdilation], [Q, Hstride] ]\n"
                "    - name: Outputs\n      projection:\n",
                group,
                "        - [ [N] ]\n        - [ [M] ]\n        - [ [Q] ]\n        - [ [P] ]\n      read_write: True\n"
                "  instance:\n",
                grouped ? text("    G: ", problem.groups, '\n') : "", "    C: ", image.channels,
                "\n    M: ", image.filters, "\n    R: ", image.kernelWidth, "\n    S: ", image.kernelHeight,
                "\n    N: ", problem.samples, "\n    P: ", image.width, "\n    Q: ", image.height,
                "\n    Wstride: ", image.strideWidth, "\n    Hstride: ", image.strideHeight,
                "\n    Wdilation: ", image.dilationWidth, "\n    Hdilation: ", image.dilationHeight, '\n');
}

} // namespace

Result<WrittenLayers> timeloopLayers(const LayerTable& table)
{
    LayerNotes notes;
    WrittenLayers written;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const TableLayer& layer = table.layers[i];
        noteRepeats(notes, layer, "time steps stand in N, as if none waited for the one before");
        noteWindow(notes, layer, "padding counts as values of Inputs, as the format knows none");
        written.files.push_back(
            {fileNameOf(layer, i, table.layers.size()) + ".yaml", problemYaml(layer, problemOf(layer, notes))});
    }
    written.warnings = notes.sentences();
    return written;
}

} // namespace termscope
